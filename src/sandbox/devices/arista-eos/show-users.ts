import type { EosDevice } from './device.ts';
import type { EosSession } from './session.ts';

/** `show users`; the session that asks has a star, exec channels have no line. */
export function showUsers(device: EosDevice, asking: EosSession): string {
  const rows = [...device.sessions.values()].flatMap((session) => {
    if (session.vty === null) return [];
    const idle = new Date(Date.now() - session.lastTyped).toISOString().slice(11, 19);
    const star = session.id === asking.id ? '*' : ' ';
    const line = `${String(session.vty + 1).padStart(3)} vty ${session.vty}`;
    return [`${star}${line.padEnd(13)} ${session.user.padEnd(12)} idle       ${idle}    ${session.from}`];
  });
  return ['    Line       User         Host(s)    Idle        Location', ...rows].join('\n');
}

/** The lowest terminal line nobody uses; EOS counts from 2 on. */
export function freeVty(device: EosDevice): number {
  const taken = new Set([...device.sessions.values()].map((session) => session.vty));
  let vty = 2;
  while (taken.has(vty)) vty += 1;
  return vty;
}
