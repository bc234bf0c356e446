import type { CommandLine, Reply } from '../command-line.ts';
import type { IosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import { createConfigurationMode } from './configuration-mode.ts';
import type { IosDevice } from './device.ts';
import { EXEC, runExec } from './exec.ts';
import { RULES } from './rules.ts';
import { noteConfigured } from './logging.ts';
import type { IosSession } from './session.ts';

/** The command line of one session: exec and configuration mode behind one prompt (facts/devices.md 2.1). */
export function createCiscoIos(device: IosDevice, session: IosSession): CommandLine {
  const enter = createConfigurationMode(device, session);

  function prompt(): string {
    const name = hostnameOf(device.box);
    if (session.place === null) return `${name}${session.level === 15 ? '#' : '>'}`;
    // In configuration mode the name is cut, so a driver must not insist on the whole of it.
    return `${name.slice(0, 20)}(${session.place.mode})#`;
  }

  function submit(line: string): Reply {
    session.lastTyped = Date.now();
    const text = line.trim();
    if (text === '' || text.startsWith('!')) return { kind: 'text', text: '' };
    if (session.place !== null) return enter(text, prompt().length);
    return runExec(device, session, { text, promptLength: prompt().length });
  }

  return {
    greeting: () => bannersOf(device.box),
    prompt,
    submit,
    interrupt() {
      if (session.place !== null) noteConfigured(device.box, session);
      session.place = null;
    },
    help: (line) => helpFor(session, line),
    pageLength: () => session.pageLength,
  };
}

/** `banner motd` and `banner exec` without their delimiters. */
function bannersOf(box: IosBox): string {
  const nodes = ['banner motd', 'banner exec'].flatMap((kind) =>
    box.root.children.filter((child) => child.line.startsWith(kind)),
  );
  const texts = nodes.map((node) => {
    const [, delimiter = '^C', first = ''] = /^banner \S+ (\^C|\S)(.*)$/.exec(node.line) ?? [];
    return [first, ...node.text].join('\n').split(delimiter)[0] ?? '';
  });
  return texts.join('\n');
}

function helpFor(session: IosSession, line: string): string {
  const rules = session.place === null ? EXEC : RULES[session.place.mode];
  const fitting = rules.map((rule) => rule.words).filter((words) => words.startsWith(line.trim()));
  return fitting.length === 0 ? '% Unrecognized command' : fitting.map((words) => `  ${words}`).join('\n');
}
