import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Ends the embedded database of a data folder whose worker was killed and had no follower. Nothing happens when none runs. */
export async function endLeftServer(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 1) || !isRunning(pid)) return;
  process.kill(pid, 'SIGINT');
  await vi.waitFor(
    () => {
      if (isRunning(pid)) throw new Error(`the embedded database ${pid} does not end`);
    },
    { timeout: 10_000, interval: 50 },
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
