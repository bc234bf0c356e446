import type { EditRef } from '../domain/edit.ts';
import type { Edits } from '../ports/edits.ts';
import type { Database } from './database.ts';

type Quiet = Parameters<Edits['startDue']>[0];
type Start = Parameters<Edits['startDue']>[1];

interface DueRow {
  readonly request_id: string;
  readonly generation: number;
}

/**
 * An edit is due when it is complete and its newest fact is `$1` ms old, or its first one `$2` ms. None is while the changelog
 * was not read for long, or our own database is in doubt: what was collected meanwhile has to be marked first.
 */
const IS_DUE = `
  edit.started_at is null and edit.completed_at is not null and (
    edit.first_fact <= clock_timestamp() - $2::float8 * interval '1 ms'
    or coalesce(
      (select max(fact.seen_at) from plumbline.edit_objects fact
       where fact.request_id = edit.request_id and fact.generation = edit.generation),
      edit.first_fact) <= clock_timestamp() - $1::float8 * interval '1 ms')
  and not exists (select from plumbline.netbox_watch where fresh_until < clock_timestamp() or outdated is not null)`;

const LIST = `
  select request_id, generation from plumbline.edits edit
  where ${IS_DUE} order by first_fact limit $3`;

/** Skips an edit that another poller is starting, or that a delivery is just joining. */
const TAKE = `
  select request_id, generation from plumbline.edits edit
  where ${IS_DUE} and request_id = $3 and generation = $4 for update skip locked`;

const STARTED = `
  update plumbline.edits set started_at = clock_timestamp() where request_id = $1 and generation = $2`;

/**
 * Starts the due edits, each in a transaction of its own, so that a slow start holds up no other edit's deliveries. One that
 * cannot be started does not keep the others from starting; its error is thrown at the end, and it stays due.
 */
export async function startDueEdits(database: Database, quiet: Quiet, start: Start): Promise<number> {
  const due = await database.rows<DueRow>(LIST, [quiet.quietMs, quiet.maxQuietMs, quiet.limit]);
  const failures: unknown[] = [];
  let started = 0;
  for (const row of due) {
    const ref = { requestId: row.request_id, generation: row.generation };
    try {
      if (await startOne(database, quiet, ref, start)) started += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return started;
}

async function startOne(database: Database, quiet: Quiet, ref: EditRef, start: Start): Promise<boolean> {
  return database.transaction(async (rows) => {
    const key = [ref.requestId, ref.generation];
    const taken = await rows(TAKE, [quiet.quietMs, quiet.maxQuietMs, ...key]);
    if (taken.length === 0) return false;
    await start(ref);
    await rows(STARTED, key);
    return true;
  });
}
