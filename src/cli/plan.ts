import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';
import { namedDevices } from './named-devices.ts';

/** `plumbline plan DEVICE…`: shows what would be written, with the hash to approve it by. */
export async function plan(
  devices: readonly string[],
  options: OrderOptions & { readonly all?: boolean },
): Promise<ExitCode> {
  return followOrder({ kind: 'plan', devices: await namedDevices(devices, options.all === true) }, options);
}
