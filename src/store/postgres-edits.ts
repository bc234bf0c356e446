import type { EditRef } from '../domain/edit.ts';
import type { EditedObject } from '../domain/netbox-object.ts';
import type { DueEdit, Edits } from '../ports/edits.ts';
import type { Database, Rows } from './database.ts';
import { beginInventory } from './begin-inventory.ts';
import { startDueEdits } from './start-due-edits.ts';

interface EditRow {
  readonly request_id: string;
  readonly generation: number;
}

/** {@link Edits}. An edit's generation is its row; `started_at` closes it, and what comes later opens the next one. */
export function createPostgresEdits(database: Database): Edits {
  return {
    incomplete: async (limit) => (await database.rows<EditRow>(INCOMPLETE, [limit])).map(toRef),
    complete: (requestId, generation, facts) =>
      database.transaction(async (rows) => {
        if (facts !== null) await addFacts(rows, requestId, facts.user, facts.time, facts.objects);
        await rows(COMPLETE, [
          requestId,
          generation,
          facts?.user ?? null,
          facts?.message ?? null,
          facts?.time ?? null,
        ]);
      }),
    completionFailed: async (requestId, generation, code) => {
      await database.rows(COMPLETION_FAILED, [requestId, generation, code]);
    },
    startDue: (quiet, start) => startDueEdits(database, quiet, start),
    read: (ref) => readEdit(database, ref),
    beginInventory: (ref, unitIds, at) => beginInventory(database, ref, unitIds, at),
    size: async () => (await database.rows<{ size: number }>(SIZE))[0]?.size ?? 0,
  };
}

const INCOMPLETE = `
  select request_id, generation from plumbline.edits
  where started_at is null and completed_at is null and complete_after <= clock_timestamp()
  order by first_fact limit $1`;

/** The first completion stands; what the changelog lacks (null) leaves what the webhook said. */
const COMPLETE = `
  update plumbline.edits set completed_at = clock_timestamp(), completion_code = null,
    username = coalesce($3, username), message = coalesce($4, message), edit_time = coalesce($5, edit_time)
  where request_id = $1 and generation = $2 and completed_at is null`;

/** 0.5 s, doubling to 30 s. */
const COMPLETION_FAILED = `
  update plumbline.edits set completion_failures = completion_failures + 1, completion_code = $3,
    complete_after = clock_timestamp() + least(30, 0.5 * 2 ^ least(completion_failures, 10)) * interval '1 second'
  where request_id = $1 and generation = $2 and completed_at is null`;

const SIZE = `select count(*)::int as size from plumbline.edits where started_at is null`;

/** Also tells the device and interface of an object that the webhook alone did not name. */
const FILL_PLACES = `
  update plumbline.edit_objects held
  set device_id = coalesce(held.device_id, fact.device_id),
      interface_id = coalesce(held.interface_id, fact.interface_id),
      related = coalesce(held.related, fact.related)
  from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::jsonb[])
    as fact (object_type, object_id, device_id, interface_id, related)
  where held.request_id = $1 and held.object_type = fact.object_type and held.object_id = fact.object_id
    and (held.device_id is null and fact.device_id is not null
      or held.interface_id is null and fact.interface_id is not null
      or held.related is null and fact.related is not null)`;

async function addFacts(
  rows: Rows,
  requestId: string,
  user: string,
  time: string,
  objects: readonly EditedObject[],
): Promise<void> {
  const types = objects.map((object) => object.type);
  const ids = objects.map((object) => object.id);
  const devices = objects.map((object) => object.deviceId);
  const interfaces = objects.map((object) => object.interfaceId);
  await rows('select plumbline.add_facts($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    requestId,
    user,
    time,
    types,
    ids,
    objects.map((object) => object.action),
    objects.map((object) => object.name),
    devices,
    interfaces,
  ]);
  const related = objects.map((object) =>
    object.related === undefined ? null : JSON.stringify(object.related),
  );
  await rows(FILL_PLACES, [requestId, types, ids, devices, interfaces, related]);
}

interface KnownRow {
  readonly username: string;
  readonly message: string;
  readonly edit_time: string;
  readonly needs_approval: string | null;
}

interface ObjectRow {
  readonly object_type: string;
  readonly object_id: number;
  readonly action: EditedObject['action'];
  readonly name: string;
  readonly device_id: number | null;
  readonly interface_id: number | null;
  readonly related: EditedObject['related'] | null;
}

async function readEdit(database: Database, ref: EditRef): Promise<DueEdit | null> {
  const key = [ref.requestId, ref.generation];
  const [edit] = await database.rows<KnownRow>(
    `select username, message, edit_time, needs_approval from plumbline.edits
     where request_id = $1 and generation = $2`,
    key,
  );
  if (edit === undefined) return null;
  const objects = await database.rows<ObjectRow>(
    // NetBox ids are well inside the exact range of a double; pg would give bigint as text.
    `select object_type, object_id::float8, action, name, device_id::float8, interface_id::float8, related
     from plumbline.edit_objects where request_id = $1 and generation = $2 order by position`,
    key,
  );
  return {
    ...ref,
    user: edit.username,
    message: edit.message,
    time: edit.edit_time,
    ...(edit.needs_approval === null ? {} : { needsApproval: edit.needs_approval }),
    objects: objects.map(toObject),
  };
}

function toObject(row: ObjectRow): EditedObject {
  return {
    type: row.object_type,
    id: row.object_id,
    name: row.name,
    action: row.action,
    deviceId: row.device_id,
    interfaceId: row.interface_id,
    ...(row.related == null ? {} : { related: row.related }),
  };
}

function toRef(row: EditRow): EditRef {
  return { requestId: row.request_id, generation: row.generation };
}
