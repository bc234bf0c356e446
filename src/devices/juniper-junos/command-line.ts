import { Fault } from '../../domain/fault.ts';
import type { SessionContext } from '../platform-session.ts';
import { findPrompt } from '../shell-login.ts';
import { openShellSession } from '../shell-session.ts';
import type { ShellAnswer } from '../shell-session.ts';
import { refusalOf, wordsOf } from './refusal.ts';

/** What the device answered to one line. */
export interface JunosAnswer {
  /** Without what the device prints around every answer. */
  readonly words: string;
  readonly mode: 'operational' | 'configuration';
  /** A question nobody expected, which was answered with Ctrl-C; else null. */
  readonly question: string | null;
  /** True when the device announced that a confirmed commit will be rolled back. */
  readonly isAnnounced: boolean;
}

/** A command line in a shell, for what a device takes in a session only: changes. */
export interface JunosCommandLine {
  /** Runs one line. Throws `device.*`; what the device refuses is part of the answer. */
  run(line: string, options?: RunOptions): Promise<JunosAnswer>;
  /** Ends the session, as far as that is possible. Never throws. */
  leave(): Promise<void>;
}

export interface RunOptions {
  readonly totalMs?: number;
  readonly idleMs?: number;
  /** True for a line that is answered by nothing or a few words, so that the known prompt needs no silence to be one. */
  readonly isBrief?: boolean;
  /** A question that is expected, and its answer. */
  readonly asked?: { readonly question: RegExp; readonly answer: string };
}

/** Also a shell's prompt, to tell which one it is; used until this account's own is known. */
const ANY_PROMPT = /^([\w.-]+@[\w.-]+(:[\w~/.-]*)? ?[>#%$]|[%$#])$/;

const NOTICE = /^# commit confirmed will be rolled back in /m;

/** Opens a shell, finds the prompt, and switches off what would disturb answers. */
export async function openJunosCommandLine(context: SessionContext): Promise<JunosCommandLine> {
  const { connection, timeouts, limits } = context;
  const shell = await openShellSession(connection, timeouts, limits.outputBytes);
  const first = await findPrompt(shell, context, {
    platform: 'Junos',
    looksLikePrompt: (last) => ANY_PROMPT.test(last),
  });
  const user = /^([\w.-]+)@[\w.-]+>$/.exec(first)?.[1];
  if (user === undefined)
    throw new Fault(
      'device.unexpected-output',
      `the account lands in a shell on ${connection.name} ("${first}") where Plumbline expects the command line of Junos: give it a login class`,
    );
  // Only the user in the prompt never changes: a commit may give the device another name.
  const prompt = new RegExp(String.raw`^${user.replaceAll('.', String.raw`\.`)}@[\w.-]+[>#]$`);

  let known = first.slice(0, -1);

  async function exchange(input: string, echo: string | null, options: RunOptions): Promise<ShellAnswer> {
    const answer = await shell.exchange({
      input,
      echo,
      ends: (last) => prompt.test(last),
      totalMs: options.totalMs ?? timeouts.commandMs,
      idleMs: options.idleMs ?? timeouts.idleMs,
      quietMs: timeouts.quietMs,
      isSure: (last) => options.isBrief === true && last.slice(0, -1) === known,
    });
    if (answer.kind === 'prompt') known = answer.last.slice(0, -1);
    return answer;
  }

  async function run(line: string, options: RunOptions = {}): Promise<JunosAnswer> {
    let answer = await exchange(`${line}\r`, line, options);
    const { asked } = options;
    if (answer.kind === 'question' && asked?.question.test(answer.last) === true)
      answer = await exchange(`${asked.answer}\r`, asked.answer, options);
    if (answer.kind === 'prompt') return answerOf(answer, null);
    const question = `${answer.text}${answer.last}`.trim().slice(-300);
    // Never Return: nobody knows what that would confirm.
    return answerOf(await exchange('\x03', null, {}), question);
  }

  const line: JunosCommandLine = {
    run,
    async leave() {
      if (connection.lost() !== null) return;
      const goodbye = { input: 'exit\r', echo: 'exit', totalMs: timeouts.closeMs, quietMs: 0 };
      // The device answers by ending the session, which this reports as lost.
      await shell.exchange({ ...goodbye, ends: () => false }).catch(() => undefined);
    },
  };
  for (const setting of SETTINGS) {
    const refusal = refusalOf((await run(setting)).words);
    if (refusal !== null)
      throw new Fault('device.unexpected-output', `${connection.name} refused "${setting}": ${refusal}`);
  }
  return line;
}

/** With completion on, a blank completes the word before it, and the line that is echoed is another one than was sent. */
const SETTINGS = [
  'set cli complete-on-space off',
  'set cli screen-length 0',
  'set cli screen-width 1024',
  'set cli timestamp disable',
];

function answerOf(answer: ShellAnswer, question: string | null): JunosAnswer {
  return {
    words: wordsOf(answer.text),
    mode: answer.last.endsWith('#') ? 'configuration' : 'operational',
    question,
    isAnnounced: NOTICE.test(answer.text),
  };
}
