import { setTimeout as sleep } from 'node:timers/promises';
import { faultFactsOf } from '../../domain/fault.ts';
import type { ConfirmResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import type { IosCommandLine } from './command-line.ts';
import { readLockHolder } from './lock.ts';
import { refusalOf } from './refusal.ts';
import { readPendingRevert } from './rollback-timer.ts';

/** `configure confirm`, and proof that nothing waits any more. */
export function confirmIos(line: IosCommandLine, context: SessionContext): Promise<ConfirmResult> {
  return endTransaction(line, context, 'configure confirm', async (answer) => {
    const refusal = refusalOf(answer);
    if (refusal !== null) return refusal;
    const left = await readPendingRevert(line, context);
    return left === null ? null : `the change of ${left.owner} still waits after "configure confirm"`;
  });
}

/** `configure revert now`, and waiting until the former configuration is back. */
export function revertIos(line: IosCommandLine, context: SessionContext): Promise<ConfirmResult> {
  return endTransaction(line, context, 'configure revert now', async (answer) => {
    // What it prints while it works holds configuration lines and log lines, so only its own failures count.
    const failed = /^.*(Rollback (failed|aborted)|failed to apply).*$/im.exec(answer)?.[0];
    return failed ?? (await outlastRollback(line, context));
  });
}

/**
 * IOS confirms or reverts whatever waits, so whose it is is asked first: a change of somebody else is none of this
 * transaction. `judge` says what went wrong, or null.
 */
async function endTransaction(
  line: IosCommandLine,
  context: SessionContext,
  command: string,
  judge: (answer: string) => Promise<string | null>,
): Promise<ConfirmResult> {
  const { commitMs } = context.timeouts;
  try {
    const pending = await readPendingRevert(line, context);
    if (pending === null) return { kind: 'not-pending', answer: 'no change waits on the device' };
    if (!pending.isOurs)
      return { kind: 'not-pending', answer: `the change of ${pending.owner} waits instead` };
    const answer = await line.run(command, commitMs, commitMs);
    if (/No Rollback Confirmed Change pending/i.test(answer))
      return { kind: 'not-pending', answer: answer.trim() };
    const problem = await judge(answer);
    return problem === null ? { kind: 'done' } : { kind: 'refused', answer: problem };
  } catch (thrown) {
    return { kind: 'unknown', answer: faultFactsOf(thrown).message };
  }
}

/** The prompt may come back while the rollback still runs; it holds the configuration lock until it is done. */
async function outlastRollback(line: IosCommandLine, context: SessionContext): Promise<string | null> {
  const { commitMs, quietMs } = context.timeouts;
  const until = performance.now() + commitMs;
  for (;;) {
    const pending = await readPendingRevert(line, context);
    const holder = pending === null ? await readLockHolder(line, context) : null;
    if (pending === null && holder === null) return null;
    if (performance.now() >= until) return `the former configuration was not back within ${commitMs} ms`;
    await sleep(quietMs);
  }
}
