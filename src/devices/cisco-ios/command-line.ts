import { Fault } from '../../domain/fault.ts';
import { ANY_PROMPT, createPrompts } from './prompt.ts';
import type { Prompts } from './prompt.ts';
import { refusalOf } from './refusal.ts';
import type { SessionContext } from '../platform-session.ts';
import { enable, findPrompt, interruptQuestion, questionOf } from '../shell-login.ts';
import { openShellSession } from '../shell-session.ts';
import type { ShellSession } from '../shell-session.ts';

/** A privileged IOS command line, with paging and log lines off. */
export interface IosCommandLine {
  readonly shell: ShellSession;
  prompts(): Prompts;
  /** To be called when the device's name was changed; `exec` is its new exec prompt. */
  learn(exec: string): void;
  /** Runs an exec command. Throws `device.*`; what the device refuses is part of the answer. `idleMs` bounds its silence. */
  run(command: string, totalMs: number, idleMs?: number): Promise<string>;
  /** Like `run`, without its wait at the end, for a command that never asks anything. */
  look(command: string, totalMs: number): Promise<string>;
}

/** Opens a shell, finds the prompt, gets privilege level 15 and switches off what would disturb answers. */
export async function openIosCommandLine(context: SessionContext): Promise<IosCommandLine> {
  const { connection, timeouts, limits } = context;
  const shell = await openShellSession(connection, timeouts, limits.outputBytes);
  const looksLikePrompt = (text: string) => ANY_PROMPT.test(text);
  const first = await findPrompt(shell, context, { platform: 'IOS', looksLikePrompt });
  let exec = first.endsWith('>') ? await enable(shell, context, first) : first;
  let prompts = createPrompts(exec);

  async function exchange(
    command: string,
    wait: { readonly totalMs: number; readonly idleMs: number; readonly mayReturn: boolean },
  ): Promise<string> {
    const ends = (last: string) => prompts.isExec(last);
    const { quietMs } = timeouts;
    const answer = await shell.exchange({ ...wait, input: `${command}\r`, echo: command, ends, quietMs });
    if (answer.kind === 'prompt') return answer.text;
    await interruptQuestion(shell, context, (last) => prompts.isAny(last));
    throw new Fault(
      'device.unexpected-output',
      `${connection.name} asked something unexpected: ${questionOf(answer)}`,
    );
  }

  const line: IosCommandLine = {
    shell,
    prompts: () => prompts,
    learn(next) {
      exec = next;
      prompts = createPrompts(exec);
    },
    run: (command, totalMs, idleMs = timeouts.idleMs) =>
      exchange(command, { totalMs, idleMs, mayReturn: false }),
    look: (command, totalMs) => exchange(command, { totalMs, idleMs: timeouts.idleMs, mayReturn: true }),
  };
  for (const command of ['terminal length 0', 'terminal width 511', 'terminal no monitor']) {
    const refusal = refusalOf(await line.look(command, timeouts.commandMs));
    if (refusal !== null)
      throw new Fault('device.unexpected-output', `${connection.name} refused "${command}": ${refusal}`);
  }
  await requirePrivilege(line, context);
  return line;
}

/** Below level 15 `show running-config` leaves out what the user may not change, which would look like drift. */
async function requirePrivilege(line: IosCommandLine, context: SessionContext): Promise<void> {
  const answer = await line.look('show privilege', context.timeouts.commandMs);
  const level = /privilege level is (\d+)/.exec(answer)?.[1];
  if (level !== '15')
    throw new Fault(
      'device.authentication',
      `${context.connection.name} gives privilege level ${level ?? 'unknown'}, and 15 is needed: check the user's rights`,
    );
}
