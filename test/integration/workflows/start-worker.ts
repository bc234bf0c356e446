import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';
import type { FromWorker, ToWorker, WorkerArguments } from './worker-messages.ts';

/** A worker process as the test sees it. */
export interface Worker {
  readonly process: ChildProcess;
  readonly executorId: string;
  /** What its steps told, in order. */
  readonly steps: readonly string[];
  /** When the step was told first, in milliseconds since 1970; waits for it. */
  stepAt(step: string): Promise<number>;
  tell(message: ToWorker): void;
  /** The exit code, or the signal it died by. */
  readonly exited: Promise<number | string | null>;
}

const PROGRAM = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/** Starts a worker process and waits until it takes work. */
export async function startWorker(options: WorkerArguments): Promise<Worker> {
  const child = fork(PROGRAM, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const told: { readonly step: string; readonly at: number }[] = [];
  let executorId = '';
  child.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') executorId = message.executorId;
    else told.push(message);
  });
  await until(() => executorId !== '');
  return {
    process: child,
    executorId,
    get steps() {
      return told.map(({ step }) => step);
    },
    async stepAt(step) {
      await until(() => told.some((one) => one.step === step));
      return told.find((one) => one.step === step)?.at ?? 0;
    },
    tell: (message) => void child.send(message),
    exited,
  };
}
