import { readItems } from '../diff/read-items.ts';
import { itemIdOf } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';

/**
 * True when a device has lines that are neither in the snapshot nor in the plan, or lacks lines of the snapshot the plan says
 * nothing about: somebody else worked there meanwhile. What cannot be compared counts as foreign.
 */
export function hasForeignLines({ unit, applies }: Plan, before: string, now: string): boolean {
  const [then, live] = [before, now].map((text) => readItems(unit.platform, text, { kind: 'whole' }, 'live'));
  if (then?.ok !== true || live?.ok !== true) return true;
  const own = new Set(applies.map(itemIdOf));
  const linesOf = (items: typeof then.items) =>
    new Map(items.filter((item) => !own.has(itemIdOf(item))).map((item) => [itemIdOf(item), item.line]));
  const [wanted, found] = [linesOf(then.items), linesOf(live.items)];
  return wanted.size !== found.size || [...wanted].some(([id, line]) => found.get(id) !== line);
}
