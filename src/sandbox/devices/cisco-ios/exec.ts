import type { IosSession } from './session.ts';
import { invalidInput, unknownCommand } from './answers.ts';
import { showArchive } from './archive.ts';
import { configure, configureWithTimer, confirmChange, extendTimer, revertNow } from './configure.ts';
import type { IosDevice } from './device.ts';
import { showLock } from './lock.ts';
import { showLogging } from './logging.ts';
import { showLldpNeighbors, showOspfNeighbors } from './neighbors.ts';
import { showUsers } from './show-users.ts';
import { showBgpSummary, showInterfaces, showIpInterfaceBrief, showVersion } from './show.ts';
import { clockText, formatConfiguration, showRunning } from './text.ts';
import type { Reply } from '../command-line.ts';
import { filterAnswer } from '../filter-answer.ts';
import { matchCommand } from '../match-command.ts';
import { misbehave } from '../misbehave.ts';

interface ExecRule {
  readonly words: string;
  /** The privilege level it needs. */
  readonly level: number;
  /** Null when what follows the words fits nothing. */
  readonly run: (device: IosDevice, session: IosSession, rest: readonly string[]) => Reply | null;
}

const text = (value: string): Reply => ({ kind: 'text', text: value });
const show = (
  words: string,
  level: number,
  answer: (device: IosDevice, session: IosSession) => string,
): ExecRule => ({
  words,
  level,
  run: (device, session) => text(answer(device, session)),
});
const quietly = (words: string, act: (session: IosSession, rest: readonly string[]) => void): ExecRule => ({
  words,
  level: 1,
  run: (_device, session, rest) => {
    act(session, rest);
    return text('');
  },
});

/** Exec commands, those the driver needs and those a person would type on a visit. */
export const EXEC: readonly ExecRule[] = [
  { words: 'enable', level: 1, run: enable },
  quietly('disable', (session) => (session.level = 1)),
  { words: 'exit', level: 1, run: () => ({ kind: 'close', text: '' }) },
  { words: 'logout', level: 1, run: () => ({ kind: 'close', text: '' }) },
  quietly('terminal length', (session, rest) => (session.pageLength = Number(rest[0] ?? 24))),
  quietly('terminal width', () => undefined),
  quietly('terminal monitor', () => undefined),
  quietly('terminal no monitor', () => undefined),
  show('show version', 1, (device) => showVersion(device.box, new Date())),
  show('show clock', 1, () => clockText(new Date()).replace(' UTC', '.000 UTC')),
  { words: 'show privilege', level: 1, run: showPrivilege },
  show('show users', 1, showUsers),
  show('show interfaces', 1, (device) => showInterfaces(device.box)),
  show('show ip interface brief', 1, (device) => showIpInterfaceBrief(device.box)),
  show('show ip bgp summary', 1, (device) => showBgpSummary(device.box, new Date(), true)),
  show('show bgp all summary', 1, (device) => showBgpSummary(device.box, new Date(), false)),
  show('show running-config', 15, (device) => showRunning(device.box)),
  show('show startup-config', 15, (device) => device.box.startup),
  show('show lldp neighbors detail', 1, (device) => showLldpNeighbors(device.box)),
  show('show ip ospf neighbor', 1, (device) => showOspfNeighbors(device.box)),
  show('show logging', 1, (device) => showLogging(device.box)),
  show('show configuration lock', 15, showLock),
  show('show archive', 15, (device) => showArchive(device.box)),
  show('show archive config rollback timer', 15, (device) => device.confirmedChange.show()),
  {
    words: 'configure terminal',
    level: 15,
    run: (device, session, rest) => (rest.length === 0 ? configure(device, session) : null),
  },
  { words: 'configure terminal revert timer', level: 15, run: configureWithTimer },
  { words: 'configure confirm', level: 15, run: confirmChange },
  { words: 'configure revert now', level: 15, run: revertNow },
  { words: 'configure revert timer', level: 15, run: extendTimer },
  { words: 'write', level: 15, run: save },
  { words: 'write memory', level: 15, run: save },
  { words: 'copy running-config startup-config', level: 15, run: copy },
];

/** Answers one exec line of a session. */
export function runExec(
  device: IosDevice,
  session: IosSession,
  line: { readonly text: string; readonly promptLength: number },
): Reply {
  return misbehave(device, device.faults.atExec(line.text), {
    act: () => answerExec(device, session, line),
    skip: () => undefined,
    refusal: () => invalidInput(line.text, 0, line.promptLength),
  });
}

function answerExec(
  device: IosDevice,
  session: IosSession,
  line: { readonly text: string; readonly promptLength: number },
): Reply {
  const [command = '', ...filters] = line.text.split(' | ');
  const words = command.trim().split(/\s+/);
  const match = matchCommand(
    EXEC.filter((rule) => rule.level <= session.level),
    words,
  );
  if (match.kind === 'found') {
    const reply = match.rule.run(device, session, match.rest);
    if (reply === null)
      return text(invalidInput(line.text, words.length - match.rest.length, line.promptLength));
    return reply.kind === 'text' ? text(filterAnswer(reply.text, filters[0])) : reply;
  }
  if (match.kind === 'ambiguous') return text(`% Ambiguous command:  "${line.text}"`);
  if (match.kind === 'incomplete') return text('% Incomplete command.\n');
  if (words.length > 1) return text(invalidInput(line.text, match.at, line.promptLength));
  const resolves = !device.box.root.children.some((child) => child.line === 'no ip domain lookup');
  return text(unknownCommand(command, resolves));
}

/** No question for a user who has level 15 already; three tries for the others. */
function enable(device: IosDevice, session: IosSession): Reply {
  if (session.level === 15) return text('');
  if (device.box.enableSecret === null) return text('% No password set');
  const ask = (tries: number): Reply => ({
    kind: 'question',
    text: 'Password: ',
    input: 'secret',
    answer(typed) {
      if (typed === null) return text('');
      if (typed === device.box.enableSecret) {
        session.level = 15;
        return text('');
      }
      return tries === 1 ? text('% Bad secrets\n') : ask(tries - 1);
    },
  });
  return ask(3);
}

function showPrivilege(_device: IosDevice, session: IosSession): Reply {
  return text(`Current privilege level is ${session.level}`);
}

function save(device: IosDevice, session: IosSession): Reply {
  if (device.faults.current()?.kind === 'save-fails')
    // NVRAM is full (vendor forums; not in the fact sheet).
    return text('Building configuration...\nstartup-config file open failed (Not enough space)');
  const { box, log } = device;
  const at = new Date();
  box.saved = { at, by: session.user };
  box.startup = formatConfiguration(box.root);
  log.event({ time: at.toISOString(), session: session.id, user: session.user, kind: 'save' });
  return text('Building configuration...\n[OK]');
}

function copy(device: IosDevice, session: IosSession): Reply {
  return {
    kind: 'question',
    text: 'Destination filename [startup-config]? ',
    input: 'line',
    answer: (typed) => (typed === null ? text('%Error copying') : save(device, session)),
  };
}
