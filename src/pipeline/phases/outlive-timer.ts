import type { ArmedTransaction } from '../../domain/transaction.ts';
import type { Steps } from '../../ports/steps.ts';

/**
 * Waits until the device's own revert is certainly over: its timer, and a minute in which it puts the former configuration
 * back. A read before that could find the change still standing and take it for kept.
 */
export async function outliveTimer(steps: Steps, { deadline }: ArmedTransaction): Promise<void> {
  const restMs = await steps.run('time left', ({ clock, limits }) =>
    Promise.resolve(millisecondsUntil(deadline, clock.now()) + limits.deviceMinuteMs),
  );
  if (restMs > 0) await steps.sleep(restMs);
}

function millisecondsUntil(deadline: string, now: string): number {
  return new Date(deadline).getTime() - new Date(now).getTime();
}
