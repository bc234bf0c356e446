import type { Baseline, Intended, Item, Warning } from '../domain/configuration.ts';
import { itemIdOf, type Finding } from '../domain/finding.ts';
import type { ItemMark } from '../domain/item-mark.ts';
import type { Platform } from '../domain/platform.ts';
import { alignNumbers } from './compare/align-numbers.ts';
import { findDifferences, type ClassedDifference } from './compare/find-differences.ts';
import { unknownLineWarnings } from './compare/unknown-lines.ts';
import { hashItems } from './hash-items.ts';
import { createObjectFinder } from './object-of-item.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { readComparable, readItems } from './read-items.ts';

/** Two texts and what is known about them. The caller has checked that the baseline's ground still holds. */
export interface ComparisonInput {
  readonly platform: Platform;
  readonly intended: Intended;
  readonly live: string;
  /** Null when no valid baseline exists: every difference is then `unexplained`. */
  readonly baseline: Baseline | null;
  readonly marks: readonly ItemMark[];
}

/**
 * What the three-way comparison found. The hashes are those of {@link hashItems} over the items {@link readItems} reads in
 * the scope, so `liveHash` depends on nothing but the live text and the scope. In findings, a line that only spells out a
 * default is null, because that is how the device shows it once it took effect. `intendedItems` become the baseline once all is verified.
 * Not ok: comparing would have been guessing; nothing may be written.
 */
export type Comparison =
  | {
      readonly ok: true;
      readonly inLine: boolean;
      readonly findings: readonly Finding[];
      readonly intendedItems: readonly Item[];
      readonly intendedHash: string;
      readonly liveHash: string;
      readonly baselineHash: string;
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly reason: string };

/** Compares intended, live and baseline item by item and classes every difference (semantics.md 1). */
export function compareConfigurations(input: ComparisonInput): Comparison {
  const { platform, intended, baseline } = input;
  const wanted = readItems(platform, intended.text, intended.scope, 'intended');
  if (!wanted.ok) return wanted;
  const found = readItems(platform, input.live, intended.scope, 'live');
  if (!found.ok) return found;
  const compared = findFindings(input);
  if (!compared.ok) return compared;
  const { findings, classed } = compared;
  return {
    ok: true,
    inLine: findings.length === 0,
    findings,
    intendedItems: wanted.items,
    intendedHash: hashItems(wanted.items),
    liveHash: hashItems(found.items),
    baselineHash: baseline === null ? 'none' : hashItems(baseline.items),
    warnings: [...intended.warnings, ...unknownLineWarnings(classed)],
  };
}

/** The findings alone, without hashes and items: only what differs is read. */
export type FoundFindings =
  | {
      readonly ok: true;
      readonly findings: readonly Finding[];
      readonly classed: readonly ClassedDifference[];
    }
  | { readonly ok: false; readonly reason: string };

/** As {@link compareConfigurations}, for a caller that needs nothing but the findings. */
export function findFindings(input: ComparisonInput): FoundFindings {
  const { platform, intended, baseline } = input;
  const rules = rulesOf(platform);
  const wanted = readComparable(platform, intended.text, 'intended');
  if (!wanted.ok) return wanted;
  const live = readComparable(platform, input.live, 'live');
  if (!live.ok) return live;
  const sides = {
    rules,
    scope: intended.scope,
    intended: alignNumbers(wanted.top, live.top),
    live: live.top,
    baseline,
  };
  const objectOf = createObjectFinder(rules, intended.provenance);
  const classed = withMarks(findDifferences(sides), input.marks);
  const findings = classed.map(({ finding }) => ({ ...finding, object: objectOf(finding) }));
  return { ok: true, findings, classed };
}

/** A marked item is never applied, restored or counted as drift while its intended value is the one it was marked with. */
function withMarks(
  classed: readonly ClassedDifference[],
  marks: readonly ItemMark[],
): readonly ClassedDifference[] {
  if (marks.length === 0) return classed;
  const marked = new Map(marks.map((mark) => [itemIdOf(mark), mark]));
  return classed.map(({ finding, difference }) => {
    const mark = marked.get(itemIdOf(finding));
    // A mark may have been set while intent spelled out the default that is null here.
    const asked = [finding.intended, difference.wantedNode?.line ?? null];
    const holds = mark !== undefined && asked.includes(mark.intended);
    return holds ? { finding: { ...finding, class: 'reverted' }, difference } : { finding, difference };
  });
}
