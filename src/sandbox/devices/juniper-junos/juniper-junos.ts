import type { CommandLine, Reply } from '../command-line.ts';
import { activeOf } from './box.ts';
import { promptName } from './commit.ts';
import { enterLine } from './configuration-mode.ts';
import type { JunosDevice } from './device.ts';
import { runOperational } from './operational.ts';
import type { JunosSession } from './session.ts';
import { activeAt, valueIn } from './statement.ts';

/** The command line of one session: operational and configuration mode (facts/devices.md 4.1). */
export function createJuniperJunos(device: JunosDevice, session: JunosSession): CommandLine {
  function shortPrompt(): string {
    return `${session.user}@${promptName(device.box)}${session.editing === null ? '>' : '#'} `;
  }

  function prompt(): string {
    const way = session.editing?.way.map((words) => ` ${words}`).join('') ?? '';
    const place = session.editing === null ? '' : `[edit${way}]\r\n`;
    return `\r\n${place}${shortPrompt()}`;
  }

  function submit(typed: string): Reply {
    const line = typed.trim();
    if (line === '' || line.startsWith('#')) return { kind: 'text', text: '' };
    if (session.editing === null) return runOperational(device, session, line);
    return enterLine({ device, session, line, promptLength: shortPrompt().length });
  }

  return {
    greeting: () => bannerOf(device),
    prompt,
    submit,
    interrupt: () => undefined,
    help: () => 'Possible completions:\n  <[Enter]>            Execute this command',
    pageLength: () => session.pageLength,
    more: '---(more)---',
  };
}

function bannerOf({ box }: JunosDevice): string {
  const message = valueIn(activeAt(activeOf(box), 'system', 'login'), 'message') ?? '';
  return `${message}Last login: Tue Mar  3 09:14:22 2026 from 192.0.2.7\n--- JUNOS ${box.version} Kernel 64-bit  JNPR-12.1-20230210`;
}
