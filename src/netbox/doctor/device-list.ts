import type { DeviceRecord } from '../../domain/device-model.ts';
import { DeviceAnswer, fieldsOf, loginDeviceOf } from '../device-answer.ts';
import { toDeviceRecord } from '../to-device-record.ts';
import type { NetBoxClient } from '../netbox-client.ts';
import { readPages } from '../read-pages.ts';

/** Every unit the account may view, without interfaces and addresses: what decides whether it is managed, read by lists. */
export async function listUnits(client: NetBoxClient): Promise<readonly DeviceRecord[]> {
  const devices = await readPages(client, {
    what: 'list all devices',
    item: DeviceAnswer,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', {
        params: { query: { ...page, fields: fieldsOf(DeviceAnswer) } },
      }),
  });
  return devices
    .filter((device) => loginDeviceOf(device) === device.id)
    .map((device) => toDeviceRecord(device, [], []));
}

/** The first unit in scope, else the first there is; null when the account sees none. */
export async function someUnit(
  client: NetBoxClient,
  isInScope: (device: DeviceRecord) => boolean,
): Promise<DeviceRecord | null> {
  const units = await listUnits(client);
  return units.find(isInScope) ?? units[0] ?? null;
}
