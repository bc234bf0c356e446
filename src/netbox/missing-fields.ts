import { faultFactsOf } from '../domain/fault.ts';
import { unitIdOf } from '../domain/ids.ts';
import { writeEntry } from './journal-entries.ts';
import type { NetBoxClient } from './netbox-client.ts';

/** Told of custom fields that a device lacks. */
export type OnMissing = (deviceId: number, fields: readonly string[]) => Promise<void>;

/**
 * Says once per field, in the log and in the journal of the first device it was wanted on, that the field is gone from
 * NetBox: whoever misses a state there looks into the journal. Never throws: what can be shown is shown all the same.
 */
export function createMissingFieldsNotice(client: NetBoxClient, ownId: () => Promise<number>): OnMissing {
  const told = new Set<string>();
  return async (deviceId, fields) => {
    const news = fields.filter((field) => !told.has(field));
    if (news.length === 0) return;
    for (const field of news) told.add(field);
    const names = news.map((field) => `\`${field}\``).join(', ');
    client.log.warn('custom fields are gone from NetBox; run plumbline provision', {
      code: 'netbox.rejected',
      fields: news.join(' '),
    });
    try {
      await writeEntry(client, ownId, {
        unitId: unitIdOf(deviceId),
        kind: 'warning',
        marker: `missing/${news.join('/')}`,
        comments:
          `Plumbline cannot show everything on devices: NetBox has no custom field ${names} any more. ` +
          'Everything else goes on. An administrator puts it back with `plumbline provision`.',
      });
    } catch (error) {
      client.log.warn('missing custom fields could not be told in the journal', { ...faultFactsOf(error) });
    }
  };
}
