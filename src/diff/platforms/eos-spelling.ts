import { canonicalNetwork, lengthOfMask } from '../canonical-address.ts';

/** Older spellings EOS still takes, each with what it shows instead. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^vrf definition /, 'vrf instance '],
  [/^vrf forwarding /, 'vrf '],
  [/^(neighbor \S+) peer-group(?= |$)/, '$1 peer group'],
  [/^ip domain-name /, 'dns domain '],
  [/^(ip (?:ext|large-)?community-list) standard /, '$1 '],
  [/^(ip (?:ext|large-)?community-list) expanded /, '$1 regexp '],
  [/^username (\S+) sshkey /, 'username $1 ssh-key '],
  [/^policy-map type qos /, 'policy-map type quality-of-service '],
  [/^service-policy (input|output) /, 'service-policy type qos $1 '],
];

/** A list in one line for each entry, as older releases show it, is a section with that entry inside. */
export function entryInItsList(line: string): string | null {
  const [, list, entry] = /^((?:ip|ipv6) prefix-list \S+) (seq \d+ .*)$/.exec(line) ?? [];
  return list === undefined || entry === undefined ? null : `${list}\n ${entry}`;
}

/** The first words of a line that may have another spelling: a quick look, since every line of a text is asked. */
const CANDIDATE = /^(vrf|neighbor|ip|username|policy-map|service-policy) /;

/** Reads an older spelling as what EOS shows for it, or null when there is nothing to rewrite. */
export function respellEosLine(line: string): string | null {
  if (!CANDIDATE.test(line)) return null;
  const shorter = withoutMask(line);
  if (shorter !== null) return shorter;
  const [pattern, instead] = SPELLINGS.find(([old]) => old.test(line)) ?? [];
  return pattern === undefined || instead === undefined ? null : line.replace(pattern, instead);
}

/** `ip route 10.0.0.0 255.0.0.0 …` is `ip route 10.0.0.0/8 …`. */
function withoutMask(line: string): string | null {
  const match = /^(ip route (?:vrf \S+ )?)(\S+) (\S+)( .*)$/.exec(line);
  const [, start = '', network = '', mask = '', rest = ''] = match ?? [];
  const length = lengthOfMask(mask);
  const canonical = match === null || length === null ? null : canonicalNetwork(`${network}/${length}`);
  return canonical === null ? null : `${start}${canonical}${rest}`;
}
