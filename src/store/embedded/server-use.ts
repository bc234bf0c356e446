import { Client } from 'pg';
import { SERVER_USER } from './run-initdb.ts';

/** Advisory lock that every process using an embedded server holds, shared, in the database `postgres`. */
const USE_LOCK = [0x504c, 1];

/** One process's use of the server: a connection of its own, which PostgreSQL forgets by itself when the process dies. */
export interface ServerUse {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly lost: Promise<void>;
  /**
   * Ends the use. `last`: nobody else uses the server, and nobody can begin until `close`, so that it may be stopped.
   * `shared`: others do. `lost`: the server does not answer.
   */
  end(): Promise<'last' | 'shared' | 'lost'>;
  close(): Promise<void>;
}

/**
 * Begins to use the server at this socket; rejects with pg's error when it does not answer, is starting or shutting down,
 * or serves another data directory than `cluster`.
 */
export async function useServer(socketFolder: string, port: number, cluster: string): Promise<ServerUse> {
  const client = new Client({
    host: socketFolder,
    port,
    user: SERVER_USER,
    database: 'postgres',
    application_name: 'plumbline embedded server',
    connectionTimeoutMillis: 5_000,
    ssl: false,
  });
  const lost = new Promise<void>((resolve) => {
    // Without the error listener a stopped server would end this process.
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  await client.connect();
  try {
    await begin(client, cluster);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  // The mark alone must not keep a finished program running.
  loopHold(client).unref();
  return { lost, end: () => endUse(client), close: () => client.end().catch(() => undefined) };
}

async function begin(client: Client, cluster: string): Promise<void> {
  // Waits while another process is stopping the server, and then fails with it.
  await client.query('select pg_advisory_lock_shared($1, $2)', USE_LOCK);
  const { rows } = await client.query<{ folder: string }>(
    `select current_setting('data_directory') as folder`,
  );
  const found = rows[0]?.folder;
  if (found !== cluster) throw new Error(`the server serves ${found ?? 'nothing'} instead of ${cluster}`);
}

async function endUse(client: Client): Promise<'last' | 'shared' | 'lost'> {
  try {
    // Without this, a program with nothing else left to do ends in the middle of stopping.
    loopHold(client).ref();
    await client.query('select pg_advisory_unlock_shared($1, $2)', USE_LOCK);
    const { rows } = await client.query<{ alone: boolean }>(
      'select pg_try_advisory_lock($1, $2) as alone',
      USE_LOCK,
    );
    return rows[0]?.alone === true ? 'last' : 'shared';
  } catch {
    return 'lost';
  }
}

/** pg has both methods; its types do not know them. */
function loopHold(client: Client): { ref(): void; unref(): void } {
  return client as Client & { ref(): void; unref(): void };
}
