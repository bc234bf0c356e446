import type { UnitEnding } from '../domain/change.ts';
import type { Ending } from '../domain/ending.ts';
import type { ChangeId, UnitId } from '../domain/ids.ts';
import type { LiveReading } from '../domain/live.ts';
import type { ArmedTransaction } from '../domain/transaction.ts';
import type { Changes, OpenChange } from '../ports/store.ts';
import type { Database, Rows } from './database.ts';
import type { Keyring } from './keyring.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';
import { storedSentence } from './stored-text.ts';

const OPEN = `
  insert into plumbline.changes (change_id, origin_kind, origin_user, origin_message, origin_time, opened_at, needs_approval)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`;
const OPEN_UNITS = `
  insert into plumbline.change_units (change_id, unit_id, unit_name, position)
  select $1, unit.id, unit.name, unit.position
  from unnest($2::text[], $3::text[]) with ordinality as unit (id, name, position) on conflict do nothing`;
const END = `
  update plumbline.change_units set ending = $3, ended_at = $4
  where change_id = $1 and unit_id = $2 and ending is null returning unit_id`;
const IS_UNIT = 'select 1 from plumbline.change_units where change_id = $1 and unit_id = $2';
const IS_DONE = `(unit.ending->>'kind' = 'applied' or unit.ending->>'reason' = 'in line')`;
/** Edits of the unit that came to nothing since it was last brought in line. */
const UNFINISHED = `
  from plumbline.change_units unit join plumbline.changes change using (change_id)
  where unit.unit_id = $1 and change.origin_kind = 'edit' and ${IS_DONE} is not true
    and change.opened_at > coalesce(
      (select max(unit.ended_at) from plumbline.change_units unit where unit.unit_id = $1 and ${IS_DONE}), '-infinity')`;
const UNFINISHED_AUTHORS = `select distinct change.origin_user ${UNFINISHED} order by change.origin_user`;
const NEEDED_APPROVALS = `
  select distinct change.needs_approval ${UNFINISHED} and change.needs_approval is not null
  order by change.needs_approval`;
const UNENDED = `
  select unit_id, unit_name from plumbline.change_units where change_id = $1 and ending is null order by position`;
const CLOSE = `
  update plumbline.changes change set closed_at = coalesce(change.closed_at, $2) where change.change_id = $1
    and not exists (select from plumbline.change_units unit where unit.change_id = $1 and unit.ending is null)
  returning change_id`;
const BEGIN_WRITING = `
  insert into plumbline.writings (change_id, unit_id, attempt, begun_at, transaction)
  select change_id, unit_id, $3, $4, $5 from plumbline.change_units where change_id = $1 and unit_id = $2
  on conflict do nothing returning attempt`;
const READ_TRANSACTION =
  'select transaction from plumbline.writings where change_id = $1 and unit_id = $2 and attempt = $3';
const SAVE_SNAPSHOT = `
  insert into plumbline.snapshots (change_id, unit_id, taken_at, sealed) values ($1, $2, $3, $4)
  on conflict do nothing`;
const READ_SNAPSHOT = 'select sealed from plumbline.snapshots where change_id = $1 and unit_id = $2';

interface SnapshotDocument {
  readonly v: 1;
  readonly reading: LiveReading;
}

interface TransactionRow {
  readonly transaction: ArmedTransaction | null;
}

interface UnendedRow {
  readonly unit_id: UnitId;
  readonly unit_name: string;
}

/** {@link Changes}. To end, write or close what was never opened is an error of the caller and throws. */
export function createPostgresChanges(database: Database, keyring: Keyring): Changes {
  return {
    open: (change) => database.transaction((rows) => openChange(rows, change)),
    end: async (changeId, { unitId, ending }, at) => {
      const values = [changeId, unitId, JSON.stringify(redactEnding(ending)), at];
      const recorded = await database.rows(END, values);
      if (recorded.length === 0) await requireUnit(database.rows, changeId, unitId);
      return recorded.length > 0;
    },
    close: async (changeId, at) => {
      const closed = await database.rows(CLOSE, [changeId, at]);
      if (closed.length === 0) await throwNotClosable(database.rows, changeId);
    },
    unfinishedAuthors: async (unitId) => {
      const rows = await database.rows<{ origin_user: string }>(UNFINISHED_AUTHORS, [unitId]);
      return rows.map((row) => row.origin_user);
    },
    neededApprovals: async (unitId) => {
      const rows = await database.rows<{ needs_approval: string }>(NEEDED_APPROVALS, [unitId]);
      return rows.map((row) => row.needs_approval);
    },
    unended: async (changeId) => {
      const open = await database.rows<UnendedRow>(UNENDED, [changeId]);
      return open.map((row) => ({ unitId: row.unit_id, unitName: row.unit_name }));
    },
    beginWriting: async (changeId, unitId, { attempt, transaction }, at) => {
      const document = transaction === null ? null : JSON.stringify(transaction);
      const begun = await database.rows(BEGIN_WRITING, [changeId, unitId, attempt, at, document]);
      if (begun.length > 0) return { first: true, transaction };
      await requireUnit(database.rows, changeId, unitId);
      const [row] = await database.rows<TransactionRow>(READ_TRANSACTION, [changeId, unitId, attempt]);
      return { first: false, transaction: row?.transaction ?? null };
    },
    saveSnapshot: async (changeId, unitId, reading, at) => {
      const document: SnapshotDocument = { v: 1, reading };
      const sealed = sealDocument(keyring, document, contextOf(changeId, unitId));
      await database.rows(SAVE_SNAPSHOT, [changeId, unitId, at, sealed]);
    },
    readSnapshot: async (changeId, unitId) => {
      const [row] = await database.rows<{ sealed: Sealed<SnapshotDocument> }>(READ_SNAPSHOT, [
        changeId,
        unitId,
      ]);
      if (row === undefined) return null;
      return openDocument(keyring, row.sealed, contextOf(changeId, unitId)).reading;
    },
  };
}

async function openChange(
  rows: Rows,
  { changeId, origin, units, at, needsApproval }: OpenChange,
): Promise<void> {
  const told = [storedSentence(origin.message), origin.time, at, needsApproval ?? null];
  await rows(OPEN, [changeId, origin.kind, origin.user, ...told]);
  const ids = units.map((unit) => unit.unitId);
  await rows(OPEN_UNITS, [changeId, ids, units.map((unit) => unit.unitName)]);
}

/** The sentence may quote what a device answered. */
function redactEnding(ending: Ending): UnitEnding['ending'] {
  return { ...ending, detail: storedSentence(ending.detail) };
}

async function requireUnit(rows: Rows, changeId: ChangeId, unitId: UnitId): Promise<void> {
  const found = await rows(IS_UNIT, [changeId, unitId]);
  if (found.length === 0)
    throw new Error(`unit ${unitId} is no part of change ${changeId}, as far as it was opened`);
}

async function throwNotClosable(rows: Rows, changeId: ChangeId): Promise<never> {
  const open = await rows<UnendedRow>(UNENDED, [changeId]);
  const names = open.map((row) => row.unit_name).join(', ');
  throw new Error(
    open.length === 0
      ? `change ${changeId} cannot be closed: it was never opened`
      : `change ${changeId} cannot be closed: no ending for ${names}`,
  );
}

function contextOf(changeId: ChangeId, unitId: UnitId): string {
  return `snapshot ${changeId} ${unitId}`;
}
