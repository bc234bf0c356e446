import type { Reply } from '../command-line.ts';
import type { Entrance, House } from '../door-keeper.ts';
import type { ExecReply } from '../ssh-door.ts';
import { leaveConfiguration } from './configure.ts';
import type { JunosDevice } from './device.ts';
import { createJuniperJunos } from './juniper-junos.ts';
import { runOperational } from './operational.ts';
import type { JunosSession } from './session.ts';

/** The device as its door sees it. */
export function createJunosHouse(device: JunosDevice): House {
  const { box, log, faults, sessions } = device;
  let shells = 0;
  return {
    ident: 'OpenSSH_7.5',
    channels: 'many',
    accounts: box.users,
    log,
    faults,
    isBooting: () => device.isBooting(),
    begin(entrance) {
      const session = createSession(entrance, `p${shells % 10}`);
      shells += 1;
      sessions.set(session.id, session);
      return {
        cli: createJuniperJunos(device, session),
        ended() {
          sessions.delete(session.id);
          leaveConfiguration(device, session);
        },
      };
    },
    exec(entrance, command, answer) {
      answer(execReplyOf(runOperational(device, createSession(entrance, null), command)));
    },
  };
}

function createSession({ id, user, from, level, rows }: Entrance, terminal: string | null): JunosSession {
  const pageLength = terminal === null ? 0 : rows;
  return { id, user, from, since: new Date(), level, terminal, editing: null, pageLength };
}

function execReplyOf(reply: Reply): ExecReply {
  if (reply.kind === 'hang' || reply.kind === 'later') return null; // this platform answers nothing later
  if (reply.kind === 'cut') return 'cut';
  // What waits for somebody to type waits for ever on an exec channel.
  if (reply.kind === 'question' || reply.kind === 'lines') return null;
  return { code: 0, stdout: reply.text === '' ? '' : `${reply.text}\n`, stderr: '' };
}
