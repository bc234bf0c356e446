import type { SessionContext } from '../platform-session.ts';
import { interruptQuestion, questionOf } from '../shell-login.ts';
import type { IosCommandLine } from './command-line.ts';
import { renamedPromptOf } from './prompt.ts';
import { refusalOf } from './refusal.ts';

/** What became of one line: the mode the session is in afterwards, or the device's refusal. */
export type Line =
  | { readonly kind: 'taken'; readonly mode: string | null }
  | { readonly kind: 'refused'; readonly answer: string };

/** A session on its way through configuration mode. */
export interface Configuring {
  readonly line: IosCommandLine;
  readonly context: SessionContext;
  /** Sections entered by us, outermost first; null when a command may have moved the session elsewhere. */
  path: readonly string[] | null;
  /** Null in exec mode. */
  mode: string | null;
}

/** Sends one line and judges its answer. Opening configuration mode prints a welcome, which is no remark. */
export async function send(
  session: Configuring,
  text: string,
  how: { readonly totalMs?: number; readonly isOpening?: boolean } = {},
): Promise<Line> {
  const { line, context } = session;
  const { totalMs = context.timeouts.commandMs, isOpening = false } = how;
  const renames = /^(no )?hostname\b/.test(text);
  const answer = await line.shell.exchange({
    input: `${text}\r`,
    echo: text,
    ends: (last) => (renames ? renamedPromptOf(last) !== null : line.prompts().isAny(last)),
    totalMs,
    // While it copies its configuration to flash the device may be silent for longer than usual.
    idleMs: isOpening ? totalMs : Math.min(totalMs, context.timeouts.idleMs),
    // A configuration line is answered by nothing or a few words, so the prompt is the prompt.
    quietMs: 0,
  });
  if (answer.kind === 'question') {
    const isPrompt = (last: string) => line.prompts().isAny(last);
    session.mode = line.prompts().modeOf(await interruptQuestion(line.shell, context, isPrompt));
    return { kind: 'refused', answer: `it asked: ${questionOf(answer)}` };
  }
  const renamed = renames ? renamedPromptOf(answer.last) : null;
  if (renamed !== null) line.learn(`${renamed.name}#`);
  session.mode = line.prompts().modeOf(answer.last);
  const refusal = refusalOf(answer.text);
  if (refusal !== null) return { kind: 'refused', answer: refusal };
  if (session.mode === null) return { kind: 'refused', answer: 'the device is not in configuration mode' };
  if (answer.text.trim() !== '' && !isOpening)
    context.log.info('device remarked on a command', {
      unit: context.connection.name,
      answer: answer.text.trim(),
    });
  return { kind: 'taken', mode: session.mode };
}

/** Back to exec mode; does nothing there. */
export async function leaveConfiguration(session: Configuring): Promise<void> {
  const { line, context } = session;
  if (session.mode === null) return;
  const name = line.prompts();
  const answer = await line.shell.exchange({
    input: 'end\r',
    echo: 'end',
    ends: (last) => last.endsWith('#') && name.modeOf(last) === null,
    totalMs: context.timeouts.commandMs,
    quietMs: context.timeouts.quietMs,
  });
  // The configuration prompt may have shown a new name cut short; the exec prompt has all of it.
  line.learn(answer.last);
  session.mode = null;
}
