import { faultFactsOf } from '../../domain/fault.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ConfirmResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import type { JunosCommandLine } from './command-line.ts';
import { runCommit } from './commit.ts';
import type { LastCommit } from './commits.ts';
import { enterExclusive, leaveExclusive, readLastCommit } from './exclusive.ts';
import { refusalOf } from './refusal.ts';

interface Ending {
  readonly line: JunosCommandLine;
  readonly context: SessionContext;
  readonly transaction: Transaction;
}

/** One more commit, which confirms what waits. */
export function confirmJunos(ending: Ending): Promise<ConfirmResult> {
  return end(ending, () => Promise.resolve(null), 'confirm');
}

/** Commits what was before; like any commit it ends the waiting. */
export function revertJunos(ending: Ending): Promise<ConfirmResult> {
  return end(ending, goBack, 'revert');
}

/** A commit of an unchanged candidate would confirm what it was to take back, so the candidate must be seen to differ. */
async function goBack({ line }: Ending): Promise<string | null> {
  const refusal = refusalOf((await line.run('rollback 1')).words);
  if (refusal !== null) return refusal;
  const { words } = await line.run('show | compare | no-more');
  return words === '' ? 'after "rollback 1" the device shows no difference, so nothing was committed' : null;
}

/**
 * Junos confirms whatever waits, so whose it is is asked before the lock is tried, and again behind it: then nobody can commit
 * in between. `prepare` changes the candidate, or says why it could not.
 */
async function end(
  ending: Ending,
  prepare: (ending: Ending) => Promise<string | null>,
  what: 'confirm' | 'revert',
): Promise<ConfirmResult> {
  const { line, context, transaction } = ending;
  try {
    const before = notOurs(await readLastCommit(line, context), transaction);
    if (before !== null) return before;
    const entered = await enterExclusive(line);
    if (entered.kind !== 'entered') return { kind: 'refused', answer: entered.answer };
    const result =
      notOurs(await readLastCommit(line, context, 'configuration'), transaction) ??
      (await commitEnd(ending, await prepare(ending), what));
    await leaveExclusive(line).catch(() => undefined);
    return result;
  } catch (thrown) {
    return { kind: 'unknown', answer: faultFactsOf(thrown).message };
  }
}

async function commitEnd(
  { line, context, transaction }: Ending,
  problem: string | null,
  what: 'confirm' | 'revert',
): Promise<ConfirmResult> {
  if (problem !== null) return { kind: 'refused', answer: problem };
  const committed = await runCommit(line, context, `commit comment "${transaction.name} ${what}"`);
  if (committed.kind !== 'done') return committed;
  const left = await readLastCommit(line, context, 'configuration');
  return left?.isPending === true
    ? { kind: 'refused', answer: `a change of ${left.user} still waits after the commit` }
    : { kind: 'done' };
}

function notOurs(last: LastCommit | null, { name }: Transaction): ConfirmResult | null {
  if (last?.isPending !== true) return { kind: 'not-pending', answer: 'no change waits on the device' };
  if (last.log === name) return null;
  return {
    kind: 'not-pending',
    answer: `a change of ${last.user} waits instead ("${last.log ?? 'no comment'}")`,
  };
}
