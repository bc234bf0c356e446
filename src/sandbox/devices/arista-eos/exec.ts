import { abort, commit, configure, configureSession } from './configure.ts';
import type { EosDevice } from './device.ts';
import { lldpJson, ospfJson } from './neighbors.ts';
import type { EosSession } from './session.ts';
import { sessionsJson, sessionsText } from './show-sessions.ts';
import { bgpSummaryJson, hostnameJson, interfacesJson, versionJson } from './show-state.ts';
import { showUsers } from './show-users.ts';
import { clockText, formatConfiguration, MODEL, showRunning, showStartup } from './text.ts';
import type { Reply } from '../command-line.ts';
import { filterAnswer } from '../filter-answer.ts';
import { matchCommand } from '../match-command.ts';
import { misbehave } from '../misbehave.ts';
import { unifiedDiff } from '../unified-diff.ts';

interface ExecRule {
  readonly words: string;
  /** The privilege level it needs. */
  readonly level: number;
  /** Null when what follows the words fits nothing, or the command means nothing here. */
  readonly run: (device: EosDevice, session: EosSession, rest: readonly string[]) => Reply | null;
  /** What `| json` prints; absent where EOS has no such form. */
  readonly json?: (device: EosDevice, session: EosSession) => object;
}

const text = (value: string): Reply => ({ kind: 'text', text: value });

type Show = (device: EosDevice, session: EosSession) => string;

function show(words: string, level: number, answer: Show, json?: ExecRule['json']): ExecRule {
  const run: ExecRule['run'] = (device, session, rest) =>
    rest.length === 0 ? text(answer(device, session)) : null;
  return { words, level, run, ...(json === undefined ? {} : { json }) };
}

/** A command whose form for people is not simulated. */
function showJson(words: string, json: NonNullable<ExecRule['json']>): ExecRule {
  return show(words, 1, () => '% The simulated device answers this command with "| json" only', json);
}

/** Exec commands, those the driver needs and those a person would type on a visit. They work in configuration mode, too. */
export const EXEC: readonly ExecRule[] = [
  { words: 'enable', level: 1, run: enable },
  { words: 'disable', level: 1, run: disable },
  { words: 'exit', level: 1, run: () => ({ kind: 'close', text: '' }) },
  { words: 'logout', level: 1, run: () => ({ kind: 'close', text: '' }) },
  { words: 'terminal length', level: 1, run: terminalLength },
  {
    words: 'terminal width',
    level: 1,
    run: (_device, _session, [width = '']) => text(`Width set to ${width} columns.`),
  },
  { words: 'terminal no monitor', level: 1, run: () => text('') },
  show('show version', 1, versionText, (device) => versionJson(device.box, device.uptime())),
  show('show clock', 1, () => clockText(new Date())),
  showJson('show hostname', (device) => hostnameJson(device.box)),
  showJson('show interfaces', (device) => interfacesJson(device.box)),
  showJson('show ip bgp summary vrf all', (device) => bgpSummaryJson(device.box, 4)),
  showJson('show ipv6 bgp summary vrf all', (device) => bgpSummaryJson(device.box, 6)),
  showJson('show lldp neighbors detail', (device) => lldpJson(device.box)),
  showJson('show ip ospf neighbor vrf all', (device) => ospfJson(device.box)),
  show('show users', 1, showUsers),
  show('show privilege', 1, (_device, session) => `Current privilege level is ${session.level}`),
  show('show running-config', 15, (device) => showRunning(device.box)),
  show('show running-config diffs', 15, runningDiffs),
  show('show startup-config', 15, (device) => showStartup(device.box)),
  show('show configuration sessions detail', 15, sessionsText, sessionsJson),
  { words: 'show session-config', level: 15, run: showSession },
  { words: 'show session-config diffs', level: 15, run: sessionDiffs },
  { words: 'configure', level: 15, run: configure },
  { words: 'configure terminal', level: 15, run: configure },
  { words: 'configure session', level: 15, run: configureSession },
  {
    words: 'no configure session',
    level: 15,
    run: (device, _session, [name = '']) => text(device.configSessions.remove(name) ?? ''),
  },
  { words: 'commit', level: 15, run: commit },
  { words: 'abort', level: 15, run: abort },
  { words: 'write', level: 15, run: save },
  { words: 'write memory', level: 15, run: save },
  { words: 'copy running-config startup-config', level: 15, run: save },
];

/** First words by which a line in configuration mode is an exec command. */
const EXEC_WORDS = new Set(['show', 'configure', 'commit', 'abort', 'write', 'copy', 'terminal']);

/** True for a line that is an exec command also in configuration mode. */
export function isExecLine(line: string): boolean {
  return EXEC_WORDS.has(line.split(/\s+/)[0] ?? '');
}

/** Answers one exec line of a session. */
export function runExec(device: EosDevice, session: EosSession, line: string): Reply {
  return misbehave(device, device.faults.atExec(line), {
    act: () => answerExec(device, session, line),
    skip: () => undefined,
    refusal: () => '% Invalid input',
  });
}

function answerExec(device: EosDevice, session: EosSession, line: string): Reply {
  const [command = '', ...pipes] = line.split(' | ').map((part) => part.trim());
  const match = matchCommand(EXEC, command.split(/\s+/));
  if (match.kind === 'ambiguous') return text('% Ambiguous command');
  if (match.kind === 'incomplete') return text('% Incomplete command');
  if (match.kind === 'invalid') return text('% Invalid input');
  const { rule, rest } = match;
  if (rule.level > session.level) return text('% Invalid input (privileged mode required)');
  const [pipe = ''] = pipes;
  if (pipe === 'json') {
    if (rest.length > 0) return text('% Invalid input');
    return text(
      rule.json === undefined
        ? '% This is an unconverted command'
        : JSON.stringify(rule.json(device, session), null, 4),
    );
  }
  const reply = rule.run(device, session, rest) ?? text('% Invalid input');
  return reply.kind === 'text' && pipe !== 'no-more' ? text(filterAnswer(reply.text, pipes[0])) : reply;
}

/** Asks for the secret only where one is configured; three tries. */
function enable(device: EosDevice, session: EosSession): Reply {
  const { enableSecret } = device.box;
  if (session.level === 15) return text('');
  const ask = (tries: number): Reply => ({
    kind: 'question',
    text: 'Password: ',
    input: 'secret',
    answer(typed) {
      if (typed === null) return text('');
      if (typed !== enableSecret) return tries === 1 ? text('% Bad secrets') : ask(tries - 1);
      session.level = 15;
      return text('');
    },
  });
  if (enableSecret !== null) return ask(3);
  session.level = 15;
  return text('');
}

function disable(_device: EosDevice, session: EosSession): Reply {
  session.level = 1;
  return text('');
}

function terminalLength(
  _device: EosDevice,
  session: EosSession,
  [typed = '']: readonly string[],
): Reply | null {
  if (!/^\d+$/.test(typed)) return null;
  session.pageLength = Number(typed);
  return text(typed === '0' ? 'Pagination disabled.' : `Pagination set to ${typed} lines.`);
}

function versionText(device: EosDevice): string {
  const { box } = device;
  return [
    `Arista ${MODEL}`,
    'Hardware version: 11.00',
    `Serial number: ${box.serial}`,
    '',
    `Software image version: ${box.version}`,
    'Architecture: x86_64',
    '',
    `Uptime: ${Math.floor(device.uptime() / 60)} minutes`,
  ].join('\n');
}

/** `show running-config diffs`: empty while everything is saved. */
function runningDiffs(device: EosDevice): string {
  return unifiedDiff(
    { name: 'flash:/startup-config', text: device.box.startup },
    { name: 'system:/running-config', text: device.running() },
  );
}

function showSession(_device: EosDevice, { inside }: EosSession): Reply | null {
  return inside === null ? null : text(formatConfiguration(inside.root).trimEnd());
}

/** `show session-config diffs`: against what runs now, so changes of others since the session was opened are in it, reversed. */
function sessionDiffs(device: EosDevice, { inside }: EosSession): Reply | null {
  if (inside === null) return null;
  return text(
    unifiedDiff(
      { name: 'system:/running-config', text: device.running() },
      { name: `session:/${inside.name}-session-config`, text: formatConfiguration(inside.root) },
    ),
  );
}

function save(device: EosDevice, session: EosSession): Reply {
  if (device.faults.current()?.kind === 'save-fails')
    return text('% Error copying system:/running-config to startup-config (No space left on device)');
  const { box, log } = device;
  const at = new Date();
  box.saved = { at, by: session.user };
  box.startup = device.running();
  log.event({ time: at.toISOString(), session: session.id, user: session.user, kind: 'save' });
  return text('Copy completed successfully.');
}
