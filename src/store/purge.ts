import type { Database } from './database.ts';

/** How long things are kept, in milliseconds, by the database's clock. The audit is kept for ever. */
export interface RetentionAges {
  readonly inboxMs: number;
  readonly snapshotsMs: number;
  readonly endedFindingsMs: number;
}

/** How many rows of each kind went. */
export interface Purged {
  readonly deliveries: number;
  readonly edits: number;
  readonly snapshots: number;
  readonly plans: number;
  readonly findings: number;
  readonly notices: number;
}

const DAY_MS = 24 * 3600 * 1000;

export const DEFAULT_RETENTION: RetentionAges = {
  inboxMs: 14 * DAY_MS,
  snapshotsMs: 90 * DAY_MS,
  endedFindingsMs: 400 * DAY_MS,
};

const BEFORE = `clock_timestamp() - $1::float8 * interval '1 ms'`;

/** A delivery stays while its edit waits to be started. */
const INBOX = `
  delete from plumbline.inbox delivery where received_at < ${BEFORE}
    and not exists (select from plumbline.edits edit
      where edit.request_id = delivery.request_id and edit.started_at is null)
  returning 1`;

/** A request goes as a whole, when every generation was started long ago and none is carried by an open change. */
const EDITS = `
  with finished as (
    select request_id from plumbline.edits group by request_id
    having bool_and(started_at is not null and started_at < ${BEFORE})),
  gone as (
    delete from plumbline.edits edit using finished
    where edit.request_id = finished.request_id and not exists (
      select from plumbline.changes change
      where change.closed_at is null and change.change_id like 'edit:' || edit.request_id || ':%')
    returning edit.request_id),
  objects as (
    delete from plumbline.edit_objects object using gone where object.request_id = gone.request_id)
  select 1 from gone`;

/** The last three of a unit stay, for the operator's rollback; so does what an open change would restore. */
const SNAPSHOTS = `
  with ranked as (
    select change_id, unit_id, taken_at, row_number() over (partition by unit_id order by taken_at desc) as rank
    from plumbline.snapshots)
  delete from plumbline.snapshots snapshot using ranked
  where ranked.change_id = snapshot.change_id and ranked.unit_id = snapshot.unit_id
    and ranked.rank > 3 and ranked.taken_at < ${BEFORE}
    and not exists (select from plumbline.changes change
      where change.change_id = snapshot.change_id and change.closed_at is null)
  returning 1`;

/** Plans go with the snapshot they could undo to, unless they wait or their change is open. */
const PLANS = `
  delete from plumbline.plans plan
  where plan.created_at < ${BEFORE} and plan.waiting_workflow is null
    and not exists (select from plumbline.changes change
      where change.change_id = plan.change_id and change.closed_at is null)
    and not exists (select from plumbline.snapshots snapshot
      where snapshot.change_id = plan.change_id and snapshot.unit_id = plan.unit_id)
  returning 1`;

const FINDINGS = `delete from plumbline.findings where ended_at < ${BEFORE} returning 1`;

/** Kept as long as the inbox: until then a repeated step of its change tells nothing again. What still waits stays. */
const NOTICES = `
  delete from plumbline.notices notice where noted_at < ${BEFORE} and addressed_at is not null
    and not exists (select from plumbline.notice_deliveries delivery
      where delivery.notice_id = notice.notice_id and delivery.ended_at is null)
  returning 1`;

/** Removes what is older than these ages. Nothing an open change, a waiting plan or a waiting edit needs goes. */
export async function purge(database: Database, ages: RetentionAges): Promise<Purged> {
  const count = async (text: string, ageMs: number): Promise<number> =>
    (await database.rows(text, [ageMs])).length;
  return {
    deliveries: await count(INBOX, ages.inboxMs),
    edits: await count(EDITS, ages.inboxMs),
    snapshots: await count(SNAPSHOTS, ages.snapshotsMs),
    plans: await count(PLANS, ages.snapshotsMs),
    findings: await count(FINDINGS, ages.endedFindingsMs),
    notices: await count(NOTICES, ages.inboxMs),
  };
}
