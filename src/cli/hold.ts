import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';

/** `plumbline hold DEVICE REASON`: nothing is written to the device until it is released. */
export async function hold(
  device: string,
  reason: readonly string[],
  options: OrderOptions,
): Promise<ExitCode> {
  return followOrder({ kind: 'hold', device, reason: reason.join(' ') }, options);
}
