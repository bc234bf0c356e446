import { isDeepStrictEqual } from 'node:util';
import type { Baseline } from '../domain/configuration.ts';
import type { UnitId } from '../domain/ids.ts';
import type { Baselines } from '../ports/store.ts';
import type { Database, Rows } from './database.ts';
import type { Keyring } from './keyring.ts';
import { lockUnit } from './lock-unit.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';
import { storedSentence } from './stored-text.ts';

const CURRENT = 'select sealed from plumbline.baselines where unit_id = $1 order by number desc limit 1';
const INSERT =
  'insert into plumbline.baselines (unit_id, because, written_at, sealed) values ($1, $2, $3, $4)';

/** {@link Baselines}: the newest row of a unit is its baseline, the older ones are history. */
export function createPostgresBaselines(database: Database, keyring: Keyring): Baselines {
  async function current(rows: Rows, unitId: UnitId): Promise<Baseline | null> {
    const [row] = await rows<{ sealed: Sealed<Baseline> }>(CURRENT, [unitId]);
    return row === undefined ? null : openDocument(keyring, row.sealed, contextOf(unitId));
  }
  return {
    read: (unitId) => current(database.rows, unitId),
    write: (unitId, baseline, because, at) =>
      database.transaction(async (rows) => {
        await lockUnit(rows, 'baseline', unitId);
        if (isDeepStrictEqual(await current(rows, unitId), baseline)) return;
        const sealed = sealDocument(keyring, baseline, contextOf(unitId));
        await rows(INSERT, [unitId, storedSentence(because), at, sealed]);
      }),
  };
}

function contextOf(unitId: UnitId): string {
  return `baseline ${unitId}`;
}
