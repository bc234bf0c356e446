import type { Finding } from '../../domain/finding.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { placeOf } from './finding-table.ts';
import { cutTo } from './visible-text.ts';

/** Differences told in the box: with verdict, reason and next step they fill the seven lines an engineer sees. */
const MOST_TOLD = 2;
const LONGEST_VALUE = 80;
/** Of a line, searched for secrets: much more than what is shown, so that none is cut in half. */
const LONGEST_LINE = 1000;

/** What a change did, item by item: `interface eth1 › description: “to r2” → “to core”`. */
export function changeLines(findings: readonly Finding[]): readonly string[] {
  return tell(
    findings,
    (finding) => `${valueOf(finding, finding.live)} → ${valueOf(finding, finding.intended)}`,
  );
}

/** Where both sides differ: `interface eth1 › description: NetBox “to r2”, device “to core”`. Conflicts come first. */
export function differenceLines(findings: readonly Finding[]): readonly string[] {
  const isConflict = (finding: Finding): number => (finding.class === 'conflict' ? 0 : 1);
  const sorted = findings.toSorted((one, other) => isConflict(one) - isConflict(other));
  return tell(sorted, bothSides);
}

function bothSides(finding: Finding): string {
  const intended = valueOf(finding, finding.intended);
  const live = valueOf(finding, finding.live);
  // Two secrets look the same once they are hidden.
  if (intended === live && finding.intended !== finding.live)
    return 'NetBox and the device have different values';
  return `NetBox ${intended}, device ${live}`;
}

function tell(findings: readonly Finding[], values: (finding: Finding) => string): readonly string[] {
  const told = findings.slice(0, MOST_TOLD).map((finding) => `${placeOf(finding)}: ${values(finding)}`);
  const rest = findings.length - told.length;
  return rest > 0 ? [...told, `… and ${rest} more, listed below`] : told;
}

/** The value without its command, which the place has named already. Redacted while it still stands behind its command. */
function valueOf({ key }: Finding, line: string | null): string {
  if (line === null) return 'absent';
  if (line === key) return 'present';
  const shown = redactSecrets(line.slice(0, LONGEST_LINE));
  const value = shown.startsWith(`${key} `) ? shown.slice(key.length + 1) : shown;
  return `“${value.length > LONGEST_VALUE ? `${cutTo(value, LONGEST_VALUE)}…` : value}”`;
}
