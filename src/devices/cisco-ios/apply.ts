import { faultFactsOf } from '../../domain/fault.ts';
import type { Command } from '../../domain/plan.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import { begin } from './begin.ts';
import type { IosCommandLine } from './command-line.ts';
import { leaveConfiguration, send } from './configuring.ts';
import type { Configuring, Line } from './configuring.ts';

/**
 * Configures line by line: into configuration mode, behind the device's own timer where there is a transaction, into the
 * sections of each command, the command, and out again at the end or after the first refusal. Each answer is checked before the
 * next line is sent: lines act at once, and a line sent into the wrong section would act somewhere else.
 */
export async function applyIos(
  line: IosCommandLine,
  context: SessionContext,
  commands: readonly Command[],
  transaction: Transaction | null,
): Promise<ApplyResult> {
  const session: Configuring = { line, context, path: [], mode: null };
  let sent = 0;
  try {
    const hindered = commands.length === 0 ? null : await begin(session, transaction);
    if (hindered !== null) return hindered;
    for (const command of commands) {
      sent += 1;
      const result = await applyOne(session, command);
      if (result.kind === 'refused') {
        await leaveConfiguration(session);
        return { kind: 'refused', sent: sent - 1, command, answer: result.answer, stands: 'part' };
      }
    }
    await leaveConfiguration(session);
    return { kind: 'accepted' };
  } catch (thrown) {
    return { kind: 'unknown', sent, answer: faultFactsOf(thrown).message };
  }
}

async function applyOne(session: Configuring, command: Command): Promise<Line> {
  const placed = await enterSections(session, command.path);
  if (placed.kind === 'refused') return placed;
  const before = session.mode;
  const result = await send(session, command.command);
  // A command that opens a section (`interface Loopback7`) leaves the session inside it.
  if (result.kind === 'taken' && result.mode !== before) session.path = null;
  return result;
}

async function enterSections(session: Configuring, path: readonly string[]): Promise<Line> {
  const here: Line = { kind: 'taken', mode: session.mode };
  if (session.path !== null && JSON.stringify(session.path) === JSON.stringify(path)) return here;
  const top = await returnToTop(session);
  if (top.kind === 'refused') return top;
  session.path = null;
  for (const section of path) {
    const entered = await send(session, section);
    if (entered.kind === 'refused') return entered;
    // Without this, a device that stays at the top would take the command as a global one.
    if (entered.mode === 'config')
      return { kind: 'refused', answer: `"${section}" was accepted but opened no section` };
  }
  session.path = path;
  return { kind: 'taken', mode: session.mode };
}

const DEEPEST = 8;

async function returnToTop(session: Configuring): Promise<Line> {
  for (let depth = 0; session.mode !== 'config' && depth < DEEPEST; depth += 1) {
    const left = await send(session, 'exit');
    if (left.kind === 'refused') return left;
  }
  return session.mode === 'config'
    ? { kind: 'taken', mode: session.mode }
    : { kind: 'refused', answer: 'the session does not come back to the top of configuration mode' };
}
