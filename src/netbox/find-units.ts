import { z } from 'zod';
import { unitIdOf, type UnitId } from '../domain/ids.ts';
import { DevicePlace, fieldsOf, loginDeviceOf } from './device-answer.ts';
import { inChunks } from './in-chunks.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

const NamedDevice = DevicePlace.extend({ name: z.string().nullable() });
type NamedDevice = z.infer<typeof NamedDevice>;

/** The units of the named devices, and for each name that is not exactly one device a sentence in `unknown`. */
export async function findUnits(
  client: NetBoxClient,
  names: readonly string[],
): Promise<{ readonly found: readonly UnitId[]; readonly unknown: readonly string[] }> {
  // NetBox ignores an empty filter and would return every device.
  const askable = names.filter((name) => name.trim() !== '');
  const devices = await inChunks(askable, (some) => readNamed(client, some));
  const found = new Set<UnitId>();
  const unknown: string[] = [];
  for (const name of new Set(names)) {
    const named = devices.filter((device) => isNamed(device, name));
    const [only] = named;
    if (only !== undefined && named.length === 1) found.add(unitIdOf(loginDeviceOf(only)));
    else if (only === undefined) unknown.push(`${name}: NetBox has no device of this name`);
    else unknown.push(`${name}: NetBox has ${named.length} devices of this name`);
  }
  return { found: [...found], unknown };
}

async function readNamed(client: NetBoxClient, names: readonly string[]): Promise<readonly NamedDevice[]> {
  return await readPages(client, {
    what: 'find devices by name',
    item: NamedDevice,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', {
        params: { query: { ...page, name: [...names], fields: fieldsOf(NamedDevice) } },
      }),
  });
}

/** NetBox compares device names without case, and so do we. */
function isNamed(device: NamedDevice, name: string): boolean {
  return device.name?.toLowerCase() === name.toLowerCase();
}
