import type { EosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import { createConfigurationMode } from './configuration-mode.ts';
import { leaveConfiguration } from './configure.ts';
import type { EosDevice } from './device.ts';
import { promptOf } from './entering.ts';
import { EXEC, runExec } from './exec.ts';
import { RULES } from './rules.ts';
import type { EosSession } from './session.ts';
import type { CommandLine, Reply } from '../command-line.ts';

/** The command line of one login: exec mode, configuration mode and sessions behind one prompt (facts/devices.md 3.1). */
export function createAristaEos(device: EosDevice, session: EosSession): CommandLine {
  const enter = createConfigurationMode(device, session);

  function prompt(): string {
    const name = hostnameOf(device.box);
    if (session.place === null) return `${name}${session.level === 15 ? '#' : '>'}`;
    // Of a session's name only six characters are shown.
    const inside = session.inside === null ? '' : `-s-${session.inside.name.slice(0, 6)}`;
    return `${name}(config${inside}${promptOf(session.place)})#`;
  }

  function submit(line: string): Reply {
    session.lastTyped = Date.now();
    // A session somebody else committed or aborted meanwhile is no place to be in any more.
    if (session.inside !== null && !session.inside.instances.has(session.id))
      leaveConfiguration(device, session);
    const text = line.trim();
    if (text === '' || text.startsWith('!')) return { kind: 'text', text: '' };
    return session.place === null ? runExec(device, session, text) : enter(text, session.place);
  }

  return {
    greeting: () => bannersOf(device.box),
    prompt,
    submit,
    interrupt: () => undefined,
    help: (line) => helpFor(session, line),
    pageLength: () => session.pageLength,
  };
}

/** `banner login` and `banner motd` without their last line. */
function bannersOf(box: EosBox): string {
  return ['banner login', 'banner motd']
    .flatMap((line) => box.root.children.filter((child) => child.line === line))
    .flatMap((node) => node.text.slice(0, -1))
    .join('\n');
}

function helpFor(session: EosSession, line: string): string {
  const rules: readonly { readonly words: string }[] =
    session.place === null ? EXEC : RULES[session.place.mode];
  const fitting = rules.map((rule) => rule.words).filter((words) => words.startsWith(line.trim()));
  return fitting.length === 0 ? '% Unrecognized command' : fitting.map((words) => `  ${words}`).join('\n');
}
