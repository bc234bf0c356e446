import { instantOf } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Somebody who waits for virtual time; `wake` ends the wait early. */
export interface MemorySleep {
  readonly slept: Promise<void>;
  readonly wake: () => void;
}

/**
 * A clock that stands still while somebody works and jumps to the next sleeper when nobody does.
 * So a wait of seven days takes no time, and children that sleep side by side wake in the right order.
 */
export interface MemoryClock extends Clock {
  /** Waits until virtual time has come to `until`. */
  sleepUntil(until: Instant): MemorySleep;
  /** Time stands still while `work` runs. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Moves time forward by hand, for example while the process is dead. */
  advance(ms: number): void;
  /** Ends every sleep without moving time: a crash leaves no timer behind. */
  wakeAll(): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A virtual clock that begins at `start`. */
export function createMemoryClock(start: Instant): MemoryClock {
  let now = new Date(start).getTime();
  let working = 0;
  const sleepers = new Set<Sleeper>();

  // Workflow code between two steps is microtasks only, so after a turn of the event loop everybody either works or sleeps.
  function settle(): void {
    setImmediate(() => {
      const [next] = [...sleepers].sort((a, b) => a.until - b.until);
      if (working > 0 || next === undefined) return;
      now = Math.max(now, next.until);
      next.wake();
      settle();
    });
  }

  function sleepUntil(until: Instant): MemorySleep {
    let wake = (): void => undefined;
    const slept = new Promise<void>((resolve) => {
      const sleeper = { until: new Date(until).getTime(), wake: () => wake() };
      wake = () => {
        sleepers.delete(sleeper);
        resolve();
      };
      sleepers.add(sleeper);
    });
    settle();
    return { slept, wake };
  }

  return {
    now: () => instantOf(now),
    sleepUntil,
    async during(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        settle();
      }
    },
    advance(ms) {
      now += ms;
    },
    wakeAll() {
      for (const sleeper of [...sleepers]) sleeper.wake();
    },
  };
}
