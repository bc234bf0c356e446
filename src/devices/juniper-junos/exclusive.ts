import type { SessionContext } from '../platform-session.ts';
import type { JunosCommandLine } from './command-line.ts';
import { parseLastCommit } from './commits.ts';
import type { LastCommit } from './commits.ts';
import { lockedBy, lookAtConfiguring } from './look.ts';
import { isLockedAnswer, refusalOf } from './refusal.ts';
import { parseReply } from './xml.ts';

export type Entered =
  | { readonly kind: 'entered' }
  | { readonly kind: 'locked'; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string };

/**
 * Takes the configuration for this session alone. Looks first: where somebody left changes in the candidate, some releases let
 * an exclusive session in all the same, would commit them with ours, and throw them away when it leaves.
 */
export async function enterExclusive(line: JunosCommandLine): Promise<Entered> {
  const look = await lookAtConfiguring(line);
  const holder = look === null ? null : lockedBy(look);
  if (holder !== null) return { kind: 'locked', answer: holder };
  const answer = await line.run('configure exclusive');
  if (isLockedAnswer(answer.words)) return { kind: 'locked', answer: answer.words };
  const refusal = answer.question ?? refusalOf(answer.words);
  if (refusal !== null) return { kind: 'refused', answer: refusal };
  if (answer.mode !== 'configuration') return { kind: 'refused', answer: answer.words };
  const { words: difference } = await line.run('show | compare | no-more');
  if (difference === '') return { kind: 'entered' };
  await leaveExclusive(line);
  return { kind: 'locked', answer: 'somebody changed the candidate configuration in this moment' };
}

/** Leaves configuration mode; what this session did not commit is thrown away. */
export async function leaveExclusive(line: JunosCommandLine): Promise<void> {
  await line.run('exit configuration-mode', {
    asked: { question: /Discard uncommitted changes\? \[yes,no\] \(yes\)$/i, answer: 'yes' },
  });
}

/** The newest commit, in either mode. */
export async function readLastCommit(
  line: JunosCommandLine,
  context: SessionContext,
  mode: 'operational' | 'configuration' = 'operational',
): Promise<LastCommit | null> {
  const command = 'show system commit | display xml | no-more';
  const answer = await line.run(mode === 'operational' ? command : `run ${command}`);
  return parseLastCommit(parseReply(answer.words, command, context.connection.name), answer.isAnnounced);
}
