import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../domain/fault.ts';
import { runInitdb } from './run-initdb.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import type { ServerFolders } from './server-folders.ts';

/**
 * Makes the data directory unless there is one. It is built beside its place and renamed, so that two processes may try
 * at once and a killed one leaves nothing half-made. Faults `settings.invalid` when existing data is of another major version.
 */
export async function createCluster(
  binaries: PostgresBinaries,
  folders: ServerFolders,
  account: ServerAccount | null,
  sync: boolean,
): Promise<void> {
  if (await hasCluster(folders.cluster, binaries)) return;
  await removeLeftovers(folders.base);
  const fresh = join(folders.base, `new-cluster-${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(fresh, { mode: 0o700 });
  if (account !== null) await chown(fresh, account.uid, account.gid);
  await runInitdb(binaries, fresh, account, sync);
  await rename(fresh, folders.cluster).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    // Another process was first: its data directory is the one.
    if (!(await hasCluster(folders.cluster, binaries))) throw error;
  });
}

async function hasCluster(cluster: string, binaries: PostgresBinaries): Promise<boolean> {
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Fault(
      'settings.invalid',
      `The database in ${cluster} cannot be read by this user: it belongs to another one. Run Plumbline as that user, or choose another PLUMBLINE_DATA_DIR.`,
      String(error),
    );
  });
  if (found === null) return false;
  if (found.trim() === binaries.major) return true;
  throw new Fault(
    'settings.invalid',
    `The database in ${cluster} was written by PostgreSQL ${found.trim()}, but this Plumbline brings PostgreSQL ${binaries.major}, which cannot read it: start the Plumbline version that wrote it, or set PLUMBLINE_DATA_DIR to a new folder.`,
  );
}

/** Data directories a killed process left half-made. */
async function removeLeftovers(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = /^new-cluster-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(base, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
