import { faultFactsOf } from '../../domain/fault.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ConfirmResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import { readConfigSessions } from './administration.ts';
import type { EosCommandLine } from './command-line.ts';
import { refusalOf } from './refusal.ts';

/**
 * A second commit of the session confirms it, `abort` has the device go back. The name is in the command, so a change of
 * somebody else is never touched; but committing a session that does not wait would be a commit of its own, so what waits is
 * asked first, and proof that nothing waits any more afterwards.
 */
export async function endTransaction(
  line: EosCommandLine,
  context: SessionContext,
  { name }: Transaction,
  verb: 'commit' | 'abort',
): Promise<ConfirmResult> {
  const waiting = async () => (await readConfigSessions(line, context))?.waiting ?? null;
  try {
    const pending = await waiting();
    if (pending === null) return { kind: 'not-pending', answer: 'no commit waits on the device' };
    if (pending.name !== name)
      return { kind: 'not-pending', answer: `session ${pending.name} of ${pending.user} waits instead` };
    const command = `configure session ${name} ${verb}`;
    const refusal = refusalOf(await line.runToExec(command, context.timeouts.commitMs));
    const left = await waiting();
    if (refusal === null && left === null) return { kind: 'done' };
    if (left === null) return { kind: 'not-pending', answer: refusal ?? 'no commit waits on the device' };
    return { kind: 'refused', answer: refusal ?? `session ${left.name} still waits after "${command}"` };
  } catch (thrown) {
    return { kind: 'unknown', answer: faultFactsOf(thrown).message };
  }
}
