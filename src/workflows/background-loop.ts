import { faultFactsOf } from '../domain/fault.ts';
import type { Log } from '../ports/log.ts';
import { sleepMs } from './sleep-ms.ts';

/** Work repeated beside the workflows. */
export interface BackgroundLoop {
  /** Ends the loop and resolves once the turn in progress is over. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** For the log: `due edits`, `takeover`. */
  readonly name: string;
  readonly everyMs: number;
  readonly log: Log;
  /** `stopping` fires when the loop is to end: a turn of several parts begins no further one. */
  readonly turn: (stopping: AbortSignal) => Promise<void>;
}

const LONGEST_PAUSE_MS = 10_000;

/**
 * Calls `turn` again and again, never two at a time, until stopped. A turn that fails is logged with its code and followed
 * by a longer pause (doubling, up to 10 s); the loop itself never dies.
 */
export function startLoop({ name, everyMs, log, turn }: LoopOptions): BackgroundLoop {
  const stopping = new AbortController();
  const ended = run();

  async function run(): Promise<void> {
    let pauseMs = everyMs;
    while (!stopping.signal.aborted) {
      pauseMs = (await succeeds()) ? everyMs : Math.min(Math.max(pauseMs, everyMs) * 2, LONGEST_PAUSE_MS);
      // Stopping ends the pause; that is no fault.
      await sleepMs(pauseMs, stopping.signal).catch(() => undefined);
    }
  }
  async function succeeds(): Promise<boolean> {
    try {
      await turn(stopping.signal);
      return true;
    } catch (error) {
      const { code, message } = faultFactsOf(error);
      log.warn('background work failed and is tried again', { loop: name, code, err: message });
      return false;
    }
  }

  return {
    stop() {
      stopping.abort();
      return ended;
    },
  };
}
