import type { Ending } from '../domain/ending.ts';
import { changeIdOf, deviceIdOf } from '../domain/ids.ts';
import type { Instant, UnitId } from '../domain/ids.ts';
import type { EditRef } from '../domain/edit.ts';
import type { Database } from './database.ts';

/** Locked, so that the moment in which an edit gets its units cannot fall between two statements of another one. */
const OWN = `
  update plumbline.edits set inventoried_at = coalesce(inventoried_at, clock_timestamp())
  where request_id = $1 and generation = $2 returning 1`;

/**
 * Edits heard of later that touch one of the devices and have not got their units yet. A workflow that hangs for ten minutes
 * covers nobody.
 */
const NEWER = `
  select newer.request_id, newer.generation, unit.device_id::float8 as device_id
  from unnest($3::bigint[]) as unit (device_id)
  join plumbline.edit_objects object
    on object.device_id = unit.device_id or (object.object_type = 'dcim.device' and object.object_id = unit.device_id)
  join plumbline.edits newer on newer.request_id = object.request_id and newer.generation = object.generation
  join plumbline.edits own on own.request_id = $1 and own.generation = $2
  -- A strict order: of two edits heard of at the same instant only one gives way, and no two wait for each other.
  where newer.inventoried_at is null
    and (newer.first_fact, newer.request_id, newer.generation) > (own.first_fact, own.request_id, own.generation)
    and (newer.started_at is null or newer.started_at > clock_timestamp() - interval '10 minutes')`;

/** Waits for a newer edit that is getting its units right now; then it covers nobody any more. */
const STILL_OPEN = `
  select edit.request_id, edit.generation from plumbline.edits edit
  join unnest($1::text[], $2::int[]) as wanted (request_id, generation) using (request_id, generation)
  where edit.inventoried_at is null order by 1, 2 for share of edit`;

const OPEN = `
  insert into plumbline.changes
    (change_id, origin_kind, origin_user, origin_message, origin_time, opened_at, needs_approval)
  select $1, 'edit', username, message, edit_time::timestamptz, $4, needs_approval
  from plumbline.edits where request_id = $2 and generation = $3 on conflict do nothing`;
const END = `
  insert into plumbline.change_units (change_id, unit_id, unit_name, position, ending, ended_at)
  select $1, wanted.unit_id, coalesce(unit.name, wanted.unit_id), wanted.position, $3, $4
  from unnest($2::text[]) with ordinality as wanted (unit_id, position)
  left join plumbline.units unit using (unit_id) on conflict do nothing`;

const GIVEN = 'select unit_id from plumbline.change_units where change_id = $1 and unit_id = any($2::text[])';

const COVERED: Ending = {
  kind: 'untouched',
  reason: 'superseded',
  detail: 'a newer edit of the same device was waiting already: its plan carries out both',
};

interface NewerRow {
  readonly request_id: string;
  readonly generation: number;
  readonly device_id: number;
}

/**
 * Of the units of an edit those a newer, waiting edit is going to be planned for; their part ends here as superseded, in the
 * same transaction, before the newer one can ask who the authors of its plan are.
 */
export async function beginInventory(
  database: Database,
  ref: EditRef,
  unitIds: readonly UnitId[],
  at: Instant,
): Promise<readonly UnitId[]> {
  return database.transaction(async (rows) => {
    const key = [ref.requestId, ref.generation];
    const own = await rows(OWN, key);
    if (own.length === 0 || unitIds.length === 0) return [];
    const changeId = changeIdOf(ref.requestId, ref.generation);
    // A step that runs again must not plan what its first run gave away.
    const given = await rows<{ unit_id: UnitId }>(GIVEN, [changeId, unitIds]);
    const before = given.map((row) => row.unit_id);
    const newer = await rows<NewerRow>(NEWER, [...key, unitIds.map(deviceIdOf)]);
    if (newer.length === 0) return before;
    const open = await rows<EditKey>(STILL_OPEN, [
      newer.map((row) => row.request_id),
      newer.map((row) => row.generation),
    ]);
    const stillOpen = new Set(open.map(keyOf));
    const devices = new Set(newer.filter((row) => stillOpen.has(keyOf(row))).map((row) => row.device_id));
    const covered = unitIds.filter((unitId) => devices.has(deviceIdOf(unitId)));
    if (covered.length === 0) return before;
    await rows(OPEN, [changeId, ...key, at]);
    await rows(END, [changeId, covered, JSON.stringify(COVERED), at]);
    return [...new Set([...before, ...covered])];
  });
}

type EditKey = Pick<NewerRow, 'request_id' | 'generation'>;

function keyOf(row: EditKey): string {
  return `${row.request_id}:${row.generation}`;
}
