import type { IosSession } from './session.ts';
import type { IosDevice } from './device.ts';
import { TOP } from './entering.ts';
import { lockedAnswer } from './lock.ts';
import type { Reply } from '../command-line.ts';

const text = (value: string): Reply => ({ kind: 'text', text: value });
const WELCOME = 'Enter configuration commands, one per line.  End with CNTL/Z.';
/** IOS counts in whole minutes up to two hours (facts/devices.md 2.3). */
const MAX_MINUTES = 120;

/** `configure terminal`, refused while somebody else holds the lock. */
export function configure(device: IosDevice, session: IosSession): Reply {
  const locked = lockedAnswer(device);
  if (locked !== null) return text(locked);
  session.place = TOP;
  return text(WELCOME);
}

/** `configure terminal revert timer N`: configuration mode only with the timer running. */
export function configureWithTimer(
  device: IosDevice,
  session: IosSession,
  rest: readonly string[],
): Reply | null {
  const minutes = minutesOf(rest);
  if (minutes === null) return null;
  const locked = lockedAnswer(device);
  if (locked !== null) return text(locked);
  const begun = device.confirmedChange.arm(session.user, minutes);
  if (!begun.armed) return text(begun.text);
  session.place = TOP;
  return text(`${begun.text}\n\n${WELCOME}`);
}

export function confirmChange(device: IosDevice, session: IosSession): Reply {
  return text(device.confirmedChange.confirm(session.user));
}

export function revertNow(device: IosDevice, session: IosSession): Reply {
  return text(device.confirmedChange.revertNow(session.user));
}

/** `configure revert timer N`: from now on N minutes. */
export function extendTimer(device: IosDevice, session: IosSession, rest: readonly string[]): Reply | null {
  const minutes = minutesOf(rest);
  return minutes === null ? null : text(device.confirmedChange.extend(session.user, minutes));
}

function minutesOf([typed = '', ...more]: readonly string[]): number | null {
  const minutes = /^\d{1,3}$/.test(typed) && more.length === 0 ? Number(typed) : 0;
  return minutes >= 1 && minutes <= MAX_MINUTES ? minutes : null;
}
