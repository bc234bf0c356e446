import pg from 'pg';
import type { Log } from '../ports/log.ts';
import { LEASE_KEY_SQL } from './lease-key.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import { sleepMs } from './sleep-ms.ts';
import { withDeadline } from './with-deadline.ts';
import { APPLICATION_VERSION } from './workflow-names.ts';

/** What a process needs to hold a lease. */
export interface LeaseOptions {
  readonly databaseUrl: string;
  readonly executorId: string;
  readonly settings: Pick<RuntimeSettings, 'heartbeatMs' | 'leaseLostAfterMs' | 'leaseRetryMs'>;
  readonly log: Log;
  /** Called at each loss, at once. */
  readonly onLost: () => void;
}

/** Opens a connection that holds the lock of this process and writes its row. Throws when either cannot be had. */
export async function takeLease({ databaseUrl, executorId, settings }: LeaseOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: settings.leaseLostAfterMs,
  });
  // Ends are noticed by `untilLost`; an error nobody listens to would end the process.
  client.on('error', () => undefined);
  try {
    // A deadline for taking only: a timeout of the connection itself would also judge the heartbeat, and would do so
    // before a waiting answer is read when the process was stopped for a while.
    await withDeadline(
      lock(client, executorId, settings.leaseLostAfterMs),
      settings.leaseLostAfterMs,
      () => new Error('the database did not answer while the lease was taken'),
    );
    return client;
  } catch (error) {
    dropConnection(client);
    throw error;
  }
}

async function lock(client: pg.Client, executorId: string, leaseLostAfterMs: number): Promise<void> {
  await client.connect();
  await client.query(keepConnectionSql(leaseLostAfterMs));
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${LEASE_KEY_SQL}) as taken`,
    [executorId],
  );
  if (rows[0]?.taken !== true) throw new Error('another connection holds the lock of this process');
  await client.query(WRITE_LEASE_SQL, [executorId, APPLICATION_VERSION]);
}

const WRITE_LEASE_SQL = `
  insert into plumbline.lease (executor_id, application_version, postmaster_started)
  values ($1, $2, pg_postmaster_start_time())
  on conflict (executor_id) do update
    set postmaster_started = excluded.postmaster_started, taken_at = now(), released_at = null`;

/**
 * The server may end this session, and with it free the lock, only after the owner has cut its device sessions:
 * so its keepalives to a partitioned owner take longer than `leaseLostAfterMs`.
 */
function keepConnectionSql(leaseLostAfterMs: number): string {
  const idleSec = Math.ceil(leaseLostAfterMs / 1_000) + 2;
  return `set idle_session_timeout = 0; set statement_timeout = 0; set tcp_user_timeout = 0;
    set tcp_keepalives_idle = ${idleSec}; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`;
}

/** Gives the lease back so that others continue this process's work at once; ends the connection. */
export async function giveLeaseBack(client: pg.Client, executorId: string): Promise<void> {
  await client
    .query('update plumbline.lease set released_at = now() where executor_id = $1', [executorId])
    .catch(() => undefined);
  await Promise.race([client.end().catch(() => undefined), sleepMs(1_000)]);
}

/** Ends a connection without waiting for the server. */
export function dropConnection(client: pg.Client): void {
  client.end().catch(() => undefined);
}
