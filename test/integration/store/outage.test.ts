import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultFactsOf } from '../../../src/domain/fault.ts';
import { changeIdOf, instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { createStore } from '../../../src/store/create-store.ts';
import type { PostgresStore } from '../../../src/store/create-store.ts';
import { readPidFile } from '../../../src/store/embedded/pid-file.ts';
import { startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import type { EmbeddedServer } from '../../../src/store/embedded-server.ts';
import { createKeyring } from '../../../src/store/keyring.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { TEST_KEYS } from '../../support/open-test-store.ts';
import { silentLog } from '../../support/silent-log.ts';

let folder: string;
let server: EmbeddedServer;
let store: PostgresStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  await chmod(folder, 0o755);
  server = await startEmbeddedServer({ dataDir: folder, log: silentLog, settings: { fsync: 'off' } });
  await migrate(server.url);
  store = await createStore({ url: server.url, keyring: createKeyring(TEST_KEYS), log: silentLog });
});
afterAll(async () => {
  await store.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Claims and releases a unit until the store fails; the code of that fault, with its words if it is another one. */
async function claimUntilItFails(index: number, stop: AbortSignal): Promise<string> {
  const change = changeIdOf(`busy-${index}`, 1);
  try {
    while (!stop.aborted) {
      await store.claims.claim(change, [unitIdOf(50 + index)], instantOf('2026-11-21T10:00:00Z'));
      await store.claims.release(change, 'all');
    }
    return 'never failed';
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    return code === 'store.unavailable' ? code : `${code}: ${message}`;
  }
}

describe('a database that goes away', () => {
  it('is reported as store.unavailable, harms nothing else, and serves again when it is back', async () => {
    const at = instantOf('2026-11-21T10:00:00Z');
    await store.units.setState(unitIdOf(1), 'r1', 'in line', '', at);
    // Connections break while they are lent out, in the middle of transactions and between their statements.
    const stop = new AbortController();
    const busy = Array.from({ length: 8 }, (_, index) => claimUntilItFails(index, stop.signal));
    await store.ping();
    const pid = (await readPidFile(join(folder, 'postgres', 'cluster')))?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => store.ping().catch((error: unknown) => error), { timeout: 15_000, interval: 5 })
      .toMatchObject({
        code: 'store.unavailable',
        retry: 'later',
      });
    // One claimer at least has met the outage; the others end as they come.
    await Promise.race(busy);
    stop.abort();
    const ends = await Promise.all(busy);
    // A connection whose backend outlived the postmaster for a moment may have been the lucky one.
    expect(ends.filter((end) => end !== 'never failed')).toContain('store.unavailable');
    expect(ends.filter((end) => end !== 'never failed' && end !== 'store.unavailable')).toEqual([]);
    const serves = async (): Promise<boolean> =>
      store.ping().then(
        () => true,
        () => false,
      );
    await expect.poll(serves, { timeout: 15_000 }).toBe(true);
    expect((await store.units.list()).map((unit) => unit.name)).toEqual(['r1']);
  });

  it('is no mystery when it never was there', async () => {
    const url = 'postgresql://plumbline@localhost/plumbline?host=/nonexistent&port=5432';
    await expect(
      createStore({ url, keyring: createKeyring(TEST_KEYS), log: silentLog }),
    ).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    await expect(migrate(url)).rejects.toMatchObject({ code: 'store.unavailable' });
    const wrong = server.url.replace('/plumbline?', '/nothing?');
    const open = (): Promise<unknown> =>
      createStore({ url: wrong, keyring: createKeyring(TEST_KEYS), log: silentLog }).catch(
        (error: unknown) => error,
      );
    // The server may be just coming back from the test before.
    await expect.poll(open, { timeout: 15_000 }).toMatchObject({
      code: 'settings.invalid',
      message: expect.stringContaining('Check DATABASE_URL') as string,
    });
  });
});
