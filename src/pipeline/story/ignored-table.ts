import type { IgnoredFinding } from '../../domain/finding.ts';
import { type Section, tableSection } from './entry.ts';
import { placeOf } from './finding-table.ts';
import { plain } from './markdown.ts';

/** `2 findings are ignored (old-ports)`: how many, and by which rules of the policy. */
export function ignoredInWords(ignored: readonly IgnoredFinding[]): string {
  const rules = [...new Set(ignored.map(({ rule }) => rule.name))].join(', ');
  const what = ignored.length === 1 ? '1 finding is ignored' : `${ignored.length} findings are ignored`;
  return `${what} (${rules})`;
}

/** The same as a line of a box: they are no part of the plan and no drift, and somebody may miss them there. */
export function ignoredLine(ignored: readonly IgnoredFinding[]): readonly string[] {
  return ignored.length === 0 ? [] : [`${ignoredInWords(ignored)}.`];
}

/** The ignored findings as a part of an entry: place, why, who answers for it, until when; empty without any. */
export function ignoredTable(ignored: readonly IgnoredFinding[]): Section {
  const rows = ignored.map(({ finding, rule }) => [
    plain(placeOf(finding)),
    plain(rule.name),
    plain(rule.reason),
    plain(rule.owner),
    plain(rule.until ?? 'no end'),
  ]);
  return tableSection('**Ignored**', 'ignored findings', {
    head: ['Place', 'Rule', 'Reason', 'Owner', 'Until'],
    rows,
  });
}
