import { enterLine } from './configuration-mode.ts';
import { commit } from './commit.ts';
import type { JunosDevice } from './device.ts';
import type { JunosSession } from './session.ts';
import { createDeviceLog } from '../device-log.ts';
import { createFaultSwitch } from '../fault-switch.ts';

/**
 * Enters lines as somebody at the console would, and commits. A last line `exit` leaves the changes uncommitted in the
 * candidate all share; a last `commit …` is the commit. Throws when a line is refused. No fault strikes, and nothing is noted.
 */
export function editByHand(device: JunosDevice, lines: readonly string[], user: string): void {
  const session: JunosSession = {
    id: 0,
    user,
    from: '-',
    since: new Date(),
    level: 15,
    terminal: 'u0',
    editing: { isExclusive: false, since: new Date(), scratch: null, way: [] },
    pageLength: 0,
  };
  const calm: JunosDevice = {
    ...device,
    faults: createFaultSwitch(),
    log: createDeviceLog(null),
    sessions: new Map(),
  };
  for (const line of lines) {
    if (line === 'exit' && line === lines.at(-1)) return;
    const reply = enterLine({ device: calm, session, line, promptLength: 0 });
    if (reply.kind === 'text' && /error|unknown command|^missing/m.test(reply.text))
      throw new Error(`the simulated device refuses "${line}" by hand: ${reply.text}`);
  }
  if (lines.at(-1)?.startsWith('commit') === true) return;
  const answer = commit(calm, device.box.candidate, { user, comment: null, confirmed: null });
  if (answer !== 'commit complete')
    throw new Error(`the simulated device refuses the commit by hand: ${answer}`);
}
