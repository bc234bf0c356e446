import { Fault } from '../../domain/fault.ts';
import type { SessionContext } from '../platform-session.ts';
import { enable, findPrompt, interruptQuestion, questionOf } from '../shell-login.ts';
import { openShellSession } from '../shell-session.ts';
import type { Exchange, ShellSession } from '../shell-session.ts';
import { createPrompts, looksLikeExec } from './prompt.ts';
import type { Prompts } from './prompt.ts';
import { refusalOf } from './refusal.ts';

/** A privileged EOS command line without paging. */
export interface EosCommandLine {
  readonly shell: ShellSession;
  prompts(): Prompts;
  /**
   * Runs an exec command in exec mode or below, and comes back to the same kind of prompt. Throws `device.*`; what the device
   * refuses is part of the answer. `idleMs` bounds its silence.
   */
  run(command: string, totalMs: number, idleMs?: number): Promise<string>;
  /** Like `run`, without its wait at the end, for a command that never asks anything. */
  look(command: string, totalMs: number): Promise<string>;
  /** Like `run` for a command that ends in exec mode and may have changed the device's name, which is learned. */
  runToExec(command: string, totalMs: number): Promise<string>;
}

/**
 * Opens a shell, finds the prompt, becomes privileged and switches paging off. A shell and not exec channels: those have the
 * privilege of the login, which is 1 for many accounts, and configuration sessions need a command line anyway.
 */
export async function openEosCommandLine(context: SessionContext): Promise<EosCommandLine> {
  const { connection, timeouts, limits } = context;
  const shell = await openShellSession(connection, timeouts, limits.outputBytes);
  const first = await findPrompt(shell, context, { platform: 'EOS', looksLikePrompt: looksLikeExec });
  let prompts = createPrompts(first.endsWith('>') ? await enable(shell, context, first) : first);

  async function exchange(
    command: string,
    wait: Pick<Exchange, 'ends' | 'totalMs' | 'idleMs' | 'mayReturn'>,
  ) {
    const { quietMs } = timeouts;
    const answer = await shell.exchange({ ...wait, input: `${command}\r`, echo: command, quietMs });
    if (answer.kind === 'prompt') return answer;
    await interruptQuestion(shell, context, (last) => prompts.isAny(last));
    throw new Fault(
      'device.unexpected-output',
      `${connection.name} asked something unexpected: ${questionOf(answer)}`,
    );
  }

  const ends = (last: string) => prompts.isAny(last);
  const line: EosCommandLine = {
    shell,
    prompts: () => prompts,
    async run(command, totalMs, idleMs = timeouts.idleMs) {
      return (await exchange(command, { ends, totalMs, idleMs })).text;
    },
    async look(command, totalMs) {
      return (await exchange(command, { ends, totalMs, mayReturn: true })).text;
    },
    async runToExec(command, totalMs) {
      // Configuration prompts count, too: after a refusal the device stays where it was.
      const endsIt = (last: string) => looksLikeExec(last) || prompts.modeOf(last) !== null;
      const answer = await exchange(command, { ends: endsIt, totalMs, idleMs: totalMs });
      if (looksLikeExec(answer.last)) prompts = createPrompts(answer.last);
      return answer.text;
    },
  };
  for (const command of ['terminal length 0', 'terminal width 32767']) {
    const refusal = refusalOf(await line.look(command, timeouts.commandMs));
    if (refusal !== null)
      throw new Fault('device.unexpected-output', `${connection.name} refused "${command}": ${refusal}`);
  }
  return line;
}
