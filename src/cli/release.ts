import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';

/** `plumbline release DEVICE REASON`: ends a hold and frees what a failed change had stopped. */
export async function release(
  device: string,
  reason: readonly string[],
  options: OrderOptions,
): Promise<ExitCode> {
  return followOrder({ kind: 'release', device, reason: reason.join(' ') }, options);
}
