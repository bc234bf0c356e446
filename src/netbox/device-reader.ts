import type { DeviceRecord } from '../domain/device-model.ts';
import { DeviceAnswer, DevicePlace, fieldsOf, ListedState } from './device-answer.ts';
import { chunksOf, inChunks } from './in-chunks.ts';
import { AddressAnswer, InterfaceAnswer } from './interface-answer.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages, readPagesOf } from './read-pages.ts';
import type { SeenDevices } from './seen-devices.ts';
import { shownStateOf } from './shown-state.ts';
import { toDeviceRecord } from './to-device-record.ts';

/** What of devices is read. `asked for`: of those without a policy, which nobody asked to look at, no interfaces. */
export type Detail = 'all' | 'asked for';

/**
 * The devices with their interfaces and addresses, those of the other chassis members included; null for one that is gone.
 * A few lists for all of them together: devices, members where there are chassis, interfaces, addresses. What the devices
 * show is noted in `seen`.
 */
export async function readDevices(
  client: NetBoxClient,
  ids: readonly number[],
  detail: Detail,
  seen: SeenDevices,
): Promise<ReadonlyMap<number, DeviceRecord | null>> {
  // Where everything of every device is read anyway, nobody waits for the first list before the others are asked for.
  const [devices, early] = await Promise.all([
    listDevices(client, ids),
    detail === 'all' ? readParts(client, ids) : NO_PARTS,
  ]);
  seen.note(devices);
  const members = await membersOfAll(client, devices, seen);
  const detailed = members.filter(({ device }) => detail === 'all' || policyOf(device) !== undefined);
  const known = new Set(detail === 'all' && early.interfaces !== null ? ids : []);
  const rest = detailed.flatMap((one) => one.ids).filter((id) => !known.has(id));
  const late = await readParts(client, rest);
  const interfaces = late.interfaces && [...(early.interfaces ?? []), ...late.interfaces];
  // NetBox finds the addresses of the other members by the master already: without this each would be there twice.
  const byId = new Map([...early.addresses, ...late.addresses].map((one) => [one.id, one]));
  const addresses = [...byId.values()];
  if (interfaces === null) return await readEach(client, ids, detail, seen);
  const records = members.map((one) => [one.device.id, toRecord(one, interfaces, addresses)] as const);
  const found = new Map<number, DeviceRecord | null>(records);
  return new Map(ids.map((id) => [id, found.get(id) ?? null]));
}

/** What stands on devices; without interfaces one of the devices is gone. */
interface Parts {
  readonly interfaces: readonly InterfaceAnswer[] | null;
  readonly addresses: readonly AddressAnswer[];
}

const NO_PARTS: Parts = { interfaces: [], addresses: [] };

async function readParts(client: NetBoxClient, devices: readonly number[]): Promise<Parts> {
  if (devices.length === 0) return NO_PARTS;
  const [interfaces, addresses] = await Promise.all([
    readInterfaces(client, devices),
    readAddresses(client, devices),
  ]);
  return { interfaces, addresses: interfaces === null ? [] : addresses };
}

/** One of several devices went away between two lists. Empty lists instead would look like an order to remove everything. */
async function readEach(
  client: NetBoxClient,
  ids: readonly number[],
  detail: Detail,
  seen: SeenDevices,
): Promise<ReadonlyMap<number, DeviceRecord | null>> {
  const records = new Map<number, DeviceRecord | null>();
  if (ids.length === 1) return new Map(ids.map((id) => [id, null]));
  for (const id of ids) records.set(id, (await readDevices(client, [id], detail, seen)).get(id) ?? null);
  return records;
}

async function listDevices(client: NetBoxClient, ids: readonly number[]): Promise<readonly DeviceAnswer[]> {
  return await inChunks(ids, (some) =>
    readPages(client, {
      what: `read device ${some.join(', ')}`,
      item: DeviceAnswer,
      call: (page) =>
        client.api.GET('/api/dcim/devices/', {
          params: { query: { ...page, id: [...some], fields: fieldsOf(DeviceAnswer) } },
        }),
    }),
  );
}

/** A device with all whose interfaces its login configures, and the states they show. */
interface Login {
  readonly device: DeviceAnswer;
  readonly ids: readonly number[];
  readonly shown: readonly (string | null)[];
}

async function membersOfAll(
  client: NetBoxClient,
  devices: readonly DeviceAnswer[],
  seen: SeenDevices,
): Promise<readonly Login[]> {
  const chassis = devices.flatMap((device) => (isMaster(device) ? [device.virtual_chassis.id] : []));
  const members = await inChunks(
    chassis,
    async (some) =>
      (await readPagesOf(client, 'virtual_chassis_id', {
        what: `read the members of virtual chassis ${some.join(', ')}`,
        item: ListedState,
        call: (page) =>
          client.api.GET('/api/dcim/devices/', {
            params: { query: { ...page, virtual_chassis_id: [...some], fields: fieldsOf(ListedState) } },
          }),
      })) ?? [],
  );
  seen.note(members);
  const byChassis = Map.groupBy(members, (member) => member.virtual_chassis?.id ?? 0);
  return devices.map((device) => {
    const all = isMaster(device) ? (byChassis.get(device.virtual_chassis.id) ?? [device]) : [device];
    return { device, ids: all.map(({ id }) => id), shown: all.map(shownStateOf) };
  });
}

type Master = DeviceAnswer & { readonly virtual_chassis: NonNullable<DeviceAnswer['virtual_chassis']> };

function isMaster(device: DeviceAnswer): device is Master {
  return device.virtual_chassis?.master?.id === device.id;
}

/** The devices whose interfaces this login configures: all members for a master, else the device alone. */
export async function membersOf(
  client: NetBoxClient,
  device: DevicePlace,
): Promise<readonly number[] | null> {
  const chassis = device.virtual_chassis;
  if (chassis?.master?.id !== device.id) return [device.id];
  const members = await readPagesOf(client, 'virtual_chassis_id', {
    what: `read the members of virtual chassis ${chassis.id}`,
    item: DevicePlace,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', {
        params: { query: { ...page, virtual_chassis_id: [chassis.id], fields: fieldsOf(DevicePlace) } },
      }),
  });
  return members?.map((member) => member.id) ?? null;
}

/** Null when one of the devices is gone. */
async function readInterfaces(
  client: NetBoxClient,
  devices: readonly number[],
): Promise<readonly InterfaceAnswer[] | null> {
  const parts: InterfaceAnswer[] = [];
  for (const some of chunksOf(devices)) {
    const part = await readPagesOf(client, 'device_id', {
      what: `read the interfaces of device ${some.join(', ')}`,
      item: InterfaceAnswer,
      call: (page) =>
        client.api.GET('/api/dcim/interfaces/', {
          params: { query: { ...page, device_id: [...some], fields: fieldsOf(InterfaceAnswer) } },
        }),
    });
    if (part === null) return null;
    parts.push(...part);
  }
  return parts;
}

async function readAddresses(
  client: NetBoxClient,
  devices: readonly number[],
): Promise<readonly AddressAnswer[]> {
  return await inChunks(devices, (some) =>
    readPages(client, {
      what: `read the addresses of device ${some.join(', ')}`,
      item: AddressAnswer,
      call: (page) =>
        client.api.GET('/api/ipam/ip-addresses/', {
          params: { query: { ...page, device_id: [...some], fields: fieldsOf(AddressAnswer) } },
        }),
    }),
  );
}

function policyOf(device: DeviceAnswer): unknown {
  return device.config_context['plumbline'];
}

function toRecord(
  { device, ids, shown }: Login,
  interfaces: readonly InterfaceAnswer[],
  addresses: readonly AddressAnswer[],
): DeviceRecord {
  const [state] = shown;
  const own = interfaces.filter((one) => ids.includes(one.device.id));
  return {
    ...toDeviceRecord(device, own, addresses),
    ...(state != null && shown.every((other) => other === state) ? { shows: state } : {}),
  };
}
