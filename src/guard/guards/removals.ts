import { countRemovals } from '../../diff/count-removals.ts';
import { readItems } from '../../diff/read-items.ts';
import type { ItemName } from '../../domain/configuration.ts';
import { scopeOf } from '../../domain/plan.ts';
import { type Guard, hold, PASS, refuse } from '../guard-facts.ts';
import { placeInWords } from '../items-of-plan.ts';

/** Much, or what others depend on, is never taken away without a person's word. */
export const removalsGuard: Guard = {
  name: 'removals',
  decide: ({ plan, policy, reading }) => {
    const { platform } = plan.unit;
    const live = readItems(platform, reading.configuration, scopeOf(plan), 'live');
    if (!live.ok) return refuse(`what the plan removes could not be counted: ${live.reason}`);
    const count = countRemovals(platform, plan.applies, live.items);
    const { lines, percent } = policy.removals;
    const reasons = [
      told('a whole section', count.sections),
      told('an address', count.addresses),
      told('a neighbor', count.neighbors),
      told('the last member of a list', count.lastMembers),
    ].filter((reason) => reason !== null);
    if (count.lines > Math.max(lines, (count.of * percent) / 100)) {
      const share = ((count.lines / Math.max(1, count.of)) * 100).toFixed(1);
      reasons.push(
        `it removes ${count.lines} of ${count.of} lines (${share} %), more than ${lines} lines and ${percent} %`,
      );
    }
    return reasons.length === 0 ? PASS : hold(reasons.join('; '));
  },
};

function told(what: string, [first, ...more]: readonly ItemName[]): string | null {
  if (first === undefined) return null;
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `it removes ${what}: "${placeInWords(first)}"${rest}`;
}
