import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type pg from 'pg';
import type { Log } from '../ports/log.ts';
import { otherOwners } from './dbos-tables.ts';
import { LEASE_KEY_SQL } from './lease-key.ts';
import type { RuntimeSettings } from './runtime-settings.ts';

export interface TakeoverOptions {
  readonly pool: pg.Pool;
  readonly executorId: string;
  readonly settings: Pick<RuntimeSettings, 'restartWaitMs'>;
  readonly log: Log;
}

/**
 * Looks once for processes that died with unfinished workflows and hands those back to the queue, from where any living
 * process continues them. DBOS does not do this by itself: the workflows of a dead process would stay where they are.
 * Throws when the database fails; the caller looks again later.
 */
export async function takeOverDead(options: TakeoverOptions): Promise<void> {
  for (const owner of await otherOwners(options.pool, options.executorId)) await takeOver(owner, options);
}

async function takeOver(owner: string, { pool, settings, log }: TakeoverOptions): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Held until the end of the transaction: meanwhile the owner cannot come back, nor another peer take over.
    if ((await isLockFree(client, owner)) && (await isDead(client, owner, settings.restartWaitMs))) {
      const taken = await DBOSExecutor.globalInstance?.recoverPendingWorkflows([owner]);
      await client.query('delete from plumbline.lease where executor_id = $1', [owner]);
      log.info('took over the workflows of a dead process', { owner, workflows: taken?.length ?? 0 });
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function isLockFree(client: pg.PoolClient, owner: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    `select pg_try_advisory_xact_lock(${LEASE_KEY_SQL}) as free`,
    [owner],
  );
  return rows[0]?.free === true;
}

/**
 * A free lock proves a dead owner only under the server start it was taken under, or when the owner gave it back. After a
 * restart every lock is free while the owners live; those that cannot come back have cut their sessions before the wait is over.
 */
async function isDead(client: pg.PoolClient, owner: string, restartWaitMs: number): Promise<boolean> {
  const { rows } = await client.query<{ proven: boolean; waited: boolean }>(
    `select coalesce((
              select postmaster_started = pg_postmaster_start_time() or released_at is not null
              from plumbline.lease where executor_id = $1
            ), false) as proven,
            now() - pg_postmaster_start_time() > $2 * interval '1 millisecond' as waited`,
    [owner, restartWaitMs],
  );
  return rows[0]?.proven === true || rows[0]?.waited === true;
}
