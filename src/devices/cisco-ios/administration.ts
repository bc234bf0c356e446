import type { Administration } from '../../domain/live.ts';
import type { SessionContext } from '../platform-session.ts';
import { ask, askIfKnown } from './ask.ts';
import type { IosCommandLine } from './command-line.ts';
import { parseIsUnsaved, parseLastChange } from './last-change.ts';
import { readLockHolder } from './lock.ts';
import { readReverts } from './rollback-timer.ts';
import { parseUsers } from './users.ts';

/** Who works on an IOS device; `running` is the whole answer to `show running-config`, with its header. */
export async function readIosAdministration(
  line: IosCommandLine,
  context: SessionContext,
  running: string,
): Promise<Administration> {
  const holder = await readLockHolder(line, context);
  const users = parseUsers(await ask(line, context, 'show users'), context.accounts, holder);
  const log = await askIfKnown(line, context, 'show logging | include SYS-5-CONFIG_I');
  return {
    users,
    lockedBy: holder === null ? null : `${holder.user} (${holder.doing})`,
    lastChange: parseLastChange(running, log ?? ''),
    isUnsaved: parseIsUnsaved(running),
    ...(await readReverts(line, context)),
  };
}
