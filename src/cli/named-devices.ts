import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import { createApiClient, demand } from './api-client.ts';

const Names = z.object({ devices: z.array(z.object({ name: z.string() })) });

/** The devices a command names: those given, or with `--all` every one that `serve` has looked at so far. */
export async function namedDevices(given: readonly string[], all: boolean): Promise<readonly string[]> {
  if (all && given.length > 0) throw usage('Expected device names or --all, found both.');
  if (!all && given.length === 0) throw usage('Expected the names of devices, or --all.');
  if (!all) return given;
  const { devices } = Names.parse(demand(await createApiClient()('GET', '/devices'), 200));
  if (devices.length > 0) return devices.map(({ name }) => name);
  throw usage('Expected devices that were checked before, found none. Run `plumbline sweep` first.');
}

function usage(message: string): Fault {
  return new Fault('settings.invalid', message);
}
