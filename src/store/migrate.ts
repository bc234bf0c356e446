import { readFile, readdir } from 'node:fs/promises';
import { Client } from 'pg';
import { Fault } from '../domain/fault.ts';
import type { Database } from './database.ts';
import { toFault } from './to-fault.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);
/** Advisory lock that lets one process migrate at a time. */
const MIGRATION_LOCK = [0x504c, 2];

/**
 * Brings schema `plumbline` to the newest migration, one transaction each, under an advisory lock; needs DDL rights.
 * Returns the names of the migrations applied now. Faults: `settings.invalid` when the database is newer than this code,
 * `store.unavailable` when it does not answer.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1, $2)', MIGRATION_LOCK);
    return await applyMissing(client);
  } catch (error) {
    throw toFault(error);
  } finally {
    // Ends the lock, too.
    await client.end().catch(() => undefined);
  }
}

async function applyMissing(client: Client): Promise<readonly string[]> {
  await client.query('create schema if not exists plumbline');
  await client.query(
    `create table if not exists plumbline.migrations (
      number integer primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`,
  );
  const known = await readMigrations();
  const applied = numberIn((await client.query<AppliedRow>(APPLIED)).rows);
  refuseNewer(applied, known);
  const missing = known.filter((migration) => migration.number > applied);
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const text = await readFile(new URL(migration.name, FOLDER), 'utf8');
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into plumbline.migrations (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Refuses, `settings.invalid`, a database that is not exactly at this code's newest migration: an older one lacks tables,
 * a newer one may mean something else by them.
 */
export async function requireMigrated(database: Database): Promise<void> {
  const known = await readMigrations();
  const applied = await database
    .rows<AppliedRow>(APPLIED)
    .then(numberIn)
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '3F000'))
        return 0;
      throw error;
    });
  refuseNewer(applied, known);
  if (applied === newestOf(known)) return;
  throw new Fault(
    'settings.invalid',
    `The database is at migration ${applied}, but this Plumbline needs ${newestOf(known)}: run \`plumbline migrate\` first.`,
  );
}

function refuseNewer(applied: number, known: readonly Migration[]): void {
  if (applied <= newestOf(known)) return;
  throw new Fault(
    'settings.invalid',
    `The database is at migration ${applied}, but this Plumbline knows only ${newestOf(known)}: a newer Plumbline has used it. Start that version again, or restore a backup made before the upgrade.`,
  );
}

const APPLIED = 'select coalesce(max(number), 0)::int as number from plumbline.migrations';

interface AppliedRow {
  readonly number: number;
}

function numberIn(rows: readonly AppliedRow[]): number {
  return rows[0]?.number ?? 0;
}

/** The files `0001-name.sql` of folder `migrations`, in order. */
async function readMigrations(): Promise<readonly Migration[]> {
  const names = await readdir(FOLDER);
  return names
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), name }));
}

function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}
