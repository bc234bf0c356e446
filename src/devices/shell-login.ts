import { Fault } from '../domain/fault.ts';
import type { SessionContext } from './platform-session.ts';
import type { ShellAnswer, ShellSession } from './shell-session.ts';

/** A prompt is what the device repeats on Return; banners and questions are not. `platform` is its name in messages. */
export async function findPrompt(
  shell: ShellSession,
  context: SessionContext,
  { platform, looksLikePrompt }: { platform: string; looksLikePrompt: (line: string) => boolean },
): Promise<string> {
  const { connection, timeouts } = context;
  const wait = { ends: looksLikePrompt, totalMs: timeouts.handshakeMs, quietMs: timeouts.quietMs };
  const first = await shell.exchange({ ...wait, input: '', echo: null, mayReturn: true });
  if (first.isRepeated) return first.last;
  let before = first.last;
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await shell.exchange({ ...wait, input: '\r', echo: null });
    if (answer.kind === 'prompt' && answer.last === before) return before;
    before = answer.last;
  }
  throw new Fault(
    'device.unexpected-output',
    `${connection.name} shows no ${platform} prompt after login, the last line is "${before.slice(0, 80)}"`,
  );
}

/** From the prompt `name>` to `name#`, which it returns. One try only: a wrong secret counts towards locking the account. */
export async function enable(shell: ShellSession, context: SessionContext, prompt: string): Promise<string> {
  const { connection, timeouts, enableSecret } = context;
  const wait = { totalMs: timeouts.commandMs, quietMs: timeouts.quietMs };
  const privileged = `${prompt.slice(0, -1)}#`;
  const ends = (last: string) => last === prompt || last === privileged;
  const asked = await shell.exchange({ ...wait, input: 'enable\r', echo: 'enable', ends });
  if (asked.last === privileged) return privileged;
  if (asked.kind === 'question' && /^password:$/i.test(asked.last) && enableSecret !== null) {
    const answer = await shell.exchange({ ...wait, input: `${enableSecret}\r`, echo: null, ends });
    if (answer.last === privileged) return privileged;
  }
  const why = enableSecret === null ? 'the credential has no enable secret' : 'it refused the enable secret';
  throw new Fault(
    'device.authentication',
    `${connection.name} gives no privileged access: ${why}; check the credential, it is not tried again by itself`,
  );
}

/** Answers a question by Ctrl-C, never by Return: nobody knows what that would confirm. Returns the prompt it leads to. */
export async function interruptQuestion(
  shell: ShellSession,
  { timeouts }: SessionContext,
  isPrompt: (line: string) => boolean,
): Promise<string> {
  const answer = await shell.exchange({
    input: '\x03',
    echo: null,
    ends: isPrompt,
    totalMs: timeouts.commandMs,
    quietMs: timeouts.quietMs,
  });
  return answer.last;
}

/** The question in the device's words. */
export function questionOf(answer: ShellAnswer): string {
  return `${answer.text}${answer.last}`.trim().slice(-300);
}

/** Leaves a shell that stands in exec mode. Never throws. */
export async function sayGoodbye(
  shell: ShellSession,
  { connection, timeouts }: SessionContext,
): Promise<void> {
  if (connection.lost() !== null) return;
  const goodbye = { input: 'exit\r', echo: 'exit', totalMs: timeouts.closeMs, quietMs: 0 };
  // The device answers by ending the session, which this reports as lost.
  await shell.exchange({ ...goodbye, ends: () => false }).catch(() => undefined);
}
