import type pg from 'pg';
import { APPLICATION_VERSION } from './workflow-names.ts';

/**
 * The only place that reads DBOS's own tables, for what its interface does not offer. Checked against version 5.3.0;
 * another version of DBOS needs another look at each statement.
 */

/** True while this very run of the workflow is the one whose results DBOS records. */
export async function ownsWorkflow(pool: pg.Pool, workflowId: string, ownerXid: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from dbos.workflow_status where workflow_uuid = $1 and owner_xid = $2 and status = 'PENDING'`,
    [workflowId, ownerXid],
  );
  return rowCount === 1;
}

/** True when a message on `topic` lies ready for one of the workflows. Nothing is consumed, so the answer stays. */
export async function hasMessage(
  pool: pg.Pool,
  workflowIds: readonly string[],
  topic: string,
): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from dbos.notifications where destination_uuid = any($1) and topic = $2 limit 1`,
    [workflowIds, topic],
  );
  return rows.length > 0;
}

/**
 * Begins the count of failed starts anew, because the workflows came as far as waiting for somebody.
 * Without this a change that waits a week for approval is given up after a handful of deployments.
 */
export async function forgetFailedStarts(pool: pg.Pool, workflowIds: readonly string[]): Promise<void> {
  await pool.query(
    `update dbos.workflow_status set recovery_attempts = 1
     where workflow_uuid = any($1) and status = 'PENDING' and recovery_attempts > 1`,
    [workflowIds],
  );
}

/** Processes other than this one that own unfinished workflows of our version. */
export async function otherOwners(pool: pg.Pool, executorId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ executor_id: string }>(
    `select distinct executor_id from dbos.workflow_status
     where status = 'PENDING' and application_version = $1 and executor_id <> $2`,
    [APPLICATION_VERSION, executorId],
  );
  return rows.map((row) => row.executor_id);
}

/**
 * Unfinished workflows of another version of the steps, while no living process has that version: nobody will run them.
 * Not asked for `restartWaitMs` after a restart of the server, when the locks of living processes may be missing.
 */
export async function orphansOfOtherVersions(
  pool: pg.Pool,
  restartWaitMs: number,
): Promise<readonly { readonly id: string; readonly version: string }[]> {
  const { rows } = await pool.query<{ id: string; version: string }>(
    `select workflow_uuid as id, application_version as version from dbos.workflow_status w
     where status in ('PENDING', 'ENQUEUED') and parent_workflow_id is null and application_version <> $1
       and now() - pg_postmaster_start_time() > $2 * interval '1 millisecond'
       and not exists (
         select 1 from plumbline.lease l
         join pg_locks k on k.locktype = 'advisory' and k.granted and k.objsubid = 1
           and (k.classid::bigint << 32) | k.objid::bigint = hashtextextended('plumbline lease ' || l.executor_id, 0)
         where l.application_version = w.application_version
       )`,
    [APPLICATION_VERSION, restartWaitMs],
  );
  return rows;
}
