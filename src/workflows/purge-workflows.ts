import { DBOS } from '@dbos-inc/dbos-sdk';
import type pg from 'pg';
import type { Log } from '../ports/log.ts';

/** Workflows deleted at a time. */
const BATCH = 200;

/**
 * Deletes workflows that ended before `keptMs` ago, with everything they recorded, and what the runtime noted of them.
 * Children go with their parent, never before: a parent that waits for weeks still needs theirs to replay.
 * Their ids become free again, so `keptMs` must be longer than any repeated start can take.
 */
export async function purgeWorkflows(pool: pg.Pool, keptMs: number, log: Log): Promise<void> {
  const { rows } = await pool.query<{ before: Date }>(
    `select now() - $1 * interval '1 millisecond' as before`,
    [keptMs],
  );
  const completedBefore = (rows[0]?.before ?? new Date(0)).toISOString();
  let deleted = 0;
  for (;;) {
    const ended = await DBOS.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
      completedBefore,
      hasParent: false,
      limit: BATCH,
      loadInput: false,
      loadOutput: false,
    });
    if (ended.length === 0) break;
    await DBOS.deleteWorkflows(
      ended.map(({ workflowID }) => workflowID),
      true,
    );
    deleted += ended.length;
  }
  await forgetNotes(pool, keptMs);
  if (deleted > 0) log.info('finished workflows were deleted', { workflows: deleted });
}

async function forgetNotes(pool: pg.Pool, keptMs: number): Promise<void> {
  await pool.query(
    `delete from plumbline.lost_workflow l where told_at < now() - $1 * interval '1 millisecond'
       and not exists (select 1 from dbos.workflow_status w where w.workflow_uuid = l.workflow_id)`,
    [keptMs],
  );
  // Leases of processes that died without work; a living one is never this old without its lock.
  await pool.query(
    `delete from plumbline.lease where taken_at < now() - $1 * interval '1 millisecond'
       and pg_try_advisory_xact_lock(hashtextextended('plumbline lease ' || executor_id, 0))`,
    [keptMs],
  );
}
