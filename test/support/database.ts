import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { EmbeddedServer } from '../../src/store/embedded-server.ts';
import { ensureDatabase } from '../../src/store/ensure-database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startTestServer } from './test-server.ts';

/** A database of one test file, with the schemas `plumbline` and `dbos` migrated and otherwise empty. */
export interface TestDatabase {
  readonly url: string;
  /** Cuts all connections. Close pools first, or their error handlers hear of it. */
  drop(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../src/store/migrations/', import.meta.url));
/** Advisory lock: one process makes the template. */
const TEMPLATE_LOCK = [0x504c, 100];

let server: Promise<EmbeddedServer> | null = null;

/** Clones a migrated template on the shared test server: about 50 ms, a second the very first time. */
export async function createTestDatabase(): Promise<TestDatabase> {
  server ??= startTestServer();
  const { url } = await server;
  const template = await ensureTemplate(url);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(url, name, template);
  return {
    url: withDatabase(url, name),
    drop: () => runSql(url, `drop database if exists "${name}" with (force)`),
  };
}

/** A copy of a database to which nobody is connected, as a backup restored beside it would be. */
export async function copyDatabase({ url }: TestDatabase): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = withDatabase(url, 'postgres');
  await ensureDatabase(server, name, new URL(url).pathname.slice(1));
  return {
    url: withDatabase(url, name),
    drop: () => runSql(server, `drop database if exists "${name}" with (force)`),
  };
}

/** An empty database without any schema of ours. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  server ??= startTestServer();
  const { url } = await server;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(url, name);
  return {
    url: withDatabase(url, name),
    drop: () => runSql(url, `drop database if exists "${name}" with (force)`),
  };
}

/** The template is named after what is in it, so that a changed migration makes a new one. */
async function ensureTemplate(url: string): Promise<string> {
  const name = `template_${contentHash()}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1, $2)', TEMPLATE_LOCK);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(client, url, name);
  } finally {
    await client.end();
  }
  return name;
}

/** Renamed only when whole: a killed test run leaves no half-migrated template. */
async function makeTemplate(client: Client, url: string, name: string): Promise<void> {
  const draft = `draft_${name}`;
  await client.query(`drop database if exists "${draft}" with (force)`);
  await ensureDatabase(url, draft);
  await migrate(withDatabase(url, draft));
  // Loaded here only: it takes longer than everything else together.
  const { DBOS } = await import('@dbos-inc/dbos-sdk');
  await DBOS.migrate(withDatabase(url, draft));
  await client.query(`alter database "${draft}" rename to "${name}"`);
}

function contentHash(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 12);
}

/** The URL of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Runs SQL in the database of this URL over a connection of its own. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
