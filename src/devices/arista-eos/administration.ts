import type { Administration } from '../../domain/live.ts';
import type { PendingRevert, SelfRevert } from '../../domain/transaction.ts';
import { isOurName } from '../session-name.ts';
import type { SessionContext } from '../platform-session.ts';
import { ask, askJsonIfKnown } from './ask.ts';
import type { EosCommandLine } from './command-line.ts';
import { hindranceOf, lastCommitOf, parseConfigSessions } from './config-sessions.ts';
import type { EosConfigSessions } from './config-sessions.ts';
import { parseIsUnsaved } from './running.ts';
import { parseEosUsers } from './users.ts';

const NO_SESSIONS: EosConfigSessions = { sessions: [], waiting: null, maxOpen: 0, savesOnCommit: false };

/** The configuration sessions of the device; null where its software has none. */
export async function readConfigSessions(
  line: EosCommandLine,
  context: SessionContext,
): Promise<EosConfigSessions | null> {
  const answer = await askJsonIfKnown(line, context, 'show configuration sessions detail');
  return answer === null ? null : parseConfigSessions(answer);
}

/** The commit that waits on the device, whoever made it. */
export function pendingIn(found: EosConfigSessions | null): PendingRevert | null {
  const waiting = found?.waiting ?? null;
  if (waiting === null) return null;
  return { isOurs: isOurName(waiting.name), owner: `session ${waiting.name} of ${waiting.user}` };
}

/** Whether a commit timer takes back all that a commit did. */
export function selfRevertIn(found: EosConfigSessions | null): SelfRevert {
  if (found === null)
    return {
      can: false,
      why: 'its software has no configuration sessions (EOS before 4.15), or hides them from this account',
    };
  if (found.savesOnCommit)
    return {
      can: false,
      why: 'every commit is saved at once there, so a reboot would make an unconfirmed change permanent: configure `no service configuration session commit save startup-config`',
    };
  return { can: true };
}

/** Who works on an EOS device, and what becomes of a change there. */
export async function readEosAdministration(
  line: EosCommandLine,
  context: SessionContext,
): Promise<Administration> {
  const found = await readConfigSessions(line, context);
  const pendingRevert = pendingIn(found);
  const users = await ask(line, context, 'show users');
  const diffs = await ask(line, context, 'show running-config diffs', context.timeouts.readMs);
  return {
    users: parseEosUsers(users, context.accounts, found ?? NO_SESSIONS),
    // Our own commit that waits keeps nobody from us.
    lockedBy: found === null || pendingRevert?.isOurs === true ? null : hindranceOf(found),
    lastChange: found === null ? null : lastCommitOf(found),
    isUnsaved: parseIsUnsaved(diffs),
    pendingRevert,
    selfRevert: selfRevertIn(found),
  };
}
