import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStopFile } from '../../../src/settings/stop-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-stop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the stop file', () => {
  it('is off where there is no file, even without a data folder', async () => {
    expect(await createStopFile(join(folder, 'none')).reason()).toBeNull();
  });

  it('is seen by every process that uses the folder, until it is cleared', async () => {
    await createStopFile(join(folder, 'data')).set('core maintenance');
    const other = createStopFile(join(folder, 'data'));
    expect(await other.reason()).toBe('core maintenance');
    await other.clear();
    await other.clear();
    expect(await createStopFile(join(folder, 'data')).reason()).toBeNull();
  });

  it('keeps its first reason', async () => {
    const stop = createStopFile(folder);
    await stop.set('first');
    await stop.set('second');
    expect(await stop.reason()).toBe('first');
  });

  it('is on when somebody only touched it', async () => {
    await writeFile(join(folder, 'stop'), '');
    expect(await createStopFile(folder).reason()).toBe('stopped, no reason given');
  });

  it('is on when it cannot be read', async () => {
    await mkdir(join(folder, 'stop'));
    expect(await createStopFile(folder).reason()).toMatch(/cannot be read \(EISDIR\)/);
  });

  it('holds one line without control characters and secrets', async () => {
    const stop = createStopFile(folder);
    await stop.set('line one\nline \u001b[31mtwo, password hunter22');
    expect(await stop.reason()).toBe('line one line [31mtwo, password <redacted>');
    expect(await readdir(folder)).toEqual(['stop']);
  });
});
