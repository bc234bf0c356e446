import pg from 'pg';
import type { Log } from '../ports/log.ts';
import { createDatabaseSocket } from './database-socket.ts';

/**
 * Connections for DBOS and for the tables beside it. Without the error handlers a restart of the database ends the process;
 * without keepalive a cut network goes unnoticed.
 */
export function createDatabasePool(databaseUrl: string, size: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    keepAlive: true,
    stream: createDatabaseSocket,
    connectionTimeoutMillis: 5_000,
  });
  // The pool listens to its idle connections only. DBOS listens to those it borrows, but only once the promise of
  // `connect()` has resolved: too late when the server's "ready" and its "terminating connection" come in one packet.
  // Whoever holds the connection still learns of it: the statement in progress and every later one reject.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => {
    log.warn('an idle database connection broke', { err: error.message });
  });
  return pool;
}
