import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInput } from '../../../src/cli/read-input.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-input-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('readInput', () => {
  it('takes away what an editor of Windows adds: byte order mark and line ends', async () => {
    expect(await readInput(await file('windows', '\ufeffhostname r1\r\nend\r\r\n'))).toBe(
      'hostname r1\nend\n',
    );
  });

  it('keeps every other character', async () => {
    const text = 'description Zürich\u0003 →\n\ttab \n';
    expect(await readInput(await file('kept', text))).toBe(text);
  });

  it.each([
    ['a NUL byte', 'a\nb\0c\n', 'input.binary', /: line 2: expected text, found a NUL byte/],
    [
      'UTF-16',
      Buffer.from('\ufeffhostname r1', 'utf16le'),
      'input.binary',
      /: line 1: .*UTF-16 \(save it as UTF-8\)/,
    ],
    [
      'Latin-1',
      Buffer.from('a\nb\ndescription Z\u00fcrich\n', 'latin1'),
      'input.encoding',
      /: line 3: expected UTF-8/,
    ],
    [
      'a character cut at the end',
      Buffer.from('ü').subarray(0, 1),
      'input.encoding',
      /: line 1: expected UTF-8/,
    ],
    ['17 MiB', 'a\n'.repeat(8.5 * 1024 * 1024), 'input.too-large', /at most 16 MiB/],
  ])('refuses %s', async (name, content, code, words) => {
    const path = await file(name, content);
    await expect(readInput(path)).rejects.toMatchObject({ code });
    await expect(readInput(path)).rejects.toThrow(words);
    await expect(readInput(path)).rejects.toThrow(path);
  });

  it('ends with a source that never ends', async () => {
    await expect(readInput('/dev/zero')).rejects.toMatchObject({ code: 'input.too-large' });
  });

  it('refuses a file that is not there, a directory, and a file below a file', async () => {
    await mkdir(join(folder, 'directory'));
    const inside = join(await file('plain', ''), 'below');
    for (const path of [join(folder, 'nowhere'), join(folder, 'directory'), inside]) {
      await expect(readInput(path)).rejects.toMatchObject({ code: 'input.unreadable' });
    }
  });

  it.skipIf(process.getuid?.() === 0)('refuses a file this account may not read', async () => {
    const path = await file('secret', 'hostname r1\n');
    await chmod(path, 0o000);
    await expect(readInput(path)).rejects.toMatchObject({ code: 'input.unreadable' });
  });
});
