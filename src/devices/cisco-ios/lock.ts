import type { SessionContext } from '../platform-session.ts';
import { askIfKnown } from './ask.ts';
import type { IosCommandLine } from './command-line.ts';

/** Who holds the configuration lock. */
export interface LockHolder {
  readonly user: string;
  /** Number of the terminal line, as `show users` lists it; null where the device names none. */
  readonly tty: string | null;
  /** What the holder does, in the device's words. */
  readonly doing: string;
}

/** What IOS says when configuration mode is taken (facts/devices.md 2.3); the last one asks whether to end that session. */
const LOCKED = /Configuration mode (is )?locked|locked exclusively|Do you want to kill that session/i;

/** True for an answer to `configure terminal` that refuses it because somebody else holds the configuration. */
export function isLockedAnswer(answer: string): boolean {
  return LOCKED.test(answer);
}

/**
 * Out of `show configuration lock`; null when it is free. IOS and IOS-XE write different blocks, so only what both have is
 * read, and a lock without an owner that can be read is still a lock.
 */
export function parseLock(text: string): LockHolder | null {
  const value = (name: string) => new RegExp(String.raw`^\s*${name}\s*:\s*(\S.*?)\s*$`, 'im').exec(text)?.[1];
  const owner = value('Owner PID');
  const isFree = /^\s*(State\s*:\s*FREE|Type\s*:\s*NO LOCK)/im.test(text);
  if (isFree || owner === undefined || owner === '-1') return null;
  return {
    user: value('(?:TTY )?User(?:name)?') ?? 'somebody unknown',
    tty: value('TTY(?: number)?') ?? null,
    doing: value('User debug info') ?? '',
  };
}

/** Who holds the lock now; null also where the software has no lock. */
export async function readLockHolder(
  line: IosCommandLine,
  context: SessionContext,
): Promise<LockHolder | null> {
  const answer = await askIfKnown(line, context, 'show configuration lock');
  return answer === null ? null : parseLock(answer);
}
