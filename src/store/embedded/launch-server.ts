import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerAccount } from './server-account.ts';
import { SERVER_ENVIRONMENT } from './server-environment.ts';
import { SOCKET_PORT } from './server-folders.ts';
import type { ServerFolders } from './server-folders.ts';

/** A server process of ours that may still be starting. */
export interface LaunchedServer {
  readonly pid: number;
  /** Resolves with PostgreSQL's last words once the process ended, however it ended. */
  readonly ended: Promise<string>;
}

/** Size at which the server's log becomes `server.log.1` on the next start. */
const LOG_BYTES = 5_000_000;

/**
 * Starts the server detached, so that it outlives a kill of this process and no Ctrl-C reaches it. Its words go to
 * `server.log`: start, stop and crashes only, no statements, because those could quote what is stored.
 */
export async function launchServer(
  binaries: PostgresBinaries,
  folders: ServerFolders,
  account: ServerAccount | null,
  settings: Readonly<Record<string, string>>,
): Promise<LaunchedServer> {
  await rotate(folders.serverLog);
  const log = await open(folders.serverLog, 'a', 0o600);
  const offset = (await log.stat()).size;
  const child = spawn(join(binaries.folder, 'bin', 'postgres'), argumentsOf(folders, settings), {
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', () => resolve(wordsSince(folders.serverLog, offset)));
  });
  child.unref();
  await log.close();
  return { pid: child.pid ?? 0, ended };
}

function argumentsOf(folders: ServerFolders, settings: Readonly<Record<string, string>>): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    port: String(SOCKET_PORT),
    // Quoted: the setting is a list, and a comma in the path would split it.
    unix_socket_directories: `"${folders.socket}"`,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...settings,
  };
  return [
    '-D',
    folders.cluster,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function rotate(path: string): Promise<void> {
  const entry = await stat(path).catch(() => null);
  if (entry !== null && entry.size > LOG_BYTES) await rename(path, `${path}.1`);
}

async function wordsSince(path: string, offset: number): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bytes.subarray(offset).toString();
}

/** The last FATAL or PANIC line of the server's words, else the last line. What it told early callers is no reason. */
export function lastFatalLine(words: string): string {
  const lines = words
    .split('\n')
    .filter((line) => line.trim() !== '' && !/the database system is|connection/.test(line));
  const line = lines.findLast((each) => /\b(FATAL|PANIC):/.test(each)) ?? lines.at(-1);
  return line === undefined ? 'it ended without a word' : line.replace(/^.*?\b((FATAL|PANIC):)\s*/, '$1 ');
}
