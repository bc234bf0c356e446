import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the process behind a pid is. Only `ours` is ever signalled. */
export type ProcessKind = 'ours' | 'foreign' | 'gone';

const run = promisify(execFile);

/**
 * Decides by executable and data directory, never by the number: after a crash or a reboot the number may belong to
 * somebody's editor, and a signal would end that.
 */
export async function processKind(pid: number, cluster: string): Promise<ProcessKind> {
  if (pid <= 1) return 'gone';
  return process.platform === 'linux' ? linuxKind(pid, cluster) : otherKind(pid, cluster);
}

async function linuxKind(pid: number, cluster: string): Promise<ProcessKind> {
  try {
    const executable = await readlink(`/proc/${pid}/exe`);
    // After an upgrade the running file is a deleted one.
    if (basename(executable.replace(/ \(deleted\)$/, '')) !== 'postgres') return 'foreign';
    return (await readlink(`/proc/${pid}/cwd`)) === cluster ? 'ours' : 'foreign';
  } catch (error) {
    return isDenied(error) ? commandLineKind(pid, cluster) : 'gone';
  }
}

/** Root in a container without SYS_PTRACE may not read another user's links, but may read the command line. */
async function commandLineKind(pid: number, cluster: string): Promise<ProcessKind> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (text === null) return 'gone';
  const [command, flag, folder] = text.split('\0');
  return basename(command ?? '') === 'postgres' && flag === '-D' && folder === cluster ? 'ours' : 'foreign';
}

async function otherKind(pid: number, cluster: string): Promise<ProcessKind> {
  const line = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
    (result) => result.stdout.trim(),
    () => '',
  );
  if (line === '') return 'gone';
  return line.includes(`/postgres -D ${cluster}`) ? 'ours' : 'foreign';
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

/** Waits until the process is no longer the server; false when `timeoutMs` passed first. */
export async function waitUntilGone(pid: number, cluster: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await processKind(pid, cluster)) === 'ours') {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/**
 * Fast shutdown: open transactions are rolled back, everything is written. After `timeoutMs` an immediate one, which the
 * next start repairs. Returns whether the server is gone. Signals only a process that {@link processKind} calls ours.
 */
export async function shutDownServer(pid: number, cluster: string, timeoutMs: number): Promise<boolean> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if ((await processKind(pid, cluster)) !== 'ours') return true;
    process.kill(pid, signal);
    if (await waitUntilGone(pid, cluster, timeoutMs)) return true;
  }
  return false;
}
