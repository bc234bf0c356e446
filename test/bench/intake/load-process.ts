import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './load-order.ts';

const GENERATOR = fileURLToPath(new URL('./load-generator.ts', import.meta.url));
/** For making the webhooks, and for the last answers. */
const GRACE_MS = 20_000;

/** A second process that sends webhooks. One order at a time. */
export interface LoadProcess {
  /** Rejects when the process ends or is silent for too long. */
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** Starts the load process; the caller stops it. */
export function startLoadProcess(): LoadProcess {
  const child = fork(GENERATOR, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    run: (order) => answerOf(child, order),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function answerOf(child: ChildProcess, order: LoadOrder): Promise<LoadResult> {
  const answer = Promise.withResolvers<LoadResult>();
  // Only load-generator.ts answers on this channel.
  const onMessage = (message: unknown): void => answer.resolve(message as LoadResult);
  const onExit = (): void => answer.reject(new Error('The load process ended before its answer.'));
  const timer = setTimeout(
    () => answer.reject(new Error('The load process does not answer.')),
    order.timeLimitMs + GRACE_MS,
  );
  child.once('message', onMessage);
  child.once('exit', onExit);
  child.send(order, (error) => {
    if (error !== null) answer.reject(error);
  });
  return answer.promise.finally(() => {
    clearTimeout(timer);
    child.off('message', onMessage);
    child.off('exit', onExit);
  });
}
