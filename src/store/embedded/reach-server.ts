import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../../domain/fault.ts';
import type { Log } from '../../ports/log.ts';
import { lastFatalLine, launchServer } from './launch-server.ts';
import { pidFilePath, readPidFile } from './pid-file.ts';
import type { PidFile } from './pid-file.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import { SOCKET_PORT } from './server-folders.ts';
import type { ServerFolders } from './server-folders.ts';
import { processKind, shutDownServer } from './server-process.ts';
import { useServer } from './server-use.ts';
import type { ServerUse } from './server-use.ts';

/** Everything needed to reach or start the server of one data directory. */
export interface ServerPlace {
  readonly binaries: PostgresBinaries;
  readonly folders: ServerFolders;
  readonly account: ServerAccount | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
  /** How long a start may take, crash recovery included. */
  readonly startTimeoutMs: number;
  /** How long a running server of ours may leave its socket unanswered before it is stopped and started anew. */
  readonly answerTimeoutMs: number;
}

export interface ReachedServer {
  readonly use: ServerUse;
  /** Where it listens; another process with another temporary folder may have chosen it. */
  readonly socketFolder: string;
  /** True when the server was running already. */
  readonly adopted: boolean;
}

/**
 * Joins the server that runs on this data directory, or starts one. Two processes may do this at once: PostgreSQL itself
 * lets one start, and the other joins it.
 *
 *   no pid file, or its process is gone ──► start ──► ready: ours
 *   pid of another program ──► remove the file, start          └─► "lock file exists": somebody was first, look again
 *   pid of our server ──► answers: adopted
 *                     └─► silent for `answerTimeoutMs`: fast shutdown, look again
 *
 * Faults `store.unavailable` with PostgreSQL's last FATAL line.
 */
export async function reachServer(place: ServerPlace): Promise<ReachedServer> {
  const deadline = Date.now() + place.startTimeoutMs;
  let words = '';
  while (Date.now() < deadline) {
    const reached = await lookOnce(place, deadline);
    if (typeof reached !== 'string') return reached;
    words = reached === '' ? words : reached;
    await delay(50);
  }
  throw startFault(place, words === '' ? 'it does not answer' : words);
}

/** One round: the server, or what a failed start said (empty: only look again). */
async function lookOnce(place: ServerPlace, deadline: number): Promise<ReachedServer | string> {
  const found = await readPidFile(place.folders.cluster);
  const kind = found === null ? 'gone' : await processKind(found.pid, place.folders.cluster);
  if (found === null || kind === 'gone') return startOnce(place, deadline);
  if (kind === 'foreign') {
    await removeStaleFile(place, found);
    return startOnce(place, deadline);
  }
  const use = await join(place, found, deadline);
  const socketFolder = found.socketFolder ?? place.folders.socket;
  return use === null ? '' : { use, adopted: true, socketFolder };
}

/**
 * PostgreSQL would refuse to start while the number in the file is alive as anything of its own user. Should another
 * process start the server between our look and the removal: PostgreSQL's shared memory still refuses a second server
 * on one data directory, and the next look joins the first.
 */
async function removeStaleFile(place: ServerPlace, found: PidFile): Promise<void> {
  const now = await readPidFile(place.folders.cluster);
  if (now?.text !== found.text) return;
  await rm(pidFilePath(place.folders.cluster), { force: true });
  place.log.warn('removed a stale postmaster.pid: its process is another program', { pid: found.pid });
}

async function startOnce(place: ServerPlace, deadline: number): Promise<ReachedServer | string> {
  const server = await launchServer(place.binaries, place.folders, place.account, place.settings);
  const failed = { words: null as string | null };
  void server.ended.then((words) => {
    failed.words = words;
  });
  while (failed.words === null && Date.now() < deadline) {
    const use = await useServer(place.folders.socket, SOCKET_PORT, place.folders.cluster).catch(() => null);
    if (use === null) {
      await delay(20);
      continue;
    }
    // The server that answered may be another process's, started a moment earlier.
    const running = await readPidFile(place.folders.cluster);
    return { use, adopted: running?.pid !== server.pid, socketFolder: place.folders.socket };
  }
  if (failed.words === null) {
    await shutDownServer(server.pid, place.folders.cluster, 5_000);
    return 'it was not ready in time';
  }
  if (!isTaken(failed.words)) throw startFault(place, failed.words);
  return failed.words;
}

/** Another process's server, or the last children of a killed one, hold the data directory: look again. */
function isTaken(words: string): boolean {
  // An empty lock file: the other process has made it and not yet written its number.
  return /lock file ".*" (already exists|is empty)|still in use/.test(words);
}

/** Joins our running server; null when it went away or had to be stopped. */
async function join(place: ServerPlace, found: PidFile, deadline: number): Promise<ServerUse | null> {
  const { cluster, socket } = place.folders;
  let silentSince = Date.now();
  while (Date.now() < deadline) {
    const answer = await useServer(found.socketFolder ?? socket, found.port ?? SOCKET_PORT, cluster).catch(
      (error: unknown) => (isBusy(error) ? 'busy' : 'silent'),
    );
    if (typeof answer !== 'string') return answer;
    if ((await processKind(found.pid, cluster)) !== 'ours') return null;
    if (answer === 'busy') silentSince = Date.now();
    if (Date.now() - silentSince > place.answerTimeoutMs) {
      place.log.warn('the running PostgreSQL does not answer on its socket; stopping it', { pid: found.pid });
      await shutDownServer(found.pid, cluster, 5_000);
      return null;
    }
    await delay(20);
  }
  return null;
}

/** SQLSTATE 57P03: the server says that it is starting, recovering or shutting down. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57P03';
}

function startFault(place: ServerPlace, words: string): Fault {
  return new Fault(
    'store.unavailable',
    `The embedded PostgreSQL in ${place.folders.cluster} did not start: ${lastFatalLine(words)} (log: ${place.folders.serverLog})`,
    words,
  );
}
