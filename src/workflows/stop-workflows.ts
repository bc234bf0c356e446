import { DBOS } from '@dbos-inc/dbos-sdk';
import type { RuntimeParts } from './runtime-parts.ts';
import { sleepMs } from './sleep-ms.ts';

const LOOK_EVERY_MS = 10;
/** A database that does not answer must not keep the process from ending. */
const CLOSE_TIMEOUT_MS = 3_000;

/**
 * Stops in this order, so that no step is cut that could have ended, and none begins that nobody will finish:
 * no new work → wait until everything ended or only waits, at most `drainMs` → steps in progress get their signal and
 * `abortGraceMs` to end; what they return is not recorded → connections → DBOS → lease back.
 */
export async function stopWorkflows(
  parts: RuntimeParts,
  { drainMs, abortGraceMs }: { readonly drainMs: number; readonly abortGraceMs: number },
): Promise<void> {
  const { life, activity, gate, log } = parts;
  life.drain();
  const loopsEnded = Promise.all(parts.loops.map((loop) => loop.stop()));
  const deadline = Date.now() + drainMs;
  await quiet(() => activity.isQuietUntil(deadline), deadline);

  life.end();
  gate.abortAll('this process stops');
  await quiet(() => gate.isEmpty(), Date.now() + abortGraceMs);
  log.info('work stopped', { unfinished: activity.roots() });

  await atMost(loopsEnded);
  // Before DBOS: while it shuts down, its waiting calls fail, and with an open pool it would record that as their result.
  const poolEnded = parts.pool.end();
  await atMost(DBOS.shutdown({ deregister: true }));
  if (parts.lease !== null) await atMost(parts.lease.release());
  await atMost(poolEnded);
}

async function quiet(isQuiet: () => boolean, deadline: number): Promise<void> {
  while (!isQuiet() && Date.now() < deadline) await sleepMs(LOOK_EVERY_MS);
}

/** Closing may fail or hang with the database; the process ends nevertheless and the lease goes with its connection. */
async function atMost(closing: Promise<unknown>): Promise<void> {
  await Promise.race([closing.catch(() => undefined), sleepMs(CLOSE_TIMEOUT_MS)]);
}
