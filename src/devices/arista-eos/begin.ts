import type { Transaction } from '../../domain/transaction.ts';
import type { ApplyResult } from '../../ports/devices.ts';
import { isOurName } from '../session-name.ts';
import type { SessionContext } from '../platform-session.ts';
import { readConfigSessions, selfRevertIn } from './administration.ts';
import { ask } from './ask.ts';
import type { EosCommandLine } from './command-line.ts';
import { hindranceOf } from './config-sessions.ts';
import type { EosConfigSession, EosConfigSessions } from './config-sessions.ts';
import type { Configuring } from './configuring.ts';
import { abortSession } from './end-session.ts';
import { isTopOfSession } from './prompt.ts';
import { refusalOf } from './refusal.ts';

/** A session that stands open and empty, or why nothing may be sent; then the login is in exec mode. */
export type Begun =
  | { readonly kind: 'open'; readonly session: Configuring }
  | { readonly kind: 'hindered'; readonly result: ApplyResult };

/**
 * Opens the configuration session `name`. Before: nobody's commit may wait, and a session must be free; sessions of ours that
 * a cut connection left behind are thrown away first, because five of them would keep everybody from the device for a day.
 */
export async function begin(
  line: EosCommandLine,
  context: SessionContext,
  name: string,
  transaction: Transaction | null,
): Promise<Begun> {
  const found = await readConfigSessions(line, context);
  const can = selfRevertIn(found);
  if (found === null || (transaction !== null && !can.can))
    return hindered(notBegun(transaction, can.can ? 'it has no sessions' : can.why));
  if (found.waiting !== null)
    return hindered({ kind: 'locked', answer: hindranceOf(found) ?? found.waiting.name });
  const held = hindranceOf(await withoutLeftovers(line, context, found, name));
  if (held !== null) return hindered({ kind: 'locked', answer: held });
  const answer = await line.run(`configure session ${name}`, context.timeouts.commandMs);
  const mode = await modeNow(line, context);
  if (mode === null || !isTopOfSession(mode, name)) {
    if (mode !== null) await line.runToExec('end', context.timeouts.commandMs);
    return hindered(notOpened(transaction, refusalOf(answer) ?? `it shows the mode ${mode ?? 'exec'}`));
  }
  const session: Configuring = { line, context, name, top: mode, path: [], mode };
  // Lines of somebody else in a session of this name would be committed along with ours.
  const inIt = await ask(line, context, 'show session-config diffs', context.timeouts.readMs);
  if (inIt.trim() === '') return { kind: 'open', session };
  await abortSession(session);
  const words = `the new session ${name} is not empty: ${inIt.trim().slice(0, 300)}`;
  return hindered(notBegun(transaction, words));
}

function hindered(result: ApplyResult): Begun {
  return { kind: 'hindered', result };
}

/** Nothing was sent, with or without a timer to arm. */
function notBegun(transaction: Transaction | null, answer: string): ApplyResult {
  return transaction === null
    ? { kind: 'refused', sent: 0, command: null, answer, stands: 'none' }
    : { kind: 'not-armed', answer };
}

function notOpened(transaction: Transaction | null, answer: string): ApplyResult {
  return /Maximum number of pending sessions/i.test(answer)
    ? { kind: 'locked', answer }
    : notBegun(transaction, `the device opened no configuration session: ${answer}`);
}

/**
 * Throws away sessions of ours in which nobody stands, and any session of this name: a pending one would add its lines to ours,
 * and a completed one cannot be entered.
 */
async function withoutLeftovers(
  line: EosCommandLine,
  context: SessionContext,
  found: EosConfigSessions,
  name: string,
): Promise<EosConfigSessions> {
  const isDead = (session: EosConfigSession) =>
    session.isPending && isOurName(session.name) && session.instances.length === 0;
  const left = found.sessions.filter((session) => session.name === name || isDead(session));
  for (const session of left) {
    const command = session.isPending
      ? `configure session ${session.name} abort`
      : `no configure session ${session.name}`;
    const refusal = refusalOf(await line.run(command, context.timeouts.commandMs));
    context.log.info('threw away a configuration session that was left behind', {
      unit: context.connection.name,
      session: session.name,
      ...(refusal === null ? {} : { answer: refusal }),
    });
  }
  if (left.length === 0) return found;
  return (await readConfigSessions(line, context)) ?? found;
}

/** Return alone repeats the prompt: what counts is where the login is now, not what an answer ended with. */
async function modeNow(line: EosCommandLine, { timeouts }: SessionContext): Promise<string | null> {
  const answer = await line.shell.exchange({
    input: '\r',
    echo: null,
    ends: (last) => line.prompts().isAny(last),
    totalMs: timeouts.commandMs,
    quietMs: timeouts.quietMs,
  });
  return line.prompts().modeOf(answer.last);
}
