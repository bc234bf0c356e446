import type { Command } from '../../domain/plan.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import { Fault, faultFactsOf } from '../../domain/fault.ts';
import { createExecSession } from '../exec-session.ts';
import type { ExecAnswer } from '../exec-session.ts';
import { createDeadMan } from './dead-man.ts';
import type { DeadMan } from './dead-man.ts';
import type { Arming } from './job.ts';
import { readFrr } from './read.ts';
import { isFrrRefusal } from './refusal.ts';
import { openFrrShell } from './shell.ts';
import type { FrrShell } from './shell.ts';
import type { OpenPlatformSession, SessionContext } from '../platform-session.ts';

/**
 * FRRouting through vtysh on exec channels: each has an exit status and standard error of its own, and no prompt to guess.
 * A router has one set of daemons, but a command runs on after its connection is gone, so a cut means unknown. FRR takes
 * nothing back by itself; a dead-man job on the host does.
 */
export const openFrr: OpenPlatformSession = async (context) => {
  const { connection, timeouts, limits, log } = context;
  const exec = createExecSession(connection, timeouts, limits.outputBytes);
  const shell = await openFrrShell(exec, context);
  const deadMan = createDeadMan(shell, context);
  return {
    ...deadMan,
    read: () => readFrr(shell, deadMan, context),
    async apply(commands, transaction) {
      const armed = transaction === null ? ARMED_BY_NOBODY : await arm(deadMan, transaction);
      return armed.kind === 'armed' ? applyFrr(shell, context, commands) : armed;
    },
    async save() {
      const answer = await shell.run(['write memory'], timeouts.saveMs, timeouts.saveMs);
      if (answer.code === null)
        throw new Fault('device.cut', `${connection.name} ended the connection while saving`);
      // Without watchfrr and without a configuration file vtysh saves nothing and still exits with 0.
      const isSaved = answer.code === 0 && answer.stdout.includes('[OK]');
      if (!isSaved) log.warn('device did not save', { unit: connection.name, answer: wordsOf(answer) });
      return isSaved;
    },
    leave: () => Promise.resolve(),
  };
};

const ARMED_BY_NOBODY = { kind: 'armed' } as const;

/** A session that ends while it arms may leave a job behind that restores what nobody changed. */
async function arm(deadMan: DeadMan, transaction: Transaction): Promise<Arming | ApplyResult> {
  try {
    return await deadMan.arm(transaction);
  } catch (thrown) {
    return { kind: 'unknown', sent: 0, answer: faultFactsOf(thrown).message };
  }
}

async function applyFrr(
  shell: FrrShell,
  context: SessionContext,
  commands: readonly Command[],
): Promise<ApplyResult> {
  for (const [index, command] of commands.entries()) {
    const sent = index + 1;
    const lines = ['configure terminal', ...command.path, command.command];
    let answer: ExecAnswer;
    try {
      answer = await shell.run(lines, context.timeouts.commandMs);
    } catch (thrown) {
      return { kind: 'unknown', sent, answer: faultFactsOf(thrown).message };
    }
    if (answer.code === null)
      return { kind: 'unknown', sent, answer: `the connection ended: ${wordsOf(answer)}` };
    if (isFrrRefusal(answer, command.command))
      return { kind: 'refused', sent: index, command, answer: wordsOf(answer), stands: 'part' };
  }
  return { kind: 'accepted' };
}

function wordsOf(answer: ExecAnswer): string {
  const words = `${answer.stdout}\n${answer.stderr}`.trim();
  return words === '' ? `exit status ${answer.code ?? 'none'}` : words.slice(0, 500);
}
