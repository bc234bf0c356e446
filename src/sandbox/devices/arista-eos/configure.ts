import type { ConfigSession } from './config-sessions.ts';
import type { EosDevice } from './device.ts';
import { TOP } from './entering.ts';
import type { EosSession } from './session.ts';
import type { Reply } from '../command-line.ts';

const text = (value: string): Reply => ({ kind: 'text', text: value });

/** `configure [terminal]`: lines act at once. */
export function configure(_device: EosDevice, session: EosSession, rest: readonly string[]): Reply | null {
  if (rest.length > 0) return null;
  session.place = TOP;
  session.inside = null;
  return text('');
}

/** `configure session [NAME] [abort | commit [timer T]]` */
export function configureSession(
  device: EosDevice,
  session: EosSession,
  rest: readonly string[],
): Reply | null {
  const [name = `sess-${session.id}-${Date.now() % 100_000}`, verb, ...more] = rest;
  if (verb === 'abort' && more.length === 0) return abortNamed(device, session, name);
  if (verb === 'commit') return commitNamed(device, session, name, more);
  if (verb !== undefined) return null;
  const terminal = session.vty === null ? 'ssh' : `vty${session.vty}`;
  leaveConfiguration(device, session);
  const entered = device.configSessions.enter(name, session.id, { user: session.user, terminal });
  // A refusal leaves the login in exec mode, and what it types next is taken there (facts/devices.md 0.11).
  if (typeof entered === 'string') return text(entered);
  session.inside = entered;
  session.place = TOP;
  return text('');
}

/** Back to exec mode. A session that is left stays pending. */
export function leaveConfiguration(device: EosDevice, session: EosSession): void {
  if (session.inside !== null) device.configSessions.leave(session.id);
  session.place = null;
  session.inside = null;
}

/** `commit [timer T]` inside a session: it ends configuration mode. Null outside. */
export function commit(device: EosDevice, session: EosSession, rest: readonly string[]): Reply | null {
  const { inside } = session;
  return inside === null ? null : commitSession(device, session, inside, rest);
}

/** `abort` inside a session: nothing of it remains. Null outside. */
export function abort(device: EosDevice, session: EosSession, rest: readonly string[]): Reply | null {
  if (session.inside === null || rest.length > 0) return null;
  const { name } = session.inside;
  leaveConfiguration(device, session);
  return abortNamed(device, session, name);
}

function commitNamed(
  device: EosDevice,
  session: EosSession,
  name: string,
  rest: readonly string[],
): Reply | null {
  const found = device.configSessions.find(name);
  if (found === null) return text(`% Cannot commit session ${name} (session does not exist)`);
  return commitSession(device, session, found, rest);
}

function commitSession(
  device: EosDevice,
  session: EosSession,
  committed: ConfigSession,
  rest: readonly string[],
): Reply | null {
  const seconds = secondsOf(rest);
  if (seconds === undefined) return null;
  const before = device.running();
  const refusal = device.configSessions.commit(committed, session.user, seconds);
  const command = ['commit', ...rest].join(' ');
  note(device, session, { command, accepted: refusal === null, before });
  if (refusal !== null) return text(refusal);
  const fault = session.faultAtCommit;
  session.faultAtCommit = null;
  if (fault?.kind === 'worse') device.worsen(fault.down, before);
  if (fault?.kind === 'lose-management') device.worsen(['management'], before);
  leaveConfiguration(device, session);
  return text('');
}

function abortNamed(device: EosDevice, session: EosSession, name: string): Reply {
  const before = device.running();
  session.faultAtCommit = null;
  const refusal = device.configSessions.abort(name, session.user);
  if (device.running() !== before) note(device, session, { command: 'abort', accepted: true, before });
  return text(refusal ?? '');
}

/** `timer 01:02:03` in seconds; null without a timer, undefined for anything else. */
function secondsOf(rest: readonly string[]): number | null | undefined {
  if (rest.length === 0) return null;
  const [word = '', time = '', ...more] = rest;
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(time) ?? [];
  if (word !== 'timer' || hours === undefined || more.length > 0) return undefined;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function note(
  device: EosDevice,
  session: EosSession,
  line: { readonly command: string; readonly accepted: boolean; readonly before: string },
): void {
  device.log.command({
    time: new Date().toISOString(),
    session: session.id,
    user: session.user,
    path: [],
    command: line.command,
    accepted: line.accepted,
    changed: device.running() !== line.before,
  });
}
