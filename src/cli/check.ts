import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';
import { namedDevices } from './named-devices.ts';

/** `plumbline check DEVICE…`: reads the devices and says for each whether it is in line. */
export async function check(
  devices: readonly string[],
  options: OrderOptions & { readonly all?: boolean },
): Promise<ExitCode> {
  return followOrder({ kind: 'check', devices: await namedDevices(devices, options.all === true) }, options);
}
