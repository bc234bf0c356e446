import { type Finding, itemIdOf } from '../../domain/finding.ts';
import { type Guard, PASS, refuse } from '../guard-facts.ts';
import { placeInWords, symbolsOfFinding } from '../items-of-plan.ts';

/**
 * A finding the plan leaves alone blocks it where the outcome would not be what NetBox asks for: it is the same item, it
 * stands in the same row whose order means something, or it is part of what an item of the plan refers to. Others of the
 * unit are quoted only (semantics.md 4). What the policy ignores does not block: somebody answers for it by name.
 */
export const blockingFindingsGuard: Guard = {
  name: 'blocking findings',
  decide: ({ plan }) => {
    if (plan.leaves.length === 0) return PASS;
    const written = new Set(plan.applies.map(itemIdOf));
    const meant = plan.applies.map((finding) => symbolsOfFinding(plan.unit.platform, finding));
    const rows = new Set(meant.flatMap((item) => item.rows));
    const needed = new Set(meant.flatMap(({ refers }) => refers));
    const why = (finding: Finding): string | null => {
      if (written.has(itemIdOf(finding))) return 'the device was changed at the same place';
      const other = symbolsOfFinding(plan.unit.platform, finding);
      const row = other.rows.find((name) => rows.has(name));
      if (row !== undefined) return `the device differs in the same ordered list (${row})`;
      const symbol = other.defines.find((name) => needed.has(name));
      return symbol === undefined ? null : `the device differs in what the plan refers to (${symbol})`;
    };
    const reasons = new Map<string, string[]>();
    for (const finding of plan.leaves) {
      const reason = why(finding);
      if (reason === null) continue;
      reasons.set(reason, [...(reasons.get(reason) ?? []), placeInWords(finding)]);
    }
    if (reasons.size === 0) return PASS;
    return refuse([...reasons].map(([reason, places]) => `${reason}: ${listed(places)}`).join('; '));
  },
};

/** The places somebody reads before he looks at the rest in the journal. */
const MOST_PLACES = 5;

function listed(places: readonly string[]): string {
  const rest = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
