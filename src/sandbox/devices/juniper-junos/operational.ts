import type { Reply } from '../command-line.ts';
import { misbehave } from '../misbehave.ts';
import { matchCommand } from '../match-command.ts';
import { noticeOf, shownConfiguration } from './commit.ts';
import { configure } from './configure.ts';
import type { JunosDevice } from './device.ts';
import { partsOf, through } from './pipes.ts';
import { printCurly, printSet } from './print.ts';
import type { JunosSession } from './session.ts';
import {
  showBgpNeighbor,
  showBgpSummary,
  showHardware,
  showInterfacesTerse,
  showLldpNeighbors,
  showOspfNeighbor,
  showVersion,
} from './show.ts';
import { showCommits, showUptime, showUsers } from './show-administration.ts';
import type { Shown } from './show.ts';
import { replyText } from './xml.ts';

interface Operational {
  readonly words: string;
  /** The privilege it needs. */
  readonly level: number;
  readonly run: (
    device: JunosDevice,
    session: JunosSession,
    rest: readonly string[],
    pipes: readonly string[],
  ) => Reply;
}

const text = (value: string): Reply => ({ kind: 'text', text: value });

function show(words: string, answer: (device: JunosDevice) => Shown): Operational {
  return {
    words,
    level: 1,
    run(device, _session, _rest, pipes) {
      const shown = answer(device);
      if (pipes.includes('display xml')) return text(replyText(device.box.version, shown.xml));
      return text(shown.text);
    },
  };
}

const quietly = (
  words: string,
  answer: string,
  act?: (session: JunosSession, value: string) => void,
): Operational => ({
  words,
  level: 1,
  run(_device, session, rest) {
    act?.(session, rest[0] ?? '');
    return text(answer.replace('%s', rest[0] ?? ''));
  },
});

/** Operational commands: those a driver needs and those a person would type on a visit. */
const COMMANDS: readonly Operational[] = [
  show('show version', showVersion),
  show('show chassis hardware', showHardware),
  show('show interfaces terse', showInterfacesTerse),
  show('show interfaces', showInterfacesTerse),
  show('show bgp summary', showBgpSummary),
  show('show bgp neighbor', showBgpNeighbor),
  show('show lldp neighbors', showLldpNeighbors),
  show('show ospf neighbor', showOspfNeighbor),
  show('show system users', showUsers),
  show('show system commit', showCommits),
  show('show system uptime', showUptime),
  { words: 'show configuration', level: 1, run: showConfiguration },
  quietly(
    'set cli screen-length',
    'Screen length set to %s',
    (session, value) => (session.pageLength = Number(value)),
  ),
  quietly('set cli screen-width', 'Screen width set to %s'),
  quietly('set cli complete-on-space', 'Disabling complete-on-space'),
  quietly('set cli timestamp', 'CLI timestamp disabled'),
  {
    words: 'configure',
    level: 15,
    // Also `configure private`, which this device does not know: taken for the plain one it would change what all share.
    run: (device, session, rest) =>
      rest.length > 0 ? text('syntax error, expecting <command>.') : configure(device, session, false),
  },
  { words: 'configure exclusive', level: 15, run: (device, session) => configure(device, session, true) },
  { words: 'exit', level: 1, run: () => ({ kind: 'close', text: '' }) },
  { words: 'quit', level: 1, run: () => ({ kind: 'close', text: '' }) },
];

function showConfiguration(
  device: JunosDevice,
  session: JunosSession,
  rest: readonly string[],
  pipes: readonly string[],
): Reply {
  if (rest.length > 0) return text('error: this simulated device shows the whole configuration only');
  const shown = shownConfiguration(device.box, pipes.includes('display set') ? printSet : printCurly);
  if (session.level === 15) return text(shown);
  // Who may not see secrets gets a remark in their place.
  return text(shown.replaceAll(/ \S+; ## SECRET-DATA/g, ' /* SECRET-DATA */; ## SECRET-DATA'));
}

/** Answers one operational line, in a shell or on an exec channel. */
export function runOperational(device: JunosDevice, session: JunosSession, line: string): Reply {
  return misbehave(device, device.faults.atExec(line), {
    act: () => answerOf(device, session, line),
    skip: () => undefined,
    refusal: () => 'unknown command.',
  });
}

function answerOf(device: JunosDevice, session: JunosSession, line: string): Reply {
  const { command, pipes } = partsOf(line);
  const words = command.split(/\s+/);
  const allowed = COMMANDS.filter((one) => one.level <= session.level);
  const match = matchCommand(allowed, words);
  if (match.kind === 'found') {
    const reply = match.rule.run(device, session, match.rest, pipes);
    if (reply.kind !== 'text') return reply;
    const filtered = through(reply.text, pipes);
    if (filtered === null) return text('syntax error, expecting <pipe>.');
    const notice = session.terminal === null || session.editing !== null ? '' : noticeOf(device);
    return text(notice === '' ? filtered : `${filtered}\n\n${notice}`);
  }
  if (match.kind === 'ambiguous') return text(`'${command}' is ambiguous.`);
  if (match.kind === 'incomplete') return text('syntax error, expecting <command>.');
  return text(match.at === 0 ? 'unknown command.' : 'syntax error, expecting <command>.');
}
