import { createAristaEos } from './arista-eos.ts';
import { leaveConfiguration } from './configure.ts';
import type { EosDevice } from './device.ts';
import type { EosSession } from './session.ts';
import { freeVty } from './show-users.ts';
import type { CommandLine, Reply } from '../command-line.ts';
import type { Entrance, House } from '../door-keeper.ts';
import type { ExecReply } from '../ssh-door.ts';

/** An EOS switch as its SSH server sees it: OpenSSH with many channels, also for single commands. */
export function createEosHouse(device: EosDevice): House {
  const { box, log, sessions, faults } = device;

  function open({ id, user, from, rows, level }: Entrance, vty: number | null): EosSession {
    const session: EosSession = {
      id,
      user,
      from,
      vty,
      lastTyped: Date.now(),
      level,
      place: null,
      inside: null,
      faultAtCommit: null,
      pageLength: rows,
    };
    sessions.set(id, session);
    return session;
  }
  const close = (session: EosSession) => {
    leaveConfiguration(device, session);
    sessions.delete(session.id);
  };

  return {
    ident: 'OpenSSH_8.7',
    channels: 'many',
    accounts: box.users,
    log,
    faults,
    isBooting: () => device.isBooting(),
    begin(entrance) {
      const session = open(entrance, freeVty(device));
      return { cli: createAristaEos(device, session), ended: () => close(session) };
    },
    exec(entrance, command, answer) {
      const session = open({ ...entrance, rows: 0 }, null);
      const reply = runAll(createAristaEos(device, session), command.split('\n'));
      close(session);
      answer(reply);
    },
  };
}

/** An exec channel takes several lines; nobody answers its questions. A refused line ends it. */
function runAll(cli: CommandLine, lines: readonly string[]): ExecReply {
  const printed: string[] = [];
  for (const line of lines) {
    const reply: Reply = cli.submit(line);
    if (reply.kind === 'hang' || reply.kind === 'later') return null; // this platform answers nothing later
    if (reply.kind === 'cut') return 'cut';
    if (reply.text !== '') printed.push(reply.text);
    const isRefused = reply.kind === 'text' && reply.text.startsWith('% ');
    if (reply.kind !== 'text' || isRefused)
      return { code: isRefused ? 1 : 0, stdout: ended(printed), stderr: '' };
  }
  return { code: 0, stdout: ended(printed), stderr: '' };
}

function ended(printed: readonly string[]): string {
  return printed.map((text) => `${text}\n`).join('');
}
