import { Fault } from '../../domain/fault.ts';
import type { SessionContext } from '../platform-session.ts';
import { askFrr } from './ask.ts';
import type { FrrShell } from './shell.ts';

/** Asks for the daemons of the router. Throws like {@link parseRunningDaemons}. */
export async function readDaemons(shell: FrrShell, context: SessionContext): Promise<readonly string[]> {
  const { connection, timeouts } = context;
  const text = await askFrr(shell, context, 'show daemons\nshow watchfrr', timeouts.readMs);
  return parseRunningDaemons(text, connection.name);
}

/**
 * The daemons of a router that is whole, out of `show daemons` and `show watchfrr`. Throws `device.incomplete` when a daemon
 * is not up, is just being started, or nobody watches them (then nobody can say which ones there should be).
 */
export function parseRunningDaemons(text: string, name: string): readonly string[] {
  const lines = text.split('\n');
  const phase = /^watchfrr global phase: (.*)$/m.exec(text)?.[1]?.trim();
  if (phase === undefined)
    throw incomplete(name, 'watchfrr does not run, so it is unknown which daemons should');
  if (phase !== 'Idle') throw incomplete(name, `watchfrr is in phase ${phase}`);
  const reached = new Set((lines[0] ?? '').trim().split(/\s+/));
  const watched = lines.flatMap((line) => {
    const [, daemon, state] = /^ {2}(\S+)\s+(Init|Down|Connecting|Up|Unresponsive)\b/.exec(line) ?? [];
    return daemon === undefined || state === undefined ? [] : [{ daemon, state }];
  });
  for (const { daemon, state } of watched)
    if (state !== 'Up' || !reached.has(daemon)) throw incomplete(name, `${daemon} is not up`);
  // A daemon that has been started again is up before it has read its configuration.
  if (/^\s+restart(ing| running)/m.test(text)) throw incomplete(name, 'a daemon is being restarted');
  if (watched.length === 0) throw incomplete(name, 'watchfrr watches no daemon');
  return watched.map(({ daemon }) => daemon);
}

function incomplete(name: string, why: string): Fault {
  return new Fault(
    'device.incomplete',
    `the running configuration of ${name} is not complete: ${why}; it is read again later`,
  );
}
