import type { FindingClass } from '../domain/finding.ts';

/** The three values of one item; null is absence. `baseline` is undefined when no valid baseline explains the item. */
export interface ThreeValues {
  readonly intended: string | null;
  readonly live: string | null;
  readonly baseline: string | null | undefined;
}

/** The class of an item by its three values (semantics.md 1), or null when it is in line. */
export function classify({ intended, live, baseline }: ThreeValues): FindingClass | null {
  if (live === intended) return null;
  if (baseline === undefined) return 'unexplained';
  if (live === baseline) return 'pending';
  return intended === baseline ? 'foreign' : 'conflict';
}
