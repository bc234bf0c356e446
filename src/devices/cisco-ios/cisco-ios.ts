import { applyIos } from './apply.ts';
import { openIosCommandLine } from './command-line.ts';
import { confirmIos, revertIos } from './end-transaction.ts';
import { readIos } from './read.ts';
import { readPendingRevert, readReverts } from './rollback-timer.ts';
import type { OpenPlatformSession } from '../platform-session.ts';
import { sayGoodbye } from '../shell-login.ts';

/**
 * IOS and IOS-XE through an interactive shell: an exec channel takes one command, knows no `enable`, and a second channel
 * often ends the connection.
 */
export const openCiscoIos: OpenPlatformSession = async (context) => {
  const { connection, timeouts, log } = context;
  const line = await openIosCommandLine(context);
  return {
    read: () => readIos(line, context),
    selfRevert: async () => (await readReverts(line, context)).selfRevert,
    pendingRevert: () => readPendingRevert(line, context),
    apply: (commands, transaction) => applyIos(line, context, commands, transaction),
    confirm: () => confirmIos(line, context),
    revert: () => revertIos(line, context),
    async save() {
      const answer = await line.run('write memory', timeouts.saveMs, timeouts.saveMs);
      const isSaved = /^\s*\[OK\]\s*$/m.test(answer);
      if (!isSaved)
        log.warn('device did not save', { unit: connection.name, answer: answer.trim().slice(0, 300) });
      return isSaved;
    },
    leave: () => sayGoodbye(line.shell, context),
  };
};
