import type { OpenPlatformSession } from '../platform-session.ts';
import { sayGoodbye } from '../shell-login.ts';
import { pendingIn, readConfigSessions, selfRevertIn } from './administration.ts';
import { applyEos } from './apply.ts';
import { openEosCommandLine } from './command-line.ts';
import { endTransaction } from './end-transaction.ts';
import { readEos } from './read.ts';

/** Arista EOS through an interactive shell, changed through its configuration sessions. */
export const openAristaEos: OpenPlatformSession = async (context) => {
  const { connection, timeouts, log } = context;
  const line = await openEosCommandLine(context);
  return {
    read: () => readEos(line, context),
    selfRevert: async () => selfRevertIn(await readConfigSessions(line, context)),
    pendingRevert: async () => pendingIn(await readConfigSessions(line, context)),
    apply: (commands, transaction) => applyEos(line, context, commands, transaction),
    confirm: (transaction) => endTransaction(line, context, transaction, 'commit'),
    revert: (transaction) => endTransaction(line, context, transaction, 'abort'),
    async save() {
      const answer = await line.run('write memory', timeouts.saveMs, timeouts.saveMs);
      const isSaved = /^Copy completed successfully\.?\s*$/m.test(answer);
      if (!isSaved)
        log.warn('device did not save', { unit: connection.name, answer: answer.trim().slice(0, 300) });
      return isSaved;
    },
    leave: () => sayGoodbye(line.shell, context),
  };
};
