import { execFile, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBarrier } from '../../../src/store/embedded/find-barrier.ts';
import { readPidFile } from '../../../src/store/embedded/pid-file.ts';
import { findPostgresBinaries } from '../../../src/store/embedded/postgres-binaries.ts';
import { processKind } from '../../../src/store/embedded/server-process.ts';
import { startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import type { EmbeddedServer, EmbeddedServerOptions } from '../../../src/store/embedded-server.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startHolder } from './server-holder.ts';

const asRoot = process.getuid?.() === 0;
const run = promisify(execFile);
/** A state folder as the first start leaves it: making one in each test would be most of the time. */
let prepared: string;
let root: string;
let dataDir: string;
let started: EmbeddedServer[] = [];

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'plumbline-prepared-'));
  const server = await startEmbeddedServer({ dataDir: prepared, log: silentLog, settings: { fsync: 'off' } });
  await server.stop();
});

afterAll(() => rm(prepared, { recursive: true, force: true }));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-'));
  // The folder above the data directory is open, as /var/lib is.
  await chmod(root, 0o755);
  dataDir = join(root, 'state');
});

afterEach(async () => {
  for (const server of started) await server.stop();
  started = [];
  await rm(root, { recursive: true, force: true });
});

/** With owners and modes, as it stands. */
async function useExistingData(): Promise<void> {
  await run('cp', ['-a', prepared, dataDir]);
}

async function start(options: Partial<EmbeddedServerOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({
    dataDir,
    log: silentLog,
    settings: { fsync: 'off' },
    ...options,
  });
  started.push(server);
  return server;
}

async function ask(url: string | undefined, sql: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: string }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

const cluster = (): string => join(dataDir, 'postgres', 'cluster');

async function serverPid(): Promise<number> {
  return (await readPidFile(cluster()))?.pid ?? 0;
}

async function killServer(): Promise<number> {
  const pid = await serverPid();
  process.kill(pid, 'SIGKILL');
  while ((await processKind(pid, cluster())) === 'ours') await delay(10);
  return pid;
}

describe('the embedded server', () => {
  it('listens on a socket closed to others, and nowhere else', async () => {
    await useExistingData();
    const { url, adopted } = await start();
    expect(adopted).toBe(false);
    expect(await ask(url, "select current_setting('listen_addresses') as answer")).toBe('');
    expect(await ask(url, 'select current_database() as answer')).toBe('plumbline');
    const folder = new URL(url).searchParams.get('host') ?? '';
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('stops with the process that started it, and starts again with the data', async () => {
    await useExistingData();
    const first = await start();
    await ask(first.url, "create table kept as select 'still here' as answer");
    await first.stop();
    expect(await readPidFile(cluster())).toBeNull();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, 'select answer from kept')).toBe('still here');
  });

  it('is adopted after the process that started it was killed', async () => {
    await useExistingData();
    const holder = await startHolder(dataDir);
    expect(holder.fault).toBeUndefined();
    const pid = await serverPid();
    await holder.kill();
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(server.url).toBe(holder.url);
    expect(await serverPid()).toBe(pid);
    await server.stop();
    expect(await readPidFile(cluster())).toBeNull();
  });

  it('is started once when two processes begin on an empty folder at the same time, and stops with the last', async () => {
    const holders = await Promise.all([startHolder(dataDir), startHolder(dataDir)]);
    expect(holders.map((holder) => holder.fault)).toEqual([undefined, undefined]);
    expect(holders.map((holder) => holder.adopted).sort()).toEqual([false, true]);
    const [first, second] = holders;
    await first.stop();
    expect(await ask(second.url, 'select 1::text as answer')).toBe('1');
    await second.stop();
    expect(await readPidFile(cluster())).toBeNull();
  });

  it('starts over the pid file of a server that was killed together with its process', async () => {
    await useExistingData();
    const holder = await startHolder(dataDir);
    await ask(holder.url, "create table kept as select 'still here' as answer");
    await holder.kill();
    const pid = await killServer();
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await ask(again.url, 'select answer from kept')).toBe('still here');
    expect(await serverPid()).not.toBe(pid);
  });

  it('never signals another program that got the number of the pid file', async () => {
    await useExistingData();
    const first = await start();
    await first.stop();
    // As the server's own user, for which PostgreSQL itself would refuse to start.
    const { uid, gid } = await stat(cluster());
    const alien = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    const text = `${alien.pid ?? 0}\n${cluster()}\n1700000000\n5432\n${join(dataDir, 'postgres', 'run')}\n\n1 1\nready\n`;
    await writeFile(join(cluster(), 'postmaster.pid'), text);
    const second = await start();
    expect(second.adopted).toBe(false);
    await second.stop();
    expect(alien.exitCode).toBeNull();
    expect(alien.signalCode).toBeNull();
    alien.kill();
  });

  it('replaces a server of ours that does not answer on its socket any more', async () => {
    await useExistingData();
    const holder = await startHolder(dataDir);
    const pid = await serverPid();
    await holder.kill();
    await rm(join(dataDir, 'postgres', 'run', '.s.PGSQL.5432'));
    const server = await start({ answerTimeoutMs: 200 });
    expect(server.adopted).toBe(false);
    expect(await processKind(pid, cluster())).not.toBe('ours');
    expect(await ask(server.url, 'select 1::text as answer')).toBe('1');
  });

  it('waits for another process that has made the pid file and not yet written to it', async () => {
    await useExistingData();
    const pidFile = join(cluster(), 'postmaster.pid');
    await writeFile(pidFile, '');
    const { uid, gid } = await stat(cluster());
    await chown(pidFile, uid, gid);
    const starting = start();
    const log = join(dataDir, 'postgres', 'server.log');
    await expect.poll(() => readFile(log, 'utf8'), { timeout: 15_000 }).toMatch(/lock file ".*" is empty/);
    await rm(pidFile);
    const { url } = await starting;
    expect(await ask(url, 'select 1::text as answer')).toBe('1');
  });

  it('is started again when it ends by itself', async () => {
    await useExistingData();
    const { url } = await start();
    const pid = await killServer();
    await expect.poll(() => serverPid(), { timeout: 15_000 }).not.toBe(pid);
    await expect
      .poll(() => ask(url, 'select 1::text as answer').catch(() => null), { timeout: 15_000 })
      .toBe('1');
  });

  it('refuses data of another major version, in words', async () => {
    await mkdir(cluster(), { recursive: true });
    await chmod(dataDir, 0o755);
    await writeFile(join(cluster(), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringMatching(
        /written by PostgreSQL 17, but this Plumbline brings PostgreSQL 18/,
      ) as string,
    });
  });

  it("tells PostgreSQL's own reason when it does not start", async () => {
    await useExistingData();
    await expect(start({ settings: { shared_buffers: 'nonsense' } })).rejects.toMatchObject({
      code: 'store.unavailable',
      message: expect.stringMatching(/FATAL: +invalid value for parameter "shared_buffers"/) as string,
    });
  });

  it('puts its socket elsewhere when the path of the data directory is too long for one', async () => {
    dataDir = join(root, 'a'.repeat(60), 'b'.repeat(60));
    await mkdir(dirname(dataDir));
    await chmod(dirname(dataDir), 0o755);
    await useExistingData();
    const { url } = await start();
    const folder = new URL(url).searchParams.get('host') ?? '';
    expect(folder.startsWith(dataDir)).toBe(false);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await ask(url, 'select 1::text as answer')).toBe('1');
    await rm(folder, { recursive: true, force: true });
  });

  it('hands none of our environment to PostgreSQL', async () => {
    await useExistingData();
    const holder = await startHolder(dataDir, [], { PLUMBLINE_CANARY: 'kept-at-home' });
    if (process.platform === 'linux') {
      const environment = await readFile(`/proc/${await serverPid()}/environ`, 'utf8');
      expect(environment).toContain('TZ=UTC');
      expect(environment).not.toContain('kept-at-home');
    }
    await holder.stop();
  });
});

describe.runIf(asRoot)('the embedded server under root', () => {
  it('runs as a user that exists, without making one', async () => {
    const before = await readFile('/etc/passwd', 'utf8');
    await start();
    const { uid } = await stat(`/proc/${await serverPid()}`);
    expect(uid).not.toBe(0);
    expect(await readFile('/etc/passwd', 'utf8')).toBe(before);
  });

  it('opens an own data directory made with mode 0700, as temporary folders are', async () => {
    await useExistingData();
    await chmod(dataDir, 0o700);
    const { url } = await start();
    expect(await ask(url, 'select 1::text as answer')).toBe('1');
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
  });

  it('refuses a data directory inside a folder its user may not enter, and names that folder', async () => {
    await chmod(root, 0o700);
    await expect(start()).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringContaining(`may not enter ${root}, on the way to the data directory`) as string,
    });
    expect((await stat(root)).mode & 0o777).toBe(0o700);
  });

  it('hands its socket folder to its user where another process made it and had no time to', async () => {
    await useExistingData();
    const folder = join(dataDir, 'postgres', 'run');
    await chown(folder, 0, 0);
    const { url } = await start();
    expect(await ask(url, 'select 1::text as answer')).toBe('1');
    expect((await stat(folder)).uid).toBe((await stat(cluster())).uid);
  });

  it('does not open a folder with things of somebody else in it', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    await writeFile(join(dataDir, 'letters'), 'private');
    await expect(start()).rejects.toMatchObject({ code: 'settings.invalid' });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('runs from a copy of the binaries when the checkout is closed to its user', async () => {
    await useExistingData();
    const installed = await findPostgresBinaries();
    const closed = join(root, 'checkout');
    await mkdir(closed, { mode: 0o700 });
    await cp(installed.folder, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    // As npm leaves every file of it under umask 077.
    await run('chmod', ['-R', 'go=', join(closed, 'native')]);
    const { url } = await start({ binaries: { ...installed, folder: join(closed, 'native') } });
    expect(await ask(url, 'select 1::text as answer')).toBe('1');
  });

  it("works for a normal user, and root joins that user's server", async (context) => {
    const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
    const closed =
      (await findBarrier(process.execPath, nobody)) ?? (await findBarrier(import.meta.filename, nobody));
    // Nobody can run this checkout's programs when it lies under a closed folder.
    if (closed !== null) context.skip();
    await mkdir(dataDir);
    await chmod(dataDir, 0o777);
    const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const holder = await startHolder(dataDir, prefix);
    expect(holder.fault).toBeUndefined();
    expect((await stat(cluster())).uid).toBe(65534);
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(await ask(server.url, 'select 1::text as answer')).toBe('1');
    await server.stop();
    expect(await ask(holder.url, 'select 1::text as answer')).toBe('1');
    await holder.stop();
    expect(await readPidFile(cluster())).toBeNull();
  });
});
