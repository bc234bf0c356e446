import { interfaceOfJunosCommand, isJunosWordsOnly, readJunosCommand } from './read-command.ts';
import type { JunosCommand } from './read-command.ts';

/** What a line of a Junos plan does beyond its own words. */
export interface JunosJudgement {
  readonly interface: string | null;
  readonly isWordsOnly: boolean;
  /** True when the interface is down afterwards because that was asked for. */
  readonly disables: boolean;
  readonly isOneWay: boolean;
}

/** Judges a line. One that cannot be read counts as something that can do anything. */
export function judgeJunosCommand(line: string): JunosJudgement {
  const command = readJunosCommand(line);
  if (command === null) return { interface: null, isWordsOnly: false, disables: false, isOneWay: true };
  return {
    interface: interfaceOfJunosCommand(command),
    isWordsOnly: isJunosWordsOnly(command),
    disables: disables(command),
    isOneWay: ONE_WAY.some((pattern) => pattern.test(withoutGroups(command).join(' '))),
  };
}

/** `… disable` set, or the port or unit as a whole taken away or out of service. */
function disables({ verb, words }: JunosCommand): boolean {
  if (words[0] !== 'interfaces') return false;
  const rest = words.slice(words[2] === 'unit' ? 4 : 2);
  if (verb === 'set') return rest.length === 1 && rest[0] === 'disable';
  return (verb === 'delete' || verb === 'deactivate') && rest.length === 0;
}

/** Keys and users, whose former ones people hold, and the AS number, with which every BGP session begins anew. */
const ONE_WAY: readonly RegExp[] = [
  /^system (login|root-authentication|radius-server|tacplus-server|ntp authentication-key)( |$)/,
  /(^| )(encrypted-password|plain-text-password-value|authentication-key|simple-password|pre-shared-key|secret)( |$)/,
  /^snmp (community|v3)( |$)/,
  /^security (certificates|pki|ike|ssh-known-hosts)( |$)/,
  /(^| )authentication md5( |$)/,
  /(^| )routing-options autonomous-system( |$)/,
];

/** What stands in a group or a logical system means there what it means at the top. */
export function withoutGroups({ words }: JunosCommand): readonly string[] {
  let at = 0;
  while (['groups', 'logical-systems', 'tenants'].includes(words[at] ?? '')) at += 2;
  // Whatever a text says, it is no statement.
  return words.slice(at).map((word) => (word.startsWith('"') ? '""' : word));
}
