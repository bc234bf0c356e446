import { DevicePlace, fieldsOf } from './device-answer.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

/** All devices the account may view, each with its chassis. */
export async function everyDevice(client: NetBoxClient): Promise<readonly DevicePlace[]> {
  return await readPages(client, {
    what: 'list all devices',
    item: DevicePlace,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', {
        params: { query: { ...page, fields: fieldsOf(DevicePlace) } },
      }),
  });
}
