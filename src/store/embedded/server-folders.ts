import { createHash } from 'node:crypto';
import { chmod, lchown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Fault } from '../../domain/fault.ts';
import { findBarrier } from './find-barrier.ts';
import type { ServerAccount } from './server-account.ts';

/** Where one embedded server keeps its things. All paths are real paths: the server is recognised by them. */
export interface ServerFolders {
  /** Holds everything below; belongs to Plumbline's own user. */
  readonly base: string;
  /** PostgreSQL's data directory; belongs to the account the server runs as. */
  readonly cluster: string;
  /** Folder of the unix socket, 0700. */
  readonly socket: string;
  /** True when the socket lies elsewhere because the path in `base` would be too long. */
  readonly socketMoved: boolean;
  readonly serverLog: string;
}

/** The only port number used; with unix sockets it is part of a file name. */
export const SOCKET_PORT = 5432;
/** Bytes of `sun_path` without its closing NUL; a longer path is cut or refused by the system. */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103;
/** What a data directory of ours may hold before the server's first start, beside nothing at all. */
const OWN_ENTRIES = ['postgres', 'keys'];

/**
 * Makes the folders, or faults `settings.invalid` with the folder that is in the way and what to do.
 * With an account (Plumbline runs as root) the data directory is opened for passage, 0711, if it is Plumbline's own;
 * a closed folder above it is never changed.
 */
export async function prepareServerFolders(
  dataDir: string,
  account: ServerAccount | null,
): Promise<ServerFolders> {
  const mode = account === null ? 0o700 : 0o711;
  await makeFolder(dataDir, mode);
  const root = await realpath(dataDir);
  if (account !== null) await openForPassage(root, account);
  const base = join(root, 'postgres');
  await makeFolder(base, mode);
  if (account !== null) await chmod(base, mode);
  const socket = await makeSocketFolder(base, account);
  return {
    base,
    cluster: join(base, 'cluster'),
    socket,
    socketMoved: !socket.startsWith(base),
    serverLog: join(base, 'server.log'),
  };
}

async function makeFolder(path: string, mode: number): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode }).catch((error: unknown) => {
    throw new Fault(
      'settings.invalid',
      `Cannot make the folder ${path}: choose another PLUMBLINE_DATA_DIR.`,
      String(error),
    );
  });
  // A strict umask would close the folder again.
  if (made !== undefined) await chmod(path, mode);
}

async function openForPassage(root: string, account: ServerAccount): Promise<void> {
  const barrier = await findBarrier(root, account);
  if (barrier === null) return;
  if (barrier === root && (await isOwnFolder(root))) {
    await chmod(root, ((await stat(root)).mode & 0o777) | 0o011);
    return;
  }
  throw new Fault(
    'settings.invalid',
    `PostgreSQL runs as user ${account.name} because Plumbline runs as root, and that user may not enter ${barrier}, on the way to the data directory ${root}. Set PLUMBLINE_DATA_DIR to a folder such as /var/lib/plumbline, run Plumbline as a normal user, or set DATABASE_URL.`,
  );
}

async function isOwnFolder(path: string): Promise<boolean> {
  const [entry, names] = await Promise.all([stat(path), readdir(path)]);
  const ours = names.length === 0 || names.some((name) => OWN_ENTRIES.includes(name));
  return entry.uid === process.getuid?.() && ours;
}

async function makeSocketFolder(base: string, account: ServerAccount | null): Promise<string> {
  const near = join(base, 'run');
  const folder = fitsSocket(near) ? near : shortSocketFolder(base);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  if (account !== null) await handOver(folder, account);
  await refuseForeignFolder(folder, account);
  return folder;
}

/**
 * A folder still of our own user is one that we, or another process of ours at this moment, just made, or one that a
 * killed process left: refused, it would be in the way for good.
 */
async function handOver(folder: string, account: ServerAccount): Promise<void> {
  const entry = await lstat(folder);
  if (entry.isDirectory() && entry.uid === process.getuid?.()) await lchown(folder, account.uid, account.gid);
}

/** Whether PostgreSQL's socket in this folder stays within the system's limit on socket paths. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES;
}

/** The same for the same data directory, so that every process finds the server there. */
function shortSocketFolder(base: string): string {
  const name = `plumbline-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`;
  const inTemp = resolve(tmpdir(), name);
  return fitsSocket(inTemp) ? inTemp : join('/tmp', name);
}

/** The folder may lie in /tmp: another user could have made it first and would read every query. */
async function refuseForeignFolder(folder: string, account: ServerAccount | null): Promise<void> {
  const entry = await lstat(folder);
  const uid = account?.uid ?? process.getuid?.();
  if (entry.isDirectory() && entry.uid === uid && (entry.mode & 0o077) === 0) return;
  throw new Fault(
    'settings.invalid',
    `The socket folder ${folder} must be a folder of user id ${uid ?? 'unknown'} closed to others (0700), but is not: remove it, or choose another PLUMBLINE_DATA_DIR.`,
  );
}
