import type { Command, Influence, Reversibility } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { interfaceOfCommand } from './interface-of-command.ts';
import { judgeJunosCommand } from './junos/judge-command.ts';

/** Commands that change words only, also taken back: nothing forwards or routes differently after them. */
const WORDS_ONLY: readonly RegExp[] = [
  /^description( |$)/,
  /^neighbor \S+ description( |$)/,
  /^(ip|ipv6) prefix-list \S+ description( |$)/,
  /^hostname( |$)/,
  /^snmp-server (location|contact)( |$)/,
  /^log(ging)? /,
  /^name( |$)/,
];

/** What takes an interface down on purpose. */
const DISABLES = /^(shutdown|no interface \S+)$/;

/** What cannot be brought back by commands alone: what was there is not readable, or everything around it is rebuilt. */
const ONE_WAY: readonly RegExp[] = [
  /^router bgp( |$)/,
  /^(username|enable (secret|password)|key|crypto|certificate|snmp-server user)( |$)/,
  /^(neighbor \S+ password|.*(secret|key-string|authentication-key|message-digest-key))( |$)/,
];

/** What a plan can influence beyond its own lines. A line nobody judged counts as routing: more is watched, never less. */
export function influenceOf(platform: Platform, commands: readonly Command[]): Influence {
  const effective = commands.filter(({ command }) => !isWordsOnly(platform, command));
  const interfacesOf = (some: readonly Command[]) => [
    ...new Set(some.map((one) => interfaceOfCommand(platform, one)).filter((name) => name !== null)),
  ];
  return {
    interfaces: interfacesOf(effective),
    disables: interfacesOf(effective.filter(({ command }) => disables(platform, command))),
    routing: effective.length > 0,
  };
}

/** How a plan can be undone as far as its commands tell: a driver with a timer of its own may do better than `commands`. */
export function reversibilityOf(platform: Platform, commands: readonly Command[]): Reversibility {
  return commands.some(({ command }) => isOneWay(platform, command)) ? 'one-way' : 'commands';
}

function isWordsOnly(platform: Platform, command: string): boolean {
  if (platform === 'juniper_junos') return judgeJunosCommand(command).isWordsOnly;
  return WORDS_ONLY.some((pattern) => pattern.test(bare(command)));
}

function disables(platform: Platform, command: string): boolean {
  return platform === 'juniper_junos' ? judgeJunosCommand(command).disables : DISABLES.test(command);
}

function isOneWay(platform: Platform, command: string): boolean {
  if (platform === 'juniper_junos') return judgeJunosCommand(command).isOneWay;
  return ONE_WAY.some((pattern) => pattern.test(bare(command)));
}

/** The command without the word that takes it back. */
function bare(command: string): string {
  return command.replace(/^(no|default) +/, '');
}
