import type { ItemName } from '../domain/configuration.ts';
import { itemIdOf } from '../domain/finding.ts';
import { instantOf } from '../domain/ids.ts';
import type { ChangeId, UnitId } from '../domain/ids.ts';
import type { ItemMark } from '../domain/item-mark.ts';
import type { Marks } from '../ports/store.ts';
import type { Database, Rows } from './database.ts';
import type { Keyring } from './keyring.ts';
import { lockUnit } from './lock-unit.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';
import { storedSentence } from './stored-text.ts';

const SELECT = `
  select number, kind, change_id, since, reason, sealed from plumbline.marks where unit_id = $1 order by number`;
const INSERT = `
  insert into plumbline.marks (unit_id, kind, change_id, since, reason, sealed) values ($1, $2, $3, $4, $5, $6)`;
const DELETE = 'delete from plumbline.marks where number = any($1::bigint[])';

interface MarkRow {
  readonly number: string;
  readonly kind: ItemMark['kind'];
  readonly change_id: ChangeId;
  readonly since: Date;
  readonly reason: string;
  readonly sealed: Sealed<MarkDocument>;
}

/** The part of a mark that quotes configuration. */
interface MarkDocument extends ItemName {
  readonly v: 1;
  readonly intended: string | null;
}

interface StoredMark {
  readonly number: string;
  readonly mark: ItemMark;
}

/** {@link Marks}. An item has at most one mark of each kind: a newer one replaces it. */
export function createPostgresMarks(database: Database, keyring: Keyring): Marks {
  async function select(rows: Rows, unitId: UnitId): Promise<StoredMark[]> {
    const found = await rows<MarkRow>(SELECT, [unitId]);
    return found.map((row) => ({ number: row.number, mark: toMark(keyring, unitId, row) }));
  }
  async function replace(
    unitId: UnitId,
    isReplaced: (mark: ItemMark) => boolean,
    marks: readonly ItemMark[],
  ): Promise<number> {
    return database.transaction(async (rows) => {
      await lockUnit(rows, 'marks', unitId);
      const gone = (await select(rows, unitId)).filter(({ mark }) => isReplaced(mark));
      await rows(DELETE, [gone.map(({ number }) => number)]);
      for (const mark of marks) await rows(INSERT, toValues(keyring, unitId, mark));
      return gone.length;
    });
  }
  return {
    read: async (unitId) => (await select(database.rows, unitId)).map(({ mark }) => mark),
    put: async (unitId, marks) => {
      const latest = new Map(marks.map((mark) => [keyOf(mark), mark]));
      await replace(unitId, (mark) => latest.has(keyOf(mark)), [...latest.values()]);
    },
    clear: (unitId, items) => {
      const named = items === 'all' ? null : new Set(items.map(itemIdOf));
      return replace(unitId, (mark) => named === null || named.has(itemIdOf(mark)), []);
    },
  };
}

function keyOf(mark: ItemMark): string {
  return `${mark.kind} ${itemIdOf(mark)}`;
}

function toMark(keyring: Keyring, unitId: UnitId, row: MarkRow): ItemMark {
  const { path, key, intended } = openDocument(keyring, row.sealed, contextOf(unitId));
  const { kind, reason } = row;
  return { path, key, kind, intended, changeId: row.change_id, since: instantOf(row.since), reason };
}

function toValues(keyring: Keyring, unitId: UnitId, mark: ItemMark): unknown[] {
  const { path, key, intended } = mark;
  const document: MarkDocument = { v: 1, path, key, intended };
  const sealed = sealDocument(keyring, document, contextOf(unitId));
  return [unitId, mark.kind, mark.changeId, mark.since, storedSentence(mark.reason), sealed];
}

function contextOf(unitId: UnitId): string {
  return `marks ${unitId}`;
}
