import type { PendingRevert, SelfRevert } from '../../domain/transaction.ts';
import type { SessionContext } from '../platform-session.ts';
import { askIfKnown } from './ask.ts';
import type { IosCommandLine } from './command-line.ts';

/** Shows the timer of Rollback Confirmed Change, also from configuration mode behind `do`. */
export const SHOW_TIMER = 'show archive config rollback timer';

/** The timer of a change that waits for `configure confirm`. */
export interface RollbackTimer {
  readonly user: string;
  readonly minutes: number | null;
}

/**
 * `show archive config rollback timer`: who armed it and for how long; null when nothing waits. Any other answer counts as a
 * timer of somebody unknown: taken for none, a change would be written over one that waits.
 */
export function parseRollbackTimer(text: string): RollbackTimer | null {
  if (/No Rollback Confirmed Change pending/i.test(text)) return null;
  const user = /^User:\s*(\S+)/m.exec(text)?.[1];
  const minutes = /^Timer value:\s*(\d+)/m.exec(text)?.[1];
  return { user: user ?? 'somebody unknown', minutes: minutes === undefined ? null : Number(minutes) };
}

/** The change that waits on the device; null also where the software has no such timer. */
export async function readPendingRevert(
  line: IosCommandLine,
  context: SessionContext,
): Promise<PendingRevert | null> {
  return toPendingRevert(await askIfKnown(line, context, SHOW_TIMER), context);
}

/** The change that waits, and whether the device could take one back. */
export async function readReverts(
  line: IosCommandLine,
  context: SessionContext,
): Promise<{ readonly pendingRevert: PendingRevert | null; readonly selfRevert: SelfRevert }> {
  const timer = await askIfKnown(line, context, SHOW_TIMER);
  const archive = timer === null ? null : await askIfKnown(line, context, 'show archive');
  return { pendingRevert: toPendingRevert(timer, context), selfRevert: toSelfRevert(timer, archive) };
}

function toPendingRevert(answer: string | null, { accounts }: SessionContext): PendingRevert | null {
  const timer = answer === null ? null : parseRollbackTimer(answer);
  return timer === null ? null : { isOurs: accounts.includes(timer.user), owner: timer.user };
}

/** IOS keeps the former configuration in its archive, so without `archive` and `path` it takes nothing back. */
function toSelfRevert(timer: string | null, archive: string | null): SelfRevert {
  if (timer === null) return { can: false, why: 'its software has no rollback timer (IOS before 12.4(20)T)' };
  if (archive !== null && /^The next archive file will be named \S+/m.test(archive)) return { can: true };
  const why = 'it has no configuration archive: configure `archive` with a `path` on its flash';
  return { can: false, why };
}
