import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pinnedTo } from './run-pinned.ts';
import type { SweepJob } from './job.ts';

const PROCESS = fileURLToPath(new URL('./simulators-process.ts', import.meta.url));

/** Simulated devices that run in a process of their own. */
export interface Simulators {
  /** What a contender is told, without how it is to work. */
  readonly devices: Omit<SweepJob, 'width' | 'commands'>;
  stop(): Promise<void>;
}

/** Starts that many devices; a line that is not the one expected, or an early end, is an error. */
export async function startSimulators(count: number, signal: AbortSignal): Promise<Simulators> {
  const [program, ...args] = pinnedTo('devices', [process.execPath, PROCESS, String(count)]);
  const child = spawn(program ?? '', args, { stdio: ['pipe', 'pipe', 'inherit'], signal });
  child.on('error', () => undefined); // also told by its end
  const ended = once(child, 'close');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => {
      throw new Error('the simulated devices ended before they were ready');
    }),
  ])) as [string];
  return {
    devices: JSON.parse(line) as Simulators['devices'],
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
