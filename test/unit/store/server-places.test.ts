import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBarrier } from '../../../src/store/embedded/find-barrier.ts';
import { lastFatalLine } from '../../../src/store/embedded/launch-server.ts';
import { parsePidFile } from '../../../src/store/embedded/pid-file.ts';
import { chooseServerAccount } from '../../../src/store/embedded/server-account.ts';
import { fitsSocket } from '../../../src/store/embedded/server-folders.ts';
import { processKind } from '../../../src/store/embedded/server-process.ts';

/** Neither the user of these tests nor in his group. */
const STRANGER = { name: 'stranger', uid: 54321, gid: 54321 };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the account of the server', () => {
  const line = (name: string, uid: number | string) => `${name}:x:${uid}:${uid}:::`;

  it('is postgres before nobody, and never root or an account without a usable id', () => {
    const passwd = [line('root', 0), line('nobody', 65534), line('postgres', 101)].join('\n');
    expect(chooseServerAccount(passwd)).toEqual({ name: 'postgres', uid: 101, gid: 101 });
    expect(chooseServerAccount(line('nobody', 65534))?.name).toBe('nobody');
    expect(chooseServerAccount(line('postgres', 0))).toBeNull();
    expect(chooseServerAccount(line('nobody', -2))).toBeNull();
    expect(chooseServerAccount('')).toBeNull();
  });
});

describe('a barrier', () => {
  it('is the outermost folder that an account may not enter', async () => {
    const inner = join(folder, 'closed', 'inner');
    await mkdir(inner, { recursive: true });
    for (const path of [inner, join(folder, 'closed')]) await chmod(path, 0o755);
    expect(await findBarrier(inner, STRANGER)).toBeNull();
    await chmod(inner, 0o700);
    expect(await findBarrier(inner, STRANGER)).toBe(inner);
    await chmod(join(folder, 'closed'), 0o750);
    expect(await findBarrier(inner, STRANGER)).toBe(join(folder, 'closed'));
    expect(await findBarrier(join(folder, 'not', 'there', 'yet'), STRANGER)).toBeNull();
  });
});

describe('a socket folder', () => {
  it('fits up to the limit of the system, counted in bytes', () => {
    expect(fitsSocket(`/${'a'.repeat(88)}`)).toBe(true);
    expect(fitsSocket(`/${'a'.repeat(93)}`)).toBe(false);
    expect(fitsSocket(`/${'ä'.repeat(60)}`)).toBe(false);
  });
});

describe('a pid file', () => {
  it('is read whole, half-written or as nonsense', () => {
    const text = '4711\n/data\n1700000000\n5432\n/run/p\n\n  1 2\nready   \n';
    expect(parsePidFile(text)).toEqual({ pid: 4711, port: 5432, socketFolder: '/run/p', text });
    expect(parsePidFile('4711\n/data\n')).toMatchObject({ pid: 4711, port: null, socketFolder: null });
    expect(parsePidFile('-1\n')).toMatchObject({ pid: 0 });
    expect(parsePidFile('')).toMatchObject({ pid: 0 });
  });
});

describe('a process', () => {
  it('is foreign when it is no postgres of this data directory, whatever its number', async () => {
    expect(await processKind(process.pid, folder)).toBe('foreign');
    expect(await processKind(0, folder)).toBe('gone');
    expect(await processKind(1, folder)).toBe('gone');
    expect(await processKind(2 ** 22 + 1, folder)).toBe('gone');
  });
});

describe('the reason of a failed start', () => {
  it('is the last FATAL line, without time stamp, and not what early callers were told', () => {
    const words = [
      '2026-11-21 07:24:06.901 UTC [1] LOG:  starting PostgreSQL 18.4',
      '2026-11-21 07:24:06.902 UTC [1] FATAL:  could not open "x": Permission denied',
      '2026-11-21 07:24:06.907 UTC [2] FATAL:  the database system is starting up',
      '2026-11-21 07:24:06.908 UTC [1] LOG:  database system is shut down',
    ].join('\n');
    expect(lastFatalLine(words)).toBe('FATAL: could not open "x": Permission denied');
    expect(lastFatalLine('postgres: error while loading shared libraries\n')).toBe(
      'postgres: error while loading shared libraries',
    );
    expect(lastFatalLine('')).toBe('it ended without a word');
  });
});
