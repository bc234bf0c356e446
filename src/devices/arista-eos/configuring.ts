import type { SessionContext } from '../platform-session.ts';
import { interruptQuestion, questionOf } from '../shell-login.ts';
import type { EosCommandLine } from './command-line.ts';
import { refusalOf } from './refusal.ts';

/** What became of one line: the mode the login is in afterwards, or the device's refusal. */
export type Line =
  { readonly kind: 'taken'; readonly mode: string } | { readonly kind: 'refused'; readonly answer: string };

/** A login on its way through a configuration session. */
export interface Configuring {
  readonly line: EosCommandLine;
  readonly context: SessionContext;
  /** The name of the session. */
  readonly name: string;
  /** The mode at its top, as the prompt shows it: `config-s-pl-abc`. */
  readonly top: string;
  /** Sections entered by us, outermost first; null when a command may have moved the login elsewhere. */
  path: readonly string[] | null;
  /** Null in exec mode. */
  mode: string | null;
}

/**
 * Sends one line of configuration and judges its answer. Nothing is sent unless the login stands in the session: a device
 * that left it takes what comes next in exec mode, or at once (ansible #36977).
 */
export async function send(session: Configuring, text: string): Promise<Line> {
  const { line, context } = session;
  const { commandMs, quietMs, idleMs } = context.timeouts;
  if (!isInside(session)) return { kind: 'refused', answer: outside(session) };
  const isInSession = (last: string) => isIn(session, line.prompts().modeOf(last));
  const answer = await line.shell.exchange({
    input: `${text}\r`,
    echo: text,
    ends: (last) => line.prompts().isAny(last),
    totalMs: commandMs,
    idleMs: Math.min(commandMs, idleMs),
    quietMs,
    // Only the other prompts need proof: a line that looks like one may be part of the answer.
    isSure: isInSession,
  });
  if (answer.kind === 'question') {
    const isPrompt = (last: string) => line.prompts().isAny(last);
    session.mode = line.prompts().modeOf(await interruptQuestion(line.shell, context, isPrompt));
    return { kind: 'refused', answer: `it asked: ${questionOf(answer)}` };
  }
  session.mode = line.prompts().modeOf(answer.last);
  const refusal = refusalOf(answer.text);
  if (refusal !== null) return { kind: 'refused', answer: refusal };
  if (session.mode === null || !isInside(session)) return { kind: 'refused', answer: outside(session) };
  if (answer.text.trim() !== '')
    context.log.info('device remarked on a command', {
      unit: context.connection.name,
      answer: answer.text.trim(),
    });
  return { kind: 'taken', mode: session.mode };
}

function isInside(session: Configuring): boolean {
  return isIn(session, session.mode);
}

function isIn({ top }: Configuring, mode: string | null): boolean {
  return mode === top || mode?.startsWith(`${top}-`) === true;
}

function outside({ name, mode }: Configuring): string {
  return `the login is not in configuration session ${name} any more (${mode ?? 'exec mode'})`;
}
