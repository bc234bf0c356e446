import { deviceIdOf } from '../domain/ids.ts';
import type { ChangeId, UnitId } from '../domain/ids.ts';
import type { ClaimAnswer, Claims } from '../ports/store.ts';
import type { Database, Rows } from './database.ts';

/** Waits for another claim on the same unit that is just being made; in unit order, so that no two wait for each other. */
const INSERT = `
  insert into plumbline.claims (unit_id, change_id, claimed_at)
  select unit.id, $2, $3 from unnest($1::text[]) with ordinality as unit (id, position) order by unit.position
  on conflict do nothing`;
const OWNERS = 'select unit_id, change_id from plumbline.claims where unit_id = any($1::text[])';
const RELEASE = `
  delete from plumbline.claims where change_id = $1 and ($2::text[] is null or unit_id = any($2))`;

interface OwnerRow {
  readonly unit_id: UnitId;
  readonly change_id: ChangeId;
}

/** Undoes the transaction of a claim that did not get all its units. */
class NotAll extends Error {
  readonly answer: ClaimAnswer | null;

  constructor(answer: ClaimAnswer | null) {
    super('not all units could be claimed');
    this.answer = answer;
  }
}

/** {@link Claims}: the table's primary key is the mutual exclusion, across all processes. */
export function createPostgresClaims(database: Database): Claims {
  return {
    async holder(unitId) {
      const [row] = await database.rows<OwnerRow>(OWNERS, [[unitId]]);
      return row?.change_id ?? null;
    },
    claim: (changeId, unitIds, at) => claim(database, changeId, inUnitOrder(unitIds), at),
    release: async (changeId, unitIds) => {
      await database.rows(RELEASE, [changeId, unitIds === 'all' ? null : unitIds]);
    },
  };
}

function inUnitOrder(unitIds: readonly UnitId[]): readonly UnitId[] {
  // Ids compared as text where the numbers do not decide: some order must, or two claims wait for each other.
  return [...new Set(unitIds)].sort((a, b) => deviceIdOf(a) - deviceIdOf(b) || (a < b ? -1 : 1));
}

async function claim(
  database: Database,
  changeId: ChangeId,
  unitIds: readonly UnitId[],
  at: string,
): Promise<ClaimAnswer> {
  for (;;) {
    try {
      return await database.transaction((rows) => claimAll(rows, changeId, unitIds, at));
    } catch (error) {
      if (!(error instanceof NotAll)) throw error;
      if (error.answer !== null) return error.answer;
      // The owner let go between our insert and our look: once more.
    }
  }
}

async function claimAll(
  rows: Rows,
  changeId: ChangeId,
  unitIds: readonly UnitId[],
  at: string,
): Promise<ClaimAnswer> {
  await rows(INSERT, [unitIds, changeId, at]);
  const owners = new Map(
    (await rows<OwnerRow>(OWNERS, [unitIds])).map((row) => [row.unit_id, row.change_id]),
  );
  for (const unitId of unitIds) {
    const by = owners.get(unitId);
    if (by !== changeId) throw new NotAll(by === undefined ? null : { kind: 'taken', unitId, by });
  }
  return { kind: 'claimed' };
}
