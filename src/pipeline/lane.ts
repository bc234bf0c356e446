import type { Ports } from '../ports/ports.ts';
import type { Steps, UnitInput, UnitOutcome, UnitWork } from '../ports/steps.ts';
import type { Json } from '../domain/json.ts';

/**
 * Which of the two lanes work takes. `background`: an edit of many units, a sweep; few units at a time, and never NetBox's
 * last place. Absent: interactive.
 */
export type Lane = 'background';

/** The ports as work in that lane sees them. */
export function inLane(ports: Ports, lane: Lane | undefined): Ports {
  return lane === undefined ? ports : { ...ports, ...ports.background };
}

/**
 * Works on many units, `width` at a time, so that neither memory nor the queues in front of NetBox and the devices fill with
 * them: whoever comes with a single unit finds at most that many before him.
 */
export async function forEachInTurn<Input extends UnitInput, Output extends Json>(
  steps: Steps,
  inputs: readonly Input[],
  work: UnitWork<Input, Output>,
  width: number,
): Promise<readonly UnitOutcome<Output>[]> {
  const outcomes: UnitOutcome<Output>[] = [];
  for (let start = 0; start < inputs.length; start += width) {
    const some = inputs.slice(start, start + width);
    outcomes.push(...(await steps.forEachUnit(some, work, { lane: 'background' })));
  }
  return outcomes;
}
