import { instantOf } from '../domain/ids.ts';
import type { SweepProgress, Sweeps } from '../ports/store.ts';
import type { Database } from './database.ts';

const BEGIN = `
  insert into plumbline.sweeps (sweep_id, started_at, units) values ($1, $3, $2) on conflict do nothing`;
const NOTE = `
  insert into plumbline.sweep_units (sweep_id, unit_id, state)
  select sweep_id, $2, $3 from plumbline.sweeps where sweep_id = $1
  on conflict (sweep_id, unit_id) do update set state = excluded.state`;
const END = 'update plumbline.sweeps set ended_at = coalesce(ended_at, $2) where sweep_id = $1';
/** Only the last ones are asked for. */
const FORGET = `
  delete from plumbline.sweeps where sweep_id in (
    select sweep_id from plumbline.sweeps where ended_at is not null order by started_at desc offset 50)`;
const READ = `
  select sweep.sweep_id, sweep.started_at, sweep.ended_at, sweep.units,
    count(unit.unit_id)::int as looked_at,
    count(unit.unit_id) filter (where unit.state = 'in line')::int as in_line,
    count(unit.unit_id) filter (where unit.state <> 'in line')::int as others
  from plumbline.sweeps sweep left join plumbline.sweep_units unit using (sweep_id)
  where $1::text is null or sweep.sweep_id = $1
  group by sweep.sweep_id order by sweep.started_at desc limit 10`;

interface SweepRow {
  readonly sweep_id: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly units: number;
  readonly looked_at: number;
  readonly in_line: number;
  readonly others: number;
}

/** {@link Sweeps}. */
export function createPostgresSweeps(database: Database): Sweeps {
  return {
    begin: async (sweepId, units, at) => {
      await database.rows(BEGIN, [sweepId, units, at]);
    },
    note: async (sweepId, unitId, state) => {
      await database.rows(NOTE, [sweepId, unitId, state]);
    },
    end: async (sweepId, at) => {
      await database.rows(END, [sweepId, at]);
      await database.rows(FORGET);
    },
  };
}

/** The sweep of that id, or the last ten. */
export async function readSweeps(
  database: Database,
  sweepId: string | null,
): Promise<readonly SweepProgress[]> {
  return (await database.rows<SweepRow>(READ, [sweepId])).map((row) => ({
    sweepId: row.sweep_id,
    startedAt: instantOf(row.started_at),
    endedAt: row.ended_at === null ? null : instantOf(row.ended_at),
    units: row.units,
    lookedAt: row.looked_at,
    inLine: row.in_line,
    others: row.others,
  }));
}
