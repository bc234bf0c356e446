import type { Finding } from '../../domain/finding.ts';
import type { Instant } from '../../domain/ids.ts';
import type { ObjectRef } from '../../domain/netbox-object.ts';
import type { Telling } from '../../domain/telling.ts';
import { type Section, tableSection } from './entry.ts';
import { link, LONGEST_NAME, plain } from './markdown.ts';
import { objectPath } from './object-path.ts';
import { whenOf } from './who.ts';

/** A finding with the time it was first seen. */
export interface DatedFinding extends Finding {
  readonly firstSeen: Instant;
}

/**
 * The findings as a table: place, what NetBox wants, what the device has, class, since when, the NetBox object. Where somebody
 * has to decide between two values, also the one both sides last agreed on.
 */
export function findingTable(title: string, findings: readonly DatedFinding[], telling: Telling): Section {
  const hasConflict = findings.some((finding) => finding.class === 'conflict');
  const agreed = hasConflict ? ['Baseline'] : [];
  const rows = findings.map((finding) => [
    plain(placeOf(finding)),
    side(finding.intended),
    liveSide(finding),
    ...(hasConflict ? [finding.class === 'unexplained' ? '' : side(finding.baseline)] : []),
    `${finding.class} since ${whenOf(finding.firstSeen)}`,
    objectCell(finding, telling),
  ]);
  const head = ['Place', 'Intended (NetBox)', 'Live (device)', ...agreed, 'Class, since', 'NetBox object'];
  return tableSection(title, 'findings', { head, rows });
}

/** Findings of a plan with their ages: those the store knows, and for the others the time the plan was made. */
export function dated(
  findings: readonly Finding[],
  known: readonly DatedFinding[],
  otherwise: Instant,
): readonly DatedFinding[] {
  const since = new Map(known.map((finding) => [nameOf(finding), finding.firstSeen]));
  return findings.map((finding) => ({ ...finding, firstSeen: since.get(nameOf(finding)) ?? otherwise }));
}

/** A finding's place as an engineer says it: `interface Gi0/1 › description`. */
export function placeOf(finding: Pick<Finding, 'path' | 'key'>): string {
  return [...finding.path, finding.key].filter((part) => part !== '').join(' › ');
}

function nameOf({ path, key, class: kind, intended, live }: Finding): string {
  return JSON.stringify([path, key, kind, intended, live]);
}

function side(line: string | null): string {
  return line === null ? '*absent*' : plain(line);
}

/** Two secrets look the same once they are hidden. */
function liveSide({ intended, live }: Finding): string {
  const shown = side(live);
  return intended !== live && shown === side(intended) ? `another value: ${shown}` : shown;
}

/** Under its kind where the place has named it already: a long name twice makes the table wider than NetBox's page. */
function objectCell(finding: Finding, telling: Telling): string {
  const { object } = finding;
  if (object === null) return '';
  const path = objectPath(object, telling);
  if (path === null) return plain(object.name, LONGEST_NAME);
  return link(placeOf(finding).includes(object.name) ? kindOf(object) : object.name, path);
}

function kindOf({ type }: ObjectRef): string {
  return type.split('.').at(-1) ?? type;
}
