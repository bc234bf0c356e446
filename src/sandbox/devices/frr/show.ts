import { filterAnswer } from '../filter-answer.ts';
import { matchCommand } from '../match-command.ts';
import type { FrrBox } from './box.ts';
import { DAEMONS } from './box.ts';
import type { Daemon } from './box.ts';
import {
  showBgpNeighborsJson,
  showBgpSummaryJson,
  showInterfaceJson,
  showOspfNeighborJson,
} from './show-json.ts';
import { formatConfiguration, showRunning } from './text.ts';
import type { VtyshAnswer } from './vtysh-session.ts';

interface ShowRule {
  readonly words: string;
  /** Who answers; without it vtysh says on standard error that it does not run. */
  readonly daemon: Daemon | null;
  readonly text: (box: FrrBox) => string;
}

/** What the driver asks, and what a person would on a visit. */
const RULES: readonly ShowRule[] = [
  { words: 'show version', daemon: null, text: showVersion },
  { words: 'show running-config', daemon: null, text: showRunning },
  { words: 'show running-config no-header', daemon: null, text: formatConfiguration },
  { words: 'show startup-config', daemon: null, text: () => '' }, // vtysh may not read the file either
  { words: 'show daemons', daemon: null, text: showDaemons },
  { words: 'show watchfrr', daemon: null, text: showWatchfrr },
  { words: 'show interface json', daemon: 'zebra', text: showInterfaceJson },
  { words: 'show bgp vrf all summary json', daemon: 'bgpd', text: showBgpSummaryJson },
  { words: 'show bgp vrf all neighbors json', daemon: 'bgpd', text: showBgpNeighborsJson },
  { words: 'show ip ospf neighbor json', daemon: 'ospfd', text: showOspfNeighborJson },
];

/** Answers a show command; null when there is none of these words. */
export function show(box: FrrBox, line: string): VtyshAnswer | null {
  const [command = '', filter] = line.split(' | ', 2);
  const match = matchCommand(RULES, command.trim().split(/\s+/));
  if (match.kind === 'incomplete') return { code: 1, stdout: `% Command incomplete: ${line}\n`, stderr: '' };
  if (match.kind === 'ambiguous') return { code: 1, stdout: `% Ambiguous command: ${line}\n`, stderr: '' };
  if (match.kind === 'invalid' || match.rest.length > 0) return null;
  const { daemon, text } = match.rule;
  if (daemon !== null && box.down.has(daemon))
    return { code: 1, stdout: '', stderr: `${daemon} is not running\n` };
  if (filter !== undefined && !filter.startsWith('include '))
    return { code: 0, stdout: `% Unknown action '${filter.split(' ')[0] ?? ''}'\n`, stderr: '' };
  const answer = filterAnswer(text(box), filter);
  return { code: 0, stdout: answer === '' || answer.endsWith('\n') ? answer : `${answer}\n`, stderr: '' };
}

function showVersion({ version, hostname }: FrrBox): string {
  return [
    `FRRouting ${version} (${hostname}) on Linux(6.1.0).`,
    'Copyright 1996-2005 Kunihiro Ishiguro, et al.',
    'configured with:',
    "    '--prefix=/usr'",
  ].join('\n');
}

function showDaemons({ down }: FrrBox): string {
  return ` ${['zebra', 'ospfd', 'bgpd', 'watchfrr', 'staticd'].filter((name) => !down.has(name as Daemon)).join(' ')}`;
}

function showWatchfrr({ down }: FrrBox): string {
  return [
    'watchfrr global phase: Idle',
    ' Restart Command: "/usr/lib/frr/watchfrr.sh restart %s"',
    ' Start Command: "/usr/lib/frr/watchfrr.sh start %s"',
    ' Stop Command: "/usr/lib/frr/watchfrr.sh stop %s"',
    ' Min Restart Interval: 60',
    ' Max Restart Interval: 600',
    ' Restart Timeout: 20',
    ...DAEMONS.map((name) => `  ${name.padEnd(20)} ${down.has(name) ? 'Down' : 'Up'}`),
  ].join('\n');
}
