import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startEmbeddedServer } from '../../src/store/embedded-server.ts';
import type { EmbeddedServer } from '../../src/store/embedded-server.ts';
import { silentLog } from './silent-log.ts';

/** Nothing that ends tests reaches the disk: a lost test database is no loss. */
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
};
const KEEPER = fileURLToPath(new URL('./test-server-keeper.ts', import.meta.url));
/** Advisory lock the keeper holds while it looks after the server. */
export const KEEPER_LOCK = [0x504c, 101];

/** The data directory of the server that all test processes of this checkout and user share. */
export function testServerFolder(): string {
  const checkout = createHash('sha256').update(KEEPER).digest('hex').slice(0, 8);
  return join(tmpdir(), `plumbline-test-${process.getuid?.() ?? 0}-${checkout}`);
}

/** Starts or joins the shared server. A keeper process stops it when nobody has used it for a minute. */
export async function startTestServer(): Promise<EmbeddedServer> {
  const server = await startOrJoin(3);
  if (!(await hasKeeper(server.url))) {
    spawn(process.execPath, [KEEPER], { detached: true, stdio: 'ignore' }).unref();
  }
  return server;
}

/** Again when it fails: the keeper of a former run may be taking the old server away at this very moment. */
async function startOrJoin(tries: number): Promise<EmbeddedServer> {
  try {
    return await startEmbeddedServer({
      dataDir: testServerFolder(),
      log: silentLog,
      settings: FAST_SETTINGS,
    });
  } catch (error) {
    if (tries <= 1) throw error;
    return await startOrJoin(tries - 1);
  }
}

async function hasKeeper(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
      KEEPER_LOCK,
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
