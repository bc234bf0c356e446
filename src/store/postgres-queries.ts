import type { ChangeOrigin } from '../domain/change.ts';
import type { Ending } from '../domain/ending.ts';
import { instantOf } from '../domain/ids.ts';
import type { ChangeId, UnitId } from '../domain/ids.ts';
import type { ChangeRow, Queries } from '../ports/queries.ts';
import type { Findings } from '../ports/store.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { readPlansOf } from './postgres-plans.ts';
import { readSweeps } from './postgres-sweeps.ts';
import { listUnits } from './postgres-units.ts';

const COLUMNS = 'change_id, origin_kind, origin_user, origin_message, origin_time, opened_at, closed_at';
const CHANGES = `
  select ${COLUMNS} from plumbline.changes order by opened_at desc, change_id desc limit $1`;
const CHANGE = `select ${COLUMNS} from plumbline.changes where change_id = $1`;
const UNITS = `
  select change_id, unit_id, unit_name, ending from plumbline.change_units
  where change_id = any($1::text[]) order by change_id, position`;

interface ChangeColumns {
  readonly change_id: ChangeId;
  readonly origin_kind: ChangeOrigin['kind'];
  readonly origin_user: string;
  readonly origin_message: string;
  readonly origin_time: Date;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
}

interface UnitColumns {
  readonly change_id: ChangeId;
  readonly unit_id: UnitId;
  readonly unit_name: string;
  readonly ending: Ending | null;
}

/** {@link Queries}: reads only. */
export function createPostgresQueries(database: Database, findings: Findings, keyring: Keyring): Queries {
  return {
    devices: async () => {
      const units = await listUnits(database);
      const withFindings = units.map(async (unit) => ({
        ...unit,
        open: unit.findings === 0 ? [] : await findings.read(unit.unitId),
      }));
      return Promise.all(withFindings);
    },
    sweeps: (sweepId) => readSweeps(database, sweepId),
    changes: async (limit) => withUnits(database, await database.rows<ChangeColumns>(CHANGES, [limit])),
    change: async (changeId) => {
      const [row] = await withUnits(database, await database.rows<ChangeColumns>(CHANGE, [changeId]));
      return row === undefined ? null : { ...row, plans: await readPlansOf(database, keyring, changeId) };
    },
  };
}

async function withUnits(
  database: Database,
  changes: readonly ChangeColumns[],
): Promise<readonly ChangeRow[]> {
  const ids = changes.map((change) => change.change_id);
  const units = await database.rows<UnitColumns>(UNITS, [ids]);
  return changes.map((change) =>
    toChangeRow(
      change,
      units.filter((unit) => unit.change_id === change.change_id),
    ),
  );
}

function toChangeRow(change: ChangeColumns, units: readonly UnitColumns[]): ChangeRow {
  return {
    changeId: change.change_id,
    origin: {
      kind: change.origin_kind,
      user: change.origin_user,
      message: change.origin_message,
      time: instantOf(change.origin_time),
    },
    openedAt: instantOf(change.opened_at),
    closedAt: change.closed_at === null ? null : instantOf(change.closed_at),
    endings: units.flatMap(({ unit_id, unit_name, ending }) =>
      ending === null ? [] : [{ unitId: unit_id, unitName: unit_name, ending }],
    ),
    open: units.filter((unit) => unit.ending === null).map((unit) => unit.unit_name),
  };
}
