import type { AgedFinding, Finding } from '../domain/finding.ts';
import { instantOf } from '../domain/ids.ts';
import type { Instant, UnitId } from '../domain/ids.ts';
import type { LastChange } from '../domain/live.ts';
import type { Findings } from '../ports/store.ts';
import { compareFindings, identify } from './finding-identity.ts';
import type { Database, Rows } from './database.ts';
import type { Keyring } from './keyring.ts';
import { lockUnit } from './lock-unit.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';

/** A finding's row, opened. */
interface StoredFinding {
  readonly number: string;
  readonly finding: AgedFinding;
  readonly endedAt: Instant | null;
}

interface FindingRow {
  readonly number: string;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly ended_at: Date | null;
  readonly sealed: Sealed<FindingDocument>;
}

interface FindingDocument {
  readonly v: 1;
  readonly finding: Finding;
  /** Absent where the device did not tell. */
  readonly lastChange?: LastChange;
}

/** What a look at the device found. */
interface Look {
  readonly findings: readonly Finding[];
  readonly lastChange: LastChange | null;
}

/** Open rows, and those that ended at the given instant (none for null). */
const SELECT = `
  select number, first_seen, last_seen, ended_at, sealed from plumbline.findings
  where unit_id = $1 and (ended_at is null or ended_at = $2) order by number`;
const INSERT = `
  insert into plumbline.findings (unit_id, class, kind, first_seen, last_seen, sealed)
  select $1, fact.class, fact.kind, $2, $2, fact.sealed
  from unnest($3::text[], $4::text[], $5::bytea[]) as fact (class, kind, sealed)`;
const SEEN = `
  update plumbline.findings set last_seen = greatest(last_seen, $2) where number = any($1::bigint[])`;
const END = `update plumbline.findings set ended_at = $2 where number = any($1::bigint[])`;
const REPLACE = `update plumbline.findings set sealed = $2 where number = $1`;
const CHECKED = `
  insert into plumbline.units (unit_id, checked_at) values ($1, $2)
  on conflict (unit_id) do update set checked_at = greatest(plumbline.units.checked_at, $2)`;

/** {@link Findings}: place, values and object are encrypted, so rows are compared here and not in SQL. */
export function createPostgresFindings(database: Database, keyring: Keyring): Findings {
  const shelf = new FindingShelf(keyring);
  return {
    read: async (unitId) => sorted(await shelf.open(database.rows, unitId, null)),
    record: (unitId, findings, at, lastChange = null) =>
      database.transaction(async (rows) => {
        await lockUnit(rows, 'findings', unitId);
        await shelf.replace(rows, unitId, { findings, lastChange }, at);
        await rows(CHECKED, [unitId, at]);
        return changeAt(await shelf.open(rows, unitId, at), at);
      }),
  };
}

/**
 * Told by the rows, not by what this call did: a step that runs again with the same instant gives the same answer, and the
 * journal entry about what appeared is not lost in a crash between the two runs.
 */
function changeAt(stored: readonly StoredFinding[], at: Instant): Awaited<ReturnType<Findings['record']>> {
  const current = sorted(stored.filter((row) => row.endedAt === null));
  const disappeared = sorted(stored.filter((row) => row.endedAt === at));
  return { current, appeared: current.filter((finding) => finding.firstSeen === at), disappeared };
}

function sorted(stored: readonly StoredFinding[]): readonly AgedFinding[] {
  return stored.map((row) => row.finding).sort(compareFindings);
}

/** Reads and writes the finding rows of one unit at a time. */
class FindingShelf {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  async open(rows: Rows, unitId: UnitId, endedAt: Instant | null): Promise<StoredFinding[]> {
    const found = await rows<FindingRow>(SELECT, [unitId, endedAt]);
    return found.map((row) => {
      const { finding, lastChange } = openDocument(this.#keyring, row.sealed, contextOf(unitId));
      const seen = { firstSeen: instantOf(row.first_seen), lastSeen: instantOf(row.last_seen) };
      const told = lastChange === undefined ? {} : { lastChange };
      return {
        number: row.number,
        finding: { ...finding, ...seen, ...told },
        endedAt: row.ended_at === null ? null : instantOf(row.ended_at),
      };
    });
  }

  async replace(rows: Rows, unitId: UnitId, { findings, lastChange }: Look, at: Instant): Promise<void> {
    const held = identify(await this.open(rows, unitId, null), (row) => row.finding);
    const seen = identify(findings, (finding) => finding);
    const kept = [...held].filter(([identity]) => seen.has(identity));
    const gone = [...held].filter(([identity]) => !seen.has(identity));
    const fresh = [...seen].filter(([identity]) => !held.has(identity)).map(([, finding]) => finding);
    await rows(SEEN, [kept.map(([, row]) => row.number), at]);
    for (const [identity, row] of kept) await this.#renew(rows, unitId, row, seen.get(identity));
    await rows(END, [gone.map(([, row]) => row.number), at]);
    await rows(INSERT, [
      unitId,
      at,
      fresh.map((finding) => finding.class),
      fresh.map((finding) => finding.kind),
      fresh.map((finding) => this.#seal(unitId, finding, lastChange)),
    ]);
  }

  /** The same finding may come from another NetBox object by now. */
  async #renew(rows: Rows, unitId: UnitId, row: StoredFinding, now: Finding | undefined): Promise<void> {
    if (now === undefined || JSON.stringify(now.object) === JSON.stringify(row.finding.object)) return;
    await rows(REPLACE, [row.number, this.#seal(unitId, now, row.finding.lastChange ?? null)]);
  }

  #seal(unitId: UnitId, finding: Finding, lastChange: LastChange | null): Sealed<FindingDocument> {
    const told = lastChange === null ? {} : { lastChange };
    const document: FindingDocument = { v: 1, finding: withoutAges(finding), ...told };
    return sealDocument(this.#keyring, document, contextOf(unitId));
  }
}

/** Callers may hand in findings that carry ages; those are columns here. */
function withoutAges(finding: Finding): Finding {
  const { path, key, kind, class: findingClass, intended, live, baseline, object } = finding;
  return { path, key, kind, class: findingClass, intended, live, baseline, object };
}

function contextOf(unitId: UnitId): string {
  return `findings ${unitId}`;
}
