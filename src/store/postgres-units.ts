import { instantOf } from '../domain/ids.ts';
import type { Instant, UnitId } from '../domain/ids.ts';
import type { Hold, UnitState } from '../domain/unit.ts';
import type { UnitRow, Units } from '../ports/store.ts';
import type { Database } from './database.ts';
import { storedSentence } from './stored-text.ts';

/**
 * The state before is stored beside the state: a step that runs again with the same state and instant gets the answer its
 * first run got, and tells the journal the same.
 */
const SET_STATE = `
  insert into plumbline.units as unit (unit_id, name, state, state_at, note) values ($1, $2, $3, $5, $4)
  on conflict (unit_id) do update set name = excluded.name, state = excluded.state, note = excluded.note,
    state_at = excluded.state_at, state_before = case
      when unit.state = excluded.state and unit.state_at = excluded.state_at then unit.state_before else unit.state end
  returning state_before`;

/** Drift, in the words of the glossary, is what is foreign or unexplained. */
const LIST = `
  select unit.unit_id, coalesce(unit.name, unit.unit_id) as name, unit.state, unit.note, unit.checked_at,
    unit.hold_by, unit.hold_reason, unit.hold_since, count(finding.number)::int as findings,
    min(finding.first_seen) filter (where finding.class in ('foreign', 'unexplained')) as first_drifted
  from plumbline.units unit
  left join plumbline.findings finding on finding.unit_id = unit.unit_id and finding.ended_at is null
  group by unit.unit_id order by name, unit.unit_id`;
const READ_STATE = 'select state from plumbline.units where unit_id = $1';
const READ_HOLD = 'select hold_by, hold_reason, hold_since from plumbline.units where unit_id = $1';
const HOLD = `
  insert into plumbline.units as unit (unit_id, name, hold_by, hold_reason, hold_since) values ($1, $2, $3, $4, $5)
  on conflict (unit_id) do update set name = excluded.name, hold_by = excluded.hold_by,
    hold_reason = excluded.hold_reason, hold_since = excluded.hold_since`;
const RELEASE_HOLD = `
  update plumbline.units set hold_by = null, hold_reason = null, hold_since = null
  where unit_id = $1 and hold_since is not null returning unit_id`;

interface HoldColumns {
  readonly hold_by: string | null;
  readonly hold_reason: string | null;
  readonly hold_since: Date | null;
}

interface ListRow extends HoldColumns {
  readonly unit_id: UnitId;
  readonly name: string;
  readonly state: UnitState | null;
  readonly note: string;
  readonly checked_at: Date | null;
  readonly findings: number;
  readonly first_drifted: Date | null;
}

/** {@link Units}. A unit that was checked or held before its first state counts as `change pending` or `held`. */
export function createPostgresUnits(database: Database): Units {
  return {
    setState: async (unitId, name, state, note, at) => {
      const [row] = await database.rows<{ state_before: UnitState | null }>(SET_STATE, [
        unitId,
        name,
        state,
        storedSentence(note),
        at,
      ]);
      return row?.state_before ?? null;
    },
    readState: async (unitId) => {
      const [row] = await database.rows<Pick<ListRow, 'state'>>(READ_STATE, [unitId]);
      return row?.state ?? null;
    },
    list: () => listUnits(database),
    readHold: async (unitId) => {
      const [row] = await database.rows<HoldColumns>(READ_HOLD, [unitId]);
      return row === undefined ? null : toHold(row);
    },
    hold: async (unitId, name, hold) => {
      await database.rows(HOLD, [unitId, name, hold.by, storedSentence(hold.reason), hold.since]);
    },
    releaseHold: async (unitId) => (await database.rows(RELEASE_HOLD, [unitId])).length > 0,
  };
}

/** All units, by name. */
export async function listUnits(database: Database): Promise<readonly UnitRow[]> {
  return (await database.rows<ListRow>(LIST)).map(toUnitRow);
}

function toUnitRow(row: ListRow): UnitRow {
  const hold = toHold(row);
  return {
    unitId: row.unit_id,
    name: row.name,
    state: row.state ?? (hold === null ? 'change pending' : 'held'),
    findings: row.findings,
    firstDrifted: toInstant(row.first_drifted),
    checkedAt: toInstant(row.checked_at),
    hold,
    note: row.note,
  };
}

function toHold({ hold_by, hold_reason, hold_since }: HoldColumns): Hold | null {
  if (hold_by === null || hold_reason === null || hold_since === null) return null;
  return { by: hold_by, reason: hold_reason, since: instantOf(hold_since) };
}

function toInstant(time: Date | null): Instant | null {
  return time === null ? null : instantOf(time);
}
