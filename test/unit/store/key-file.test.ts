import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOrCreateKeyFile } from '../../../src/store/key-file.ts';
import { createKeyring } from '../../../src/store/keyring.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('is made once, for its owner only, and read afterwards', async () => {
    const dataDir = join(folder, 'new', 'state');
    const keys = await readOrCreateKeyFile(dataDir);
    expect(createKeyring(keys).ids).toHaveLength(1);
    expect((await stat(join(dataDir, 'keys'))).mode & 0o777).toBe(0o600);
    expect(await readOrCreateKeyFile(dataDir)).toBe(keys);
  });

  it('is one file, whole, when several make it at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => readOrCreateKeyFile(folder)));
    expect(new Set(all).size).toBe(1);
    expect(await readdir(folder)).toEqual(['keys']);
  });

  it('is refused when others may read it', async () => {
    await readOrCreateKeyFile(folder);
    await chmod(join(folder, 'keys'), 0o644);
    await expect(readOrCreateKeyFile(folder)).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringContaining('chmod 600') as string,
    });
    expect(await readFile(join(folder, 'keys'), 'utf8')).not.toBe('');
  });
});
