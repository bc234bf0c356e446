import type { Transaction } from '../../domain/transaction.ts';
import type { Configuring } from './configuring.ts';
import { refusalOf } from './refusal.ts';

/** Throws the session away, wherever the login stands: nothing of it remains on the device. */
export async function abortSession(session: Configuring): Promise<void> {
  const { line, context, name } = session;
  const { commandMs } = context.timeouts;
  if (session.mode !== null) await line.runToExec('end', commandMs);
  session.mode = null;
  const refusal = refusalOf(await line.runToExec(`configure session ${name} abort`, commandMs));
  if (refusal !== null)
    context.log.warn('a configuration session could not be thrown away', {
      unit: context.connection.name,
      session: name,
      answer: refusal,
    });
}

/** Commits the session, with the device's own timer where there is a transaction. Returns the device's refusal, or null. */
export async function commitSession(
  session: Configuring,
  transaction: Transaction | null,
): Promise<string | null> {
  const command = transaction === null ? 'commit' : `commit timer ${timerOf(transaction.revertAfterMinutes)}`;
  const answer = await session.line.runToExec(command, session.context.timeouts.commitMs);
  const refusal = refusalOf(answer);
  if (refusal === null) session.mode = null;
  return refusal;
}

/** `01:40:00` */
function timerOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}
