import { randomBytes } from 'node:crypto';
import { faultFactsOf } from '../../domain/fault.ts';
import type { Command } from '../../domain/plan.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import { readConfigSessions } from './administration.ts';
import { ask } from './ask.ts';
import { begin } from './begin.ts';
import type { EosCommandLine } from './command-line.ts';
import { send } from './configuring.ts';
import type { Configuring, Line } from './configuring.ts';
import { abortSession, commitSession } from './end-session.ts';
import { readEosRunning } from './read.ts';

/**
 * Changes a device through a configuration session: all lines are entered into a copy, each answer is checked, and one commit
 * makes them the configuration, behind the device's own timer where there is a transaction. Whatever fails before the commit
 * leaves nothing. A commit writes the whole copy, so what others changed since it was made would be undone: the running
 * configuration is compared before and after.
 */
export async function applyEos(
  line: EosCommandLine,
  context: SessionContext,
  commands: readonly Command[],
  transaction: Transaction | null,
): Promise<ApplyResult> {
  const counted = { sent: 0 };
  if (commands.length === 0) return { kind: 'accepted' };
  try {
    const before = await readEosRunning(line, context);
    const name = transaction?.name ?? `pl-${randomBytes(6).toString('hex')}`;
    const begun = await begin(line, context, name, transaction);
    if (begun.kind === 'hindered') return begun.result;
    const { session } = begun;
    const refused =
      (await enterAll(session, commands, counted)) ?? (await compare(session, before, counted.sent));
    if (refused !== null) {
      await abortSession(session);
      return refused;
    }
    return await finish(session, transaction, counted.sent);
  } catch (thrown) {
    return { kind: 'unknown', sent: counted.sent, answer: faultFactsOf(thrown).message };
  }
}

async function enterAll(
  session: Configuring,
  commands: readonly Command[],
  counted: { sent: number },
): Promise<ApplyResult | null> {
  for (const command of commands) {
    counted.sent += 1;
    const result = await enterOne(session, command);
    if (result.kind === 'refused')
      return { kind: 'refused', sent: counted.sent - 1, command, answer: result.answer, stands: 'none' };
  }
  return null;
}

async function enterOne(session: Configuring, command: Command): Promise<Line> {
  const placed = await enterSections(session, command.path);
  if (placed.kind === 'refused') return placed;
  const before = session.mode;
  const result = await send(session, command.command);
  // A command that opens a section (`interface Loopback7`) leaves the login inside it.
  if (result.kind === 'taken' && result.mode !== before) session.path = null;
  return result;
}

async function enterSections(session: Configuring, path: readonly string[]): Promise<Line> {
  const here: Line = { kind: 'taken', mode: session.mode ?? session.top };
  if (session.path !== null && JSON.stringify(session.path) === JSON.stringify(path)) return here;
  const top = await returnToTop(session);
  if (top.kind === 'refused') return top;
  session.path = null;
  for (const section of path) {
    const entered = await send(session, section);
    if (entered.kind === 'refused') return entered;
    // Without this, a device that stays at the top would take the command as a global one.
    if (entered.mode === session.top)
      return { kind: 'refused', answer: `"${section}" was accepted but opened no section` };
  }
  session.path = path;
  return { kind: 'taken', mode: session.mode ?? session.top };
}

const DEEPEST = 8;

/** `exit` at the top would leave the session, so it is sent below the top only. */
async function returnToTop(session: Configuring): Promise<Line> {
  for (let depth = 0; session.mode !== session.top && depth < DEEPEST; depth += 1) {
    const left = await send(session, 'exit');
    if (left.kind === 'refused') return left;
  }
  return session.mode === session.top
    ? { kind: 'taken', mode: session.top }
    : { kind: 'refused', answer: 'the login does not come back to the top of its configuration session' };
}

/** Asks the device what the commit would change, and whether anything else changed meanwhile. */
async function compare(session: Configuring, before: string, sent: number): Promise<ApplyResult | null> {
  const { line, context } = session;
  const diffs = await ask(line, context, 'show session-config diffs', context.timeouts.readMs);
  if (diffs.trim() === '')
    context.log.info('the commands change nothing on the device', { unit: context.connection.name });
  if ((await readEosRunning(line, context)) === before) return null;
  const answer =
    'somebody changed the running configuration since the session was opened, and a commit would undo that';
  return { kind: 'refused', sent, command: null, answer, stands: 'none' };
}

async function finish(
  session: Configuring,
  transaction: Transaction | null,
  sent: number,
): Promise<ApplyResult> {
  const refusal = await commitSession(session, transaction);
  if (refusal !== null) {
    await abortSession(session);
    return /pending commit timer|commit timer .* pending/i.test(refusal)
      ? { kind: 'locked', answer: refusal }
      : { kind: 'refused', sent, command: null, answer: refusal, stands: 'none' };
  }
  if (transaction === null) return { kind: 'accepted' };
  const waiting = (await readConfigSessions(session.line, session.context))?.waiting ?? null;
  if (waiting?.name === transaction.name) return { kind: 'accepted' };
  const shown = waiting === null ? 'no timer' : `the timer of session ${waiting.name}`;
  return { kind: 'unknown', sent, answer: `the change was committed, and the device shows ${shown} for it` };
}
