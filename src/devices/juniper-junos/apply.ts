import { faultFactsOf } from '../../domain/fault.ts';
import type { Command } from '../../domain/plan.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import type { JunosCommandLine } from './command-line.ts';
import { runCheck, runCommit } from './commit.ts';
import { toPendingRevert } from './commits.ts';
import { enterExclusive, leaveExclusive, readLastCommit } from './exclusive.ts';
import { refusalOf } from './refusal.ts';

interface Applying {
  readonly line: JunosCommandLine;
  readonly context: SessionContext;
  readonly commands: readonly Command[];
  readonly transaction: Transaction | null;
  sent: number;
}

/**
 * Configures as one: the configuration is taken for this session alone, every line goes into the candidate and each answer is
 * checked, the device checks the whole, and one commit makes it active; with a transaction that commit lapses unless it is
 * confirmed. Whatever is refused on the way, nothing of it stands.
 */
export async function applyJunos(
  line: JunosCommandLine,
  context: SessionContext,
  commands: readonly Command[],
  transaction: Transaction | null,
): Promise<ApplyResult> {
  const applying: Applying = { line, context, commands, transaction, sent: 0 };
  if (commands.length === 0) return { kind: 'accepted' };
  try {
    const entered = await enterExclusive(line);
    if (entered.kind === 'locked') return entered;
    if (entered.kind === 'refused') return refused(applying, null, entered.answer);
    return (
      (await hindrance(applying)) ?? (await fillCandidate(applying)) ?? (await commitCandidate(applying))
    );
  } catch (thrown) {
    return { kind: 'unknown', sent: applying.sent, answer: faultFactsOf(thrown).message };
  }
}

/** While a confirmed commit waits, any commit and any `commit check` would confirm it, whoever made it. */
async function hindrance({ line, context, transaction }: Applying): Promise<ApplyResult | null> {
  const last = await readLastCommit(line, context, 'configuration');
  const waiting = toPendingRevert(last, context.accounts);
  if (waiting === null) return null;
  await leaveExclusive(line);
  const answer = `a change of ${waiting.owner} waits for its confirmation already`;
  return { kind: transaction === null ? 'locked' : 'not-armed', answer };
}

async function fillCandidate(applying: Applying): Promise<ApplyResult | null> {
  const { line, commands } = applying;
  for (const command of commands) {
    applying.sent += 1;
    const answer = await line.run(command.command, { isBrief: true });
    const refusal = answer.question === null ? refusalOf(answer.words) : `it asked: ${answer.question}`;
    if (refusal === null) continue;
    applying.sent -= 1;
    return await throwAway(applying, command, refusal);
  }
  const { words } = await line.run('show | compare | no-more');
  if (words !== '') return null;
  return await throwAway(
    applying,
    null,
    'the device took every line and shows no difference, so nothing was committed',
  );
}

async function commitCandidate(applying: Applying): Promise<ApplyResult> {
  const { line, context, transaction } = applying;
  const problem = await runCheck(line, context);
  if (problem !== null) return await throwAway(applying, null, problem);
  const committed = await runCommit(line, context, commitLine(transaction));
  if (committed.kind === 'refused') return await throwAway(applying, null, committed.answer);
  if (committed.kind === 'unknown') return { kind: 'unknown', sent: applying.sent, answer: committed.answer };
  if (transaction !== null) {
    const last = await readLastCommit(line, context, 'configuration');
    if (last?.isPending !== true || last.log !== transaction.name)
      return {
        kind: 'unknown',
        sent: applying.sent,
        answer: 'the device committed the change and does not show that it waits for a confirmation',
      };
  }
  // The change is made and known; a goodbye that fails takes nothing of that away.
  await leaveExclusive(line).catch(() => undefined);
  return { kind: 'accepted' };
}

function commitLine(transaction: Transaction | null): string {
  return transaction === null
    ? 'commit comment "plumbline"'
    : `commit confirmed ${transaction.revertAfterMinutes} comment "${transaction.name}"`;
}

async function throwAway(applying: Applying, command: Command | null, answer: string): Promise<ApplyResult> {
  const { line } = applying;
  await line.run('rollback 0');
  await leaveExclusive(line);
  return refused(applying, command, answer);
}

function refused({ sent }: Applying, command: Command | null, answer: string): ApplyResult {
  return { kind: 'refused', sent, command, answer, stands: 'none' };
}
