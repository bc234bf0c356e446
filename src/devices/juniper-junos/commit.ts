import type { SessionContext } from '../platform-session.ts';
import type { JunosCommandLine } from './command-line.ts';
import { refusalOf } from './refusal.ts';

/** What became of a commit. `unknown`: a chassis of several routing engines may tell both, that it committed and that it failed. */
export type Committed =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly answer: string }
  | { readonly kind: 'unknown'; readonly answer: string };

/** Sends a `commit …` line and judges the answer. Remarks of commit scripts do not count. */
export async function runCommit(
  line: JunosCommandLine,
  context: SessionContext,
  command: string,
): Promise<Committed> {
  const { commitMs } = context.timeouts;
  const answer = await line.run(command, { totalMs: commitMs, idleMs: commitMs });
  if (answer.question !== null) return { kind: 'refused', answer: `it asked: ${answer.question}` };
  const isDone = /^commit complete$/m.test(answer.words);
  const refusal = refusalOf(answer.words);
  if (isDone && refusal === null) return { kind: 'done' };
  if (isDone) return { kind: 'unknown', answer: answer.words.trim().slice(0, 1_000) };
  return {
    kind: 'refused',
    answer: refusal ?? `the device did not say that the commit is complete: ${answer.words.trim()}`,
  };
}

/** `commit check`. Never to be called while a confirmed commit waits: it would confirm it. */
export async function runCheck(line: JunosCommandLine, context: SessionContext): Promise<string | null> {
  const { commitMs } = context.timeouts;
  const answer = await line.run('commit check', { totalMs: commitMs, idleMs: commitMs });
  if (answer.question !== null) return `it asked: ${answer.question}`;
  const refusal = refusalOf(answer.words);
  if (refusal !== null) return refusal;
  return /^configuration check succeeds$/m.test(answer.words)
    ? null
    : `the device did not say that the check succeeds: ${answer.words.trim()}`;
}
