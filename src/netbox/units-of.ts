import { faultFactsOf } from '../domain/fault.ts';
import type { UnitId } from '../domain/ids.ts';
import { isSubscribedType, type EditedObject, type RelatedObject } from '../domain/netbox-object.ts';
import { DevicePlace, fieldsOf, loginDeviceOf } from './device-answer.ts';
import { everyDevice } from './every-device.ts';
import { inChunks } from './in-chunks.ts';
import { INFLUENCE, type Led, type Lead } from './influence.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages, readPagesOf, type ListRequest } from './read-pages.ts';
import { toUnitIds } from './to-unit-ids.ts';

/**
 * The units whose intended configuration the objects can influence, each once, in id order; types we do not know map to
 * nothing. A hint for speed: what it misses is found by the sweep. So a list the account may not see is left out, and said.
 */
export async function unitsOf(
  client: NetBoxClient,
  edit: readonly EditedObject[],
): Promise<readonly UnitId[]> {
  if (!edit.some(reachesEverything)) {
    return toUnitIds(await loginDevicesOf(client, await follow(client, edit.flatMap(namedBy))));
  }
  // A device this edit deleted is in no list any more, and its story still has to be told.
  const named = edit.flatMap(({ type, id }) => (type === 'dcim.device' ? [id] : []));
  const places = await everyDevice(client);
  const members = new Set(places.filter((device) => loginDeviceOf(device) !== device.id).map(({ id }) => id));
  return toUnitIds([...places.map(loginDeviceOf), ...named.filter((id) => !members.has(id))]);
}

/** A deleted tag is on nothing any more, and NetBox saves none of what it was on. */
function reachesEverything({ type, action }: EditedObject): boolean {
  if (type === 'extras.tag' && action === 'delete') return true;
  return isSubscribedType(type) && INFLUENCE[type] === 'everything';
}

/** The object itself, and what its data names, which is all that is left of a deleted one. */
function namedBy(object: EditedObject): readonly RelatedObject[] {
  if (!isSubscribedType(object.type)) return [];
  // NetBox moves no interface to another device: what the edit says of it is true, and a question less.
  if (object.type === 'dcim.interface' && object.deviceId !== null)
    return [...(object.related ?? []), { type: 'dcim.device', id: object.deviceId }];
  return [
    { type: object.type, id: object.id },
    ...(object.related ?? []),
    ...(object.deviceId === null ? [] : [{ type: 'dcim.device', id: object.deviceId }]),
    ...(object.interfaceId === null ? [] : [{ type: 'dcim.interface', id: object.interfaceId }]),
  ];
}

/** Goes from list to list until only devices are left; every object is asked about once. */
async function follow(client: NetBoxClient, start: readonly RelatedObject[]): Promise<readonly number[]> {
  const seen = new Set<string>();
  let next = start;
  const devices: number[] = [];
  while (next.length > 0) {
    const fresh = next.filter((object) => isFirst(seen, `${object.type}:${object.id}`));
    const byType = Map.groupBy(fresh, (object) => object.type);
    const found: RelatedObject[] = [];
    for (const [type, objects] of byType) {
      const ids = objects.map((object) => object.id);
      if (type === 'dcim.device') devices.push(...ids);
      if (!isSubscribedType(type)) continue;
      const leads = INFLUENCE[type];
      if (typeof leads === 'string') continue;
      for (const lead of leads) found.push(...(await ask(client, lead, ids)));
    }
    next = found;
  }
  return devices;
}

function isFirst(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

async function ask(
  client: NetBoxClient,
  lead: Lead,
  ids: readonly number[],
): Promise<readonly RelatedObject[]> {
  try {
    return lead.one
      ? (await Promise.all(ids.map((id) => rowsOf(client, lead, [id])))).flat()
      : await inChunks(ids, (some) => rowsOf(client, lead, some));
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code !== 'netbox.forbidden') throw error;
    client.log.warn('an edit was mapped to units in part: run plumbline provision for the missing right', {
      code,
      err: message,
    });
    return [];
  }
}

async function rowsOf(
  client: NetBoxClient,
  lead: Lead,
  ids: readonly number[],
): Promise<readonly RelatedObject[]> {
  const request: ListRequest<Led> = {
    what: lead.what,
    item: lead.item,
    call: (page) => lead.call(client, { ...page, fields: lead.fields }, [...ids]),
  };
  const rows = await readPagesOf(client, lead.filter, request);
  if (rows !== null) return rows.flatMap(({ to }) => to);
  // A single id that is gone makes NetBox refuse the whole question.
  if (ids.length === 1) return [];
  const each: RelatedObject[] = [];
  for (const id of ids) each.push(...(await rowsOf(client, lead, [id])));
  return each;
}

/** A device that is gone stays itself: its unit's story still has to be told. */
async function loginDevicesOf(
  client: NetBoxClient,
  deviceIds: readonly number[],
): Promise<readonly number[]> {
  const places = await inChunks(deviceIds, (ids) =>
    readPages(client, {
      what: 'read the virtual chassis of devices',
      item: DevicePlace,
      call: (page) =>
        client.api.GET('/api/dcim/devices/', {
          params: { query: { ...page, id: [...ids], fields: fieldsOf(DevicePlace) } },
        }),
    }),
  );
  const logins = new Map(places.map((device) => [device.id, loginDeviceOf(device)]));
  return deviceIds.map((id) => logins.get(id) ?? id);
}
