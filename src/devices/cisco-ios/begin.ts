import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import type { IosCommandLine } from './command-line.ts';
import { leaveConfiguration, send } from './configuring.ts';
import type { Configuring } from './configuring.ts';
import { isLockedAnswer } from './lock.ts';
import { parseRollbackTimer, readPendingRevert, SHOW_TIMER } from './rollback-timer.ts';

/**
 * Enters configuration mode; with a transaction only behind the device's own timer, which must be seen running before the
 * first line is sent. Returns null, or why nothing may be sent; then the session is back in exec mode.
 */
export async function begin(
  session: Configuring,
  transaction: Transaction | null,
): Promise<ApplyResult | null> {
  const { line, context } = session;
  if (transaction === null) return await enter(session, 'configure terminal', context.timeouts.commandMs);
  const waiting = await readPendingRevert(line, context);
  if (waiting !== null)
    return { kind: 'not-armed', answer: `a change of ${waiting.owner} waits for its confirmation already` };
  const minutes = transaction.revertAfterMinutes;
  // The device writes its configuration to flash first.
  const opening = `configure terminal revert timer ${minutes}`;
  const refused = await enter(session, opening, context.timeouts.commitMs);
  if (refused?.kind === 'refused') return { kind: 'not-armed', answer: refused.answer };
  if (refused !== null) return refused;
  const problem = timerProblem(await askInside(line, context, `do ${SHOW_TIMER}`), minutes, context);
  if (problem === null) return null;
  await leaveConfiguration(session);
  return { kind: 'not-armed', answer: problem };
}

async function enter(session: Configuring, opening: string, totalMs: number): Promise<ApplyResult | null> {
  const result = await send(session, opening, { totalMs, isOpening: true });
  if (result.kind === 'taken') return null;
  await leaveConfiguration(session);
  return isLockedAnswer(result.answer)
    ? { kind: 'locked', answer: result.answer }
    : { kind: 'refused', sent: 0, command: null, answer: result.answer, stands: 'none' };
}

function timerProblem(answer: string, minutes: number, context: SessionContext): string | null {
  const timer = parseRollbackTimer(answer);
  if (timer === null) return 'in configuration mode the device shows no running timer';
  if (!context.accounts.includes(timer.user)) return `the timer that runs belongs to ${timer.user}`;
  return timer.minutes === minutes
    ? null
    : `the timer was to run ${minutes} min and the device says ${timer.minutes ?? 'nothing'}`;
}

async function askInside(line: IosCommandLine, context: SessionContext, command: string): Promise<string> {
  const { commandMs, quietMs } = context.timeouts;
  const answer = await line.shell.exchange({
    input: `${command}\r`,
    echo: command,
    ends: (last) => line.prompts().modeOf(last) !== null,
    totalMs: commandMs,
    quietMs,
  });
  return answer.text;
}
