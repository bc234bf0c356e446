import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../../src/store/create-store.ts';
import { createKeyring } from '../../../src/store/keyring.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createEmptyDatabase, runSql } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { TEST_KEYS } from '../../support/open-test-store.ts';
import { silentLog } from '../../support/silent-log.ts';

const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

async function emptyDatabase(): Promise<string> {
  const database = await createEmptyDatabase();
  databases.push(database);
  return database.url;
}

describe('migrations', () => {
  it('are applied once, in order, by several processes at the same time', async () => {
    const url = await emptyDatabase();
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(applied.flat()).toEqual([...applied.flat()].sort());
    expect(await migrate(url)).toEqual([]);
  });

  it('leave nothing of themselves behind when one of them fails', async () => {
    const url = await emptyDatabase();
    await runSql(url, 'create schema plumbline; create table plumbline.audit ()');
    await expect(migrate(url)).rejects.toThrow(/"audit" already exists/);
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select tablename from pg_tables where schemaname = 'plumbline' order by 1`,
    );
    await client.end();
    expect(rows).toEqual([{ tablename: 'audit' }, { tablename: 'migrations' }]);
  });

  it('refuse a database that a newer Plumbline has used, and so does the store', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    await runSql(url, `insert into plumbline.migrations (number, name) values (9999, '9999-later.sql')`);
    const words = /at migration 9999, but this Plumbline knows only \d+: a newer Plumbline has used it/;
    await expect(migrate(url)).rejects.toThrow(words);
    const keyring = createKeyring(TEST_KEYS);
    await expect(createStore({ url, keyring, log: silentLog })).rejects.toThrow(words);
  });

  it('must have run before the store opens', async () => {
    const url = await emptyDatabase();
    await expect(
      createStore({ url, keyring: createKeyring(TEST_KEYS), log: silentLog }),
    ).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringContaining('run `plumbline migrate` first') as string,
    });
  });
});
