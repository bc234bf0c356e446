import { createExecSession } from '../exec-session.ts';
import type { OpenPlatformSession } from '../platform-session.ts';
import { applyJunos } from './apply.ts';
import { createQuestions } from './ask.ts';
import { openJunosCommandLine } from './command-line.ts';
import type { JunosCommandLine } from './command-line.ts';
import { toPendingRevert } from './commits.ts';
import { confirmJunos, revertJunos } from './end-transaction.ts';
import { readLastCommit } from './exclusive.ts';
import { readJunos } from './read.ts';

/**
 * Junos: read over exec channels, written in a shell. A commit is atomic, checked by the device, saved, and, with a timer, taken
 * back by it; so there is nothing to arm beforehand and nothing to save afterwards.
 */
export const openJuniperJunos: OpenPlatformSession = (context) => {
  const { connection, timeouts, limits, log } = context;
  const ask = createQuestions(createExecSession(connection, timeouts, limits.outputBytes), context);
  let opened: Promise<JunosCommandLine> | null = null;
  const line = () => (opened ??= openJunosCommandLine(context));
  const pending = async () => toPendingRevert(await readLastCommit(await line(), context), context.accounts);
  return Promise.resolve({
    read: () => readJunos({ ask, context, line }),
    selfRevert: () => Promise.resolve({ can: true }),
    pendingRevert: pending,
    apply: async (commands, transaction) => await applyJunos(await line(), context, commands, transaction),
    confirm: async (transaction) => await confirmJunos({ line: await line(), context, transaction }),
    revert: async (transaction) => await revertJunos({ line: await line(), context, transaction }),
    async save() {
      const waiting = await pending();
      if (waiting !== null)
        log.warn('device did not save', {
          unit: connection.name,
          answer: `a change of ${waiting.owner} waits`,
        });
      return waiting === null;
    },
    async leave() {
      const command = await opened?.catch(() => null);
      await command?.leave();
    },
  });
};
