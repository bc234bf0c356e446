import type { House } from '../door-keeper.ts';
import type { ExecReply } from '../ssh-door.ts';
import type { FrrDevice } from './device.ts';
import { createTerminalSession } from './terminal-session.ts';
import { runVtysh } from './vtysh.ts';
import { createVtyshSession } from './vtysh-session.ts';
import type { LineOutcome } from './vtysh-session.ts';

/** A router on a Linux host as its SSH server sees it: exec channels go to the login shell of the account. */
export function createFrrHouse(device: FrrDevice): House & { sessions(): number } {
  const { box, log, faults } = device;
  const open = new Set<object>();
  return {
    ident: 'OpenSSH_9.2p1',
    channels: 'many',
    accounts: box.users,
    log,
    faults,
    sessions: () => open.size,
    isBooting: () => device.isBooting(),
    begin(entrance) {
      open.add(entrance);
      return { cli: createTerminalSession(device, entrance), ended: () => void open.delete(entrance) };
    },
    exec(entrance, command, answer) {
      open.add(entrance);
      const told = (outcome: LineOutcome) => {
        open.delete(entrance);
        answer(toReply(outcome));
      };
      const isVtysh = box.users.find(({ username }) => username === entrance.user)?.shell === 'vtysh';
      if (isVtysh) void runVtysh(device, createVtyshSession(entrance.id, entrance.user), command, told);
      else void device.host.exec(entrance, command, told);
    },
  };
}

function toReply(outcome: LineOutcome): ExecReply {
  if (outcome === 'hang') return null;
  return outcome;
}
