import { createHash } from 'node:crypto';
import { plusMs, type Instant } from '../domain/ids.ts';
import type { OperationalState } from '../domain/live.ts';
import type { Plan } from '../domain/plan.ts';
import type { Limits } from '../domain/policy.ts';
import type { ArmedTransaction } from '../domain/transaction.ts';
import { longestHoldMs } from './compare-state.ts';

/** Shortest time a device waits for our confirmation: room for a slow login and a restart of the worker. */
const LEAST_MINUTES = 5;
/** IOS takes no more (facts/devices.md 2.3, `configure terminal revert timer`). */
const MOST_MINUTES = 120;
/** What one command may take on a device that asks its AAA server about each line. */
const COMMAND_MS = 500;

/**
 * The transaction a plan is written in: a name of its own for every change, and twice the time that writing and proving it
 * may take, since a device that reverts while it is being proved would undo a good change.
 */
export function transactionOf(
  { changeId, plan, before }: { changeId: string; plan: Plan; before: OperationalState },
  limits: Pick<Limits, 'settleMs' | 'deviceMinuteMs'>,
  now: Instant,
): ArmedTransaction {
  const holdMs = plan.influence.routing ? longestHoldMs(before) : 0;
  const workMs = plan.commands.length * COMMAND_MS + holdMs + 3 * limits.settleMs;
  const minutes = Math.ceil((2 * workMs) / limits.deviceMinuteMs);
  const revertAfterMinutes = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, minutes));
  const name = createHash('sha256').update(`${changeId}/${plan.hash}`).digest('hex').slice(0, 12);
  return {
    name: `pl-${name}`,
    revertAfterMinutes,
    deadline: plusMs(now, revertAfterMinutes * limits.deviceMinuteMs),
  };
}
