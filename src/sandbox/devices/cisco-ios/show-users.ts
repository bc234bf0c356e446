import type { IosDevice } from './device.ts';
import type { IosSession } from './session.ts';

/** Line numbers count the console first (facts/devices.md 2.2). */
const FIRST_VTY = 2;

/** `show users`; the session that asks has a star. */
export function showUsers(device: IosDevice, asking: IosSession): string {
  const rows = [...device.sessions.values()].map((session) => {
    const idle = new Date(Date.now() - session.lastTyped).toISOString().slice(11, 19);
    const star = session.id === asking.id ? '*' : ' ';
    const number = String(session.vty + FIRST_VTY).padStart(3);
    return `${star}${number} vty ${session.vty}     ${session.user.padEnd(10)} idle                 ${idle} ${session.from}`;
  });
  return [
    '    Line       User       Host(s)              Idle       Location',
    ...rows,
    '',
    '  Interface    User               Mode         Idle     Peer Address',
    '',
  ].join('\n');
}

/** The lowest terminal line nobody uses. */
export function freeVty(device: IosDevice): number {
  const taken = new Set([...device.sessions.values()].map((session) => session.vty));
  let vty = 0;
  while (taken.has(vty)) vty += 1;
  return vty;
}
