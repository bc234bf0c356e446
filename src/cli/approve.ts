import type { ExitCode } from './exit-code.ts';
import { followOrder, type OrderOptions } from './follow-order.ts';

/** `plumbline approve HASH`: lets exactly that plan be written. */
export async function approve(hash: string, options: OrderOptions): Promise<ExitCode> {
  return followOrder({ kind: 'approve', hash: hash.toLowerCase() }, options);
}
