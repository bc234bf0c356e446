import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedServer } from '../../src/store/embedded-server.ts';
import { silentLog } from './silent-log.ts';
import { KEEPER_LOCK, testServerFolder } from './test-server.ts';

/**
 * Runs beside the tests as a process of its own, once per shared test server: stops the server and removes its files when
 * no test process has been connected for a minute. Test processes themselves come and go within seconds, and starting a
 * server in each would cost more than the tests.
 */
const IDLE_MS = 60_000;
const LOOK_MS = 2_000;

async function keep(): Promise<void> {
  const server = await startEmbeddedServer({ dataDir: testServerFolder(), log: silentLog });
  const client = new Client({ connectionString: server.url });
  client.on('error', () => process.exit(0));
  await client.connect();
  const { rows } = await client.query<{ first: boolean }>(
    'select pg_try_advisory_lock($1, $2) as first',
    KEEPER_LOCK,
  );
  const first = rows[0]?.first === true;
  if (first) await waitUntilIdle(client);
  await client.end();
  await server.stop();
  if (first) await removeFiles();
}

async function waitUntilIdle(client: Client): Promise<void> {
  for (let idleMs = 0; idleMs < IDLE_MS; idleMs += LOOK_MS) {
    await delay(LOOK_MS);
    if ((await otherConnections(client)) > 0) idleMs = 0;
  }
}

/** Connections beside the keeper's two: this one, and its use of the server. */
async function otherConnections(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int - 2 as count from pg_stat_activity where backend_type = 'client backend'`,
  );
  return rows[0]?.count ?? 0;
}

/** Unless somebody has started the server again meanwhile. */
async function removeFiles(): Promise<void> {
  const folder = testServerFolder();
  const running = await access(join(folder, 'postgres', 'cluster', 'postmaster.pid')).then(
    () => true,
    () => false,
  );
  if (running) return;
  // Moved away whole first: whoever starts a server at this moment must not find half a cluster.
  const aside = `${folder}-gone-${process.pid}`;
  await rename(folder, aside);
  await rm(aside, { recursive: true, force: true });
}

await keep();
