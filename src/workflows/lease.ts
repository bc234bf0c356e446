import type pg from 'pg';
import { dropConnection, giveLeaseBack, takeLease } from './lease-connection.ts';
import type { LeaseOptions } from './lease-connection.ts';
import { untilLost } from './lease-heartbeat.ts';
import { sleepMs } from './sleep-ms.ts';

/**
 * Proof towards the other processes that this one lives: an advisory lock on a connection of its own, and a row that says
 * under which server start the lock was taken.
 *
 * States: **taking** → the lock is ours and the row is written → **held** → the connection ends, or the database gives no
 * answer for `leaseLostAfterMs` → **lost** (`onLost` is called, device sessions must be cut) → **taking** again → …
 * → `release` → **released**.
 */
export interface Lease {
  isHeld(): boolean;
  /** Resolves at once while held, otherwise when it is held again. */
  whenHeld(): Promise<void>;
  /** Gives the lease back, so that others continue our work at once. */
  release(): Promise<void>;
}

/** Takes the lease and keeps it. Throws when the database cannot be reached; the tables must exist. */
export async function startLease(options: LeaseOptions): Promise<Lease> {
  const { settings, log } = options;
  let client: pg.Client | null = await takeLease(options);
  let released = false;
  // A function, since the compiler does not see that it changes while the loop waits.
  const isReleased = (): boolean => released;
  let waiting: (() => void)[] = [];

  async function keep(): Promise<void> {
    while (!isReleased()) {
      if (client === null) {
        await sleepMs(settings.leaseRetryMs);
        client = await takeAgain();
      } else {
        const reason = await untilLost(client, settings);
        dropConnection(client);
        client = null;
        if (!isReleased()) lose(reason);
      }
    }
    // The lease may have been taken again in the moment it was given back.
    if (client !== null) await giveLeaseBack(client, options.executorId);
  }
  function lose(reason: string): void {
    log.warn('lost the lease: device sessions are cut', { executorId: options.executorId, reason });
    options.onLost();
  }
  async function takeAgain(): Promise<pg.Client | null> {
    try {
      const taken = await takeLease(options);
      log.info('took the lease again', { executorId: options.executorId });
      for (const resume of waiting.splice(0)) resume();
      return taken;
    } catch (error) {
      log.debug('the lease cannot be taken yet', { err: String(error) });
      return null;
    }
  }

  const kept = keep();
  return {
    isHeld: () => client !== null,
    whenHeld: () =>
      client === null ? new Promise((resume) => (waiting = [...waiting, resume])) : Promise.resolve(),
    async release() {
      released = true;
      if (client !== null) await giveLeaseBack(client, options.executorId);
      await kept;
    },
  };
}
