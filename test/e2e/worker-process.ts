import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type Environment, spawnPlumbline } from './run-plumbline.ts';

/** A `plumbline serve` of its own process. */
export interface WorkerProcess {
  /** Its log so far, one JSON object a line. */
  log(): string;
  /** SIGTERM: it ends its work first. Returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: it ends in the middle of whatever it does. Its database server goes on. */
  kill(): Promise<void>;
}

/** The first start creates a database cluster, which takes seconds on a machine under load. */
const READY_WITHIN_MS = 90_000;

/** Starts a worker and returns once `/readyz` says that it works. Throws with the end of its log when it does not. */
export async function startWorker(env: Environment, apiUrl: string): Promise<WorkerProcess> {
  const child = spawnPlumbline(['serve'], env);
  const release = guard(child.pid);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'close');
  const end = async (signal: NodeJS.Signals) => {
    release();
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(apiUrl))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end('SIGTERM');
      throw new Error(`the worker is not ready; the end of its log:\n${log.slice(-3_000)}`);
    }
    await delay(100);
  }
  return {
    log: () => log,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

/** Ends the worker when this process is gone without having ended it: somebody interrupted the tests. Returns how to call that off. */
function guard(pid: number | undefined): () => void {
  const watcher = spawn('sh', ['-c', 'read -r word || kill -TERM "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // An interrupt from the terminal must not reach it.
    detached: true,
  });
  watcher.unref();
  watcher.stdin.on('error', () => undefined);
  return () => watcher.stdin.end('done\n');
}

async function isReady(apiUrl: string): Promise<boolean> {
  const answer = await fetch(`${apiUrl}/readyz`).catch(() => null);
  return answer?.ok === true;
}
