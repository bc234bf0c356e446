import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';

/** `plumbline doctor --accept`: tells the running worker that the NetBox which answers now is the one to serve. */
export async function acceptNetBox(options: OrderOptions): Promise<ExitCode> {
  return followOrder({ kind: 'accept' }, options);
}
