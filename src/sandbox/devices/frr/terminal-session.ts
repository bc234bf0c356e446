import type { CommandLine, Reply } from '../command-line.ts';
import type { Entrance } from '../door-keeper.ts';
import type { FrrDevice } from './device.ts';
import { submitLine } from './vtysh.ts';
import { createVtyshSession } from './vtysh-session.ts';
import type { LineOutcome } from './vtysh-session.ts';

/** vtysh with a terminal, for a person on a visit; an account whose shell is bash has to start it first. */
export function createTerminalSession(device: FrrDevice, { id, user }: Entrance): CommandLine {
  const { box } = device;
  const isLogin = box.users.find(({ username }) => username === user)?.shell === 'vtysh';
  let vtysh = isLogin ? createVtyshSession(id, user) : null;
  const greeting = `\nHello, this is FRRouting (version ${box.version}).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n`;

  function inShell(line: string): Reply {
    if (line === 'exit' || line === 'logout') return { kind: 'close', text: 'logout' };
    if (line === '') return { kind: 'text', text: '' };
    if (line === 'vtysh') {
      vtysh = createVtyshSession(id, user);
      return { kind: 'text', text: greeting };
    }
    const { promise, resolve } = Promise.withResolvers<Reply>();
    void device.host.exec({ id, user }, line, (outcome) => resolve(replyOf(outcome)));
    return { kind: 'later', answer: promise };
  }

  function leave(): Reply {
    if (isLogin) return { kind: 'close', text: '' };
    vtysh = null;
    return { kind: 'text', text: '' };
  }

  return {
    greeting: () => (isLogin ? greeting : ''),
    prompt() {
      if (vtysh === null) return `${user}@${box.hostname}:~$ `;
      return vtysh.place === null ? `${box.hostname}# ` : `${box.hostname}(${vtysh.place.mode})# `;
    },
    submit(typed) {
      const line = typed.trim();
      if (vtysh === null) return inShell(line);
      if (vtysh.place === null && (line === 'exit' || line === 'quit')) return leave();
      return replyOf(submitLine(device, vtysh, line));
    },
    interrupt: () => undefined,
    help: () => '% There is no matched command.',
    pageLength: () => 0,
  };
}

function replyOf(outcome: LineOutcome): Reply {
  if (outcome === 'hang' || outcome === 'cut') return { kind: outcome };
  return { kind: 'text', text: `${outcome.stdout}${outcome.stderr}`.replace(/\n$/, '') };
}
