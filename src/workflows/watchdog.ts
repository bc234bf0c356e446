import { DBOS } from '@dbos-inc/dbos-sdk';
import type { WorkflowStatus } from '@dbos-inc/dbos-sdk';
import type pg from 'pg';
import { redactSecrets } from '../domain/redaction.ts';
import type { Log } from '../ports/log.ts';
import { orphansOfOtherVersions } from './dbos-tables.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import { APPLICATION_VERSION } from './workflow-names.ts';

/** Told once for each workflow that will never end by itself. It may be called again when it threw or the process died. */
export type OnLost = (workflowId: string, reason: string) => Promise<void>;

export interface WatchdogOptions {
  readonly pool: pg.Pool;
  readonly executorId: string;
  readonly settings: Pick<RuntimeSettings, 'restartWaitMs'>;
  readonly log: Log;
  /** True for workflow names this version of the program can run. */
  readonly knows: (name: string) => boolean;
  /** True while this process runs the workflow. */
  readonly isRunning: (workflowId: string) => boolean;
  readonly onLost: OnLost;
}

/** Most workflows looked at in one turn; the next turn goes on. */
const BATCH = 200;

/**
 * Looks for workflows that nobody will bring to an end: those that ended in an error, were given up after too many crashes or
 * were cancelled from outside, those of a version no living process has, and those this process owns without running
 * them. The last are started once more before they are given up, unless this version does not know them.
 * Children that ended are left to their parents, which get an outcome for each.
 */
export function createWatchdog(options: WatchdogOptions): () => Promise<void> {
  let seenBefore: ReadonlySet<string> = new Set();
  const restarted = new Set<string>();

  return async () => {
    for (const { workflow, reason } of await ended(options.pool))
      await tell(workflow.workflowID, reason, options);
    const orphans = await orphansOfOtherVersions(options.pool, options.settings.restartWaitMs);
    const idle = await ownedButIdle(options);
    // Seen twice in a row, since a workflow claimed this moment does not run yet, and a process may be changing versions.
    const wasSeen = seenBefore;
    seenBefore = new Set([...idle.map(({ workflowID }) => workflowID), ...orphans.map(({ id }) => id)]);
    for (const workflow of idle)
      if (wasSeen.has(workflow.workflowID)) await rescue(workflow, restarted, options);
    for (const { id, version } of orphans) {
      if (wasSeen.has(id)) await tell(id, `no process runs the version "${version}" it belongs to`, options);
    }
  };
}

async function rescue(
  { workflowID, workflowName }: WorkflowStatus,
  restarted: Set<string>,
  options: WatchdogOptions,
): Promise<void> {
  if (!options.knows(workflowName)) {
    await tell(
      workflowID,
      `this version of Plumbline does not know workflows called "${workflowName}"`,
      options,
    );
  } else if (restarted.has(workflowID)) {
    await tell(workflowID, 'it does not run, although it was started again', options);
  } else {
    restarted.add(workflowID);
    options.log.warn('a workflow stood still and is started again', { changeId: workflowID });
    await DBOS.resumeWorkflow(workflowID);
  }
}

async function ended(pool: pg.Pool): Promise<readonly { workflow: WorkflowStatus; reason: string }[]> {
  const workflows = await DBOS.listWorkflows({
    status: ['ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', 'CANCELLED'],
    hasParent: false,
    sortDesc: true,
    limit: BATCH,
    loadInput: false,
  });
  const told = await alreadyTold(
    pool,
    workflows.map(({ workflowID }) => workflowID),
  );
  return workflows
    .filter(({ workflowID }) => !told.has(workflowID))
    .map((workflow) => ({ workflow, reason: reasonOf(workflow) }));
}

function reasonOf({ status, error }: WorkflowStatus): string {
  if (status === 'CANCELLED') return 'it was cancelled from outside';
  if (status === 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')
    return 'it was given up after too many starts that ended in a crash';
  return redactSecrets(`it ended with an error: ${error instanceof Error ? error.message : String(error)}`);
}

async function ownedButIdle({
  executorId,
  isRunning,
  pool,
}: WatchdogOptions): Promise<readonly WorkflowStatus[]> {
  const pending = await DBOS.listWorkflows({
    status: 'PENDING',
    executorId,
    applicationVersion: APPLICATION_VERSION,
    loadInput: false,
    loadOutput: false,
  });
  const idle = pending.filter(({ workflowID }) => !isRunning(workflowID));
  const told = await alreadyTold(
    pool,
    idle.map(({ workflowID }) => workflowID),
  );
  return idle.filter(({ workflowID }) => !told.has(workflowID));
}

async function alreadyTold(pool: pg.Pool, workflowIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ workflow_id: string }>(
    'select workflow_id from plumbline.lost_workflow where workflow_id = any($1)',
    [workflowIds],
  );
  return new Set(rows.map((row) => row.workflow_id));
}

/** Tells and remembers in one transaction, so that of several processes one tells, and a failed telling is repeated. */
async function tell(
  workflowId: string,
  reason: string,
  { pool, log, onLost }: WatchdogOptions,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query(
      'insert into plumbline.lost_workflow (workflow_id, reason) values ($1, $2) on conflict do nothing',
      [workflowId, reason],
    );
    if (rowCount === 1) {
      log.error('a workflow is lost', { changeId: workflowId, reason });
      await onLost(workflowId, reason);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
