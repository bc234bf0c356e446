import Bottleneck from 'bottleneck';
import { Fault } from '../domain/fault.ts';
import { onAbort } from './on-abort.ts';
import { within } from './within.ts';

/** The places at one limit, given in the order they were asked for and held until they are given back. */
export interface Places {
  /** Throws `device.timeout` after `waitMs`, `device.cut` when `signal` aborts. The caller gives the place back. */
  take(signal: AbortSignal): Promise<() => void>;
  /** How many wait for one. */
  waiting(): number;
}

export interface PlacesOptions {
  /** For messages: `site ams`. */
  readonly name: string;
  readonly most: number;
  readonly waitMs: number;
  /** Shortest time between two places given. */
  readonly gapMs?: number;
  /** Called when somebody has to wait, so that a place held for mere convenience can be given up. */
  readonly onWait: () => void;
}

/**
 * Bottleneck's `expiration` is not used: it would free a place while its session still runs. Nor is its `Group`: it forgets a
 * limiter some minutes after the last start, running jobs or not, and the next session would find a fresh one.
 */
export function createPlaces(options: PlacesOptions): Places {
  const { name, most, waitMs, gapMs, onWait } = options;
  const limiter = new Bottleneck({ maxConcurrent: most, minTime: gapMs ?? 0 });
  let waiting = 0;
  let taken = 0;

  async function wait(signal: AbortSignal): Promise<() => void> {
    let hasGivenUp = false;
    let stopListening = () => {};
    const granted = new Promise<() => void>((resolve, reject) => {
      // Who gave up waiting leaves the queue as a job that ends at once when its turn comes.
      const job = () =>
        hasGivenUp ? Promise.resolve() : new Promise<void>((release) => resolve(() => release()));
      limiter.schedule(job).catch(reject);
      stopListening = onAbort(signal, () => reject(letGo(name)));
    });
    try {
      return await within(waitMs, granted, () => late(name, waitMs));
    } catch (thrown) {
      hasGivenUp = true;
      // The place may have been granted in the same moment.
      granted.then((release) => release()).catch(() => undefined);
      throw thrown;
    } finally {
      stopListening();
    }
  }

  return {
    waiting: () => waiting,
    async take(signal) {
      if (taken + waiting >= most) onWait();
      waiting += 1;
      const release = await wait(signal).finally(() => (waiting -= 1));
      taken += 1;
      return () => {
        taken -= 1;
        release();
      };
    },
  };
}

function late(name: string, waitMs: number): Fault {
  return new Fault(
    'device.timeout',
    `no session of the ${name} became free within ${waitMs} ms: others are using all that the limits allow; it is tried again later`,
  );
}

function letGo(name: string): Fault {
  return new Fault(
    'device.cut',
    `waiting for a session of the ${name} was given up, because the work was stopped`,
  );
}
