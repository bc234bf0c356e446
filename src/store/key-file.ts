import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../domain/fault.ts';

/**
 * The keys in `<dataDir>/keys`, in the form of `PLUMBLINE_KEYS`; made, for the owner only, when there is no such file.
 * Whoever copies the database needs this file too. Faults `settings.invalid` when others may read it.
 */
export async function readOrCreateKeyFile(dataDir: string): Promise<string> {
  const path = join(dataDir, 'keys');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return (await readKeys(path)) ?? (await createKeys(path));
}

async function readKeys(path: string): Promise<string | null> {
  const entry = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(path, error);
  });
  if (entry === null) return null;
  if ((entry.mode & 0o077) !== 0) {
    throw new Fault(
      'settings.invalid',
      `The key file ${path} may be read by others than its owner: run \`chmod 600 ${path}\`, and replace the key if somebody could have seen it.`,
    );
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return text.trim();
}

function unreadable(path: string, error: unknown): Fault {
  return new Fault(
    'settings.invalid',
    `The key file ${path} cannot be read: run Plumbline as its owner, or set PLUMBLINE_KEYS.`,
    String(error),
  );
}

/** Written aside and linked into place: two processes agree on one key, and a power cut leaves a whole file or none. */
async function createKeys(path: string): Promise<string> {
  const id = `k${randomBytes(3).toString('hex')}`;
  const keys = `${id}:${randomBytes(32).toString('base64')}`;
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(aside, 'wx', 0o600);
  await file.writeFile(`${keys}\n`);
  await file.sync();
  await file.close();
  const first = await link(aside, path).then(
    () => true,
    () => false,
  );
  await rm(aside, { force: true });
  if (first) return keys;
  const theirs = await readKeys(path);
  if (theirs === null) throw new Fault('settings.invalid', `The key file ${path} cannot be made.`);
  return theirs;
}
