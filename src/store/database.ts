import { Pool } from 'pg';
import type { PoolClient, QueryResultRow } from 'pg';
import type { Log } from '../ports/log.ts';
import { toFault } from './to-fault.ts';

/**
 * Runs one statement and returns its rows. `Row` is what the statement selects: only this code writes these tables, so the
 * columns are taken at their word. Statements with a `name` are prepared once per connection.
 */
export type Rows = <Row extends QueryResultRow = QueryResultRow>(
  text: string,
  values?: readonly unknown[],
  name?: string,
) => Promise<Row[]>;

/** A pool whose errors are faults (`to-fault.ts`). */
export interface Database {
  readonly rows: Rows;
  /** Runs `work` in one transaction, rolled back when it throws; the work must use only the `rows` given to it. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /** One statement that is given up, and undone by the server within a second, when `signal` fires. */
  abortable: (signal: AbortSignal) => Rows;
}

export interface PoolSettings {
  /** Connections; default 10. */
  readonly size?: number;
  /** Longest statement; default 30 s. */
  readonly statementTimeoutMs?: number;
  /** Longest wait for a connection; default 5 s. */
  readonly connectTimeoutMs?: number;
}

/**
 * A pool that notices dead peers and survives a stopped server. The server, too, looks whether we are still there
 * (`client_connection_check_interval`): locks of a killed process or an abandoned statement end within a second.
 */
export function createPool(url: string, log: Log, settings: PoolSettings = {}): Pool {
  const { size = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 5_000 } = settings;
  const pool = new Pool({
    connectionString: url,
    application_name: 'plumbline',
    max: size,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // A little longer than the server's own limit: this one is for a server that does not answer at all.
    query_timeout: statementTimeoutMs + 5_000,
    idle_in_transaction_session_timeout: 60_000,
    options: '-c client_connection_check_interval=1000',
  });
  // The pool listens to its idle connections only: one that breaks while it is lent out would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // And so would an idle one without this.
  pool.on('error', (error) => log.warn('a database connection broke', { err: error }));
  return pool;
}

/** Wraps a pool; the caller ends the pool. */
export function toDatabase(pool: Pool): Database {
  return {
    rows: (text, values, name) => withClient(pool, (client) => runOn(client)(text, values, name)),
    transaction: (work) => withClient(pool, (client) => inTransaction(client, work)),
    abortable: (signal) => (text, values, name) =>
      withClient(pool, (client) => runOn(client)(text, values, name), signal),
  };
}

function runOn(client: PoolClient): Rows {
  return async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
    const query = name === undefined ? { text, values: [...values] } : { text, values: [...values], name };
    return (await client.query<Row>(query)).rows;
  };
}

async function inTransaction<T>(client: PoolClient, work: (rows: Rows) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work(runOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function withClient<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    const client = await connect(pool, signal);
    return await useClient(client, work, signal);
  } catch (error) {
    throw toFault(error);
  }
}

/** A connection that comes after the abort goes back unused. */
async function connect(pool: Pool, signal?: AbortSignal): Promise<PoolClient> {
  if (signal === undefined) return pool.connect();
  if (signal.aborted) throw abortError();
  const pending = pool.connect();
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortError());
    signal.addEventListener('abort', abort, { once: true });
    pending.then((client) => {
      signal.removeEventListener('abort', abort);
      if (signal.aborted) client.release();
      else resolve(client);
    }, reject);
  });
}

async function useClient<T>(
  client: PoolClient,
  work: (client: PoolClient) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let released = false;
  const release = (broken: boolean): void => {
    if (released) return;
    released = true;
    client.release(broken);
  };
  // Ends the connection in the middle of the statement, which then rejects.
  const abort = (): void => release(true);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const result = await work(client);
    release(false);
    return result;
  } catch (error) {
    // A connection that failed for reasons of its own must not serve the next caller.
    release(isBroken(error));
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Errors the server reported over a sound connection have a five-character SQLSTATE. */
function isBroken(error: unknown): boolean {
  return !(error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code)));
}

function abortError(): Error {
  return Object.assign(new Error('the caller gave up waiting'), { code: '57014' });
}
