import type { AgedFinding } from '../../domain/finding.ts';
import type { UnitState } from '../../domain/unit.ts';
import type { StateFacts } from '../../ports/journal.ts';
import { placeOf } from './finding-table.ts';
import { plain } from './markdown.ts';

/** Places named in the summary; NetBox shows it in a box of about seven narrow lines. */
const MOST_PLACES = 3;

/** Pending items are explained by an edit, reverted ones by a failed change: only the others are drift. */
function isDrift({ class: kind }: AgedFinding): boolean {
  return kind !== 'pending' && kind !== 'reverted';
}

/** What is shown beside the state: how much differs, since when, and why in a few lines. `detail` is from outside and is encoded here. */
export function factsOf(state: UnitState, open: readonly AgedFinding[], detail: string): StateFacts {
  const since = open
    .filter(isDrift)
    .map(({ firstSeen }) => firstSeen)
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  return {
    findings: open.length,
    firstDrifted: since[0] ?? null,
    summary: [`**${state}**: ${plain(detail)}`, ...placesOf(open)].join('\n'),
  };
}

function placesOf(open: readonly AgedFinding[]): readonly string[] {
  if (open.length === 0) return [];
  const named = open.slice(0, MOST_PLACES).map((one) => `- ${one.class}: ${plain(placeOf(one))}`);
  const rest = open.length - named.length;
  return ['', ...named, ...(rest > 0 ? [`- … and ${rest} more, see the journal`] : [])];
}
