import type { OrderResult } from '../../domain/order.ts';
import type { Steps } from '../../ports/steps.ts';
import { runSweep } from '../run-sweep.ts';
import { resultOf } from './find-devices.ts';

/** `sweep`: looks at every unit in scope now. */
export async function sweepNow(steps: Steps): Promise<OrderResult> {
  const { units, inLine, others } = await runSweep(steps);
  const message = `${units} units looked at: ${inLine} in line, ${others} not`;
  return resultOf([{ unit: '', outcome: others === 0 ? 'done' : 'drift', message }]);
}
