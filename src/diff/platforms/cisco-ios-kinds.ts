import { isIPv4 } from 'node:net';
import { canonicalAddress } from '../canonical-address.ts';
import { iosInterfaceName } from '../interface-name.ts';
import { formatVlanLists, parseVlanList } from '../vlan-list.ts';
import { accessEntry, serviceEntry } from './cisco-access-entry.ts';
import { canonicalSecret, canonicalSecretTypeLast, secretAfter, secretFirst } from './cisco-secret.ts';
import type { PlatformRules } from './platform-rules.ts';

/**
 * Words that belong to the value of a line although they are literal: `no redistribute static` removes the line whatever
 * stands behind, so that `route-map` and what follows must not be part of its name.
 */
const VALUE_WORDS = [
  'all',
  'detail',
  'group',
  'interface',
  'ip',
  'local',
  'name',
  'none',
  'out',
  'route-map',
  'sla',
  'terminal',
  'track',
  'trunk',
] as const;

/** Numbers, names and addresses as IOS stores them. */
export const IOS_KINDS: PlatformRules['kinds'] = {
  number: (word) => (/^\d+$/.test(word) ? String(Number(word)) : null),
  asn: asPlain,
  area: (word) => (isIPv4(word) ? String(toNumber(word)) : /^\d+$/.test(word) ? word : null),
  rd: (word) => canonicalPair(word),
  port: knownPort,
  hop: (word) => canonicalAddress(word) ?? knownPort(word),
  peer: (word) => canonicalAddress(word) ?? word,
  mac: canonicalMac,
  vlans: (word) => {
    const ids = parseVlanList(word);
    return ids === null ? null : (formatVlanLists(ids, Infinity)[0] ?? null);
  },
  vlan: (word) => (/^\d{1,4}$/.test(word) && !isReservedVlan(Number(word)) ? String(Number(word)) : null),
  'reserved-vlan': (word) => (/^\d{1,4}$/.test(word) && isReservedVlan(Number(word)) ? word : null),
  ...Object.fromEntries(
    VALUE_WORDS.map((known) => [`the-${known}`, (word: string) => (word === known ? word : null)]),
  ),
};

/** The rest of a line, where its form is more than a row of words. */
export const IOS_READERS: PlatformRules['readers'] = {
  entry: accessEntry,
  service: serviceEntry,
  prefix: prefixRange,
  secret: canonicalSecret,
  'secret-type-last': canonicalSecretTypeLast,
  user: secretAfter(/(^| )(secret|password) /),
  keyed: secretAfter(/(^| )key /),
  community: secretFirst,
  'snmp-host': snmpHost,
  words: wordsWithPorts,
  family: (rest) => rest.replace(/^(\S+) unicast(?= |$)/, '$1'),
};

/** VLANs that are always there: `no vlan` is refused. */
function isReservedVlan(id: number): boolean {
  return id === 1 || (id >= 1002 && id <= 1005);
}

function knownPort(word: string): string | null {
  const name = iosInterfaceName(word);
  return /^[A-Z][A-Za-z-]+\d[\d/.:]*$/.test(name) ? name : null;
}

/** `1.10` is AS 65546. */
function asPlain(word: string): string | null {
  const [, high, low] = /^(\d+)\.(\d+)$/.exec(word) ?? [];
  if (high !== undefined && low !== undefined) return String(Number(high) * 65536 + Number(low));
  return /^\d+$/.test(word) ? word : null;
}

/** `1.10:5` is `65546:5`; an address in front stays one. */
function canonicalPair(word: string): string | null {
  const [, first = '', second = ''] = /^([\d.]+):(\d+)$/.exec(word) ?? [];
  if (second === '') return null;
  return isIPv4(first) ? word : `${asPlain(first) ?? first}:${second}`;
}

/** `00AA.BBCC.0001`, `00:aa:bb:cc:00:01` and `00-aa-…` are `00aa.bbcc.0001`. */
function canonicalMac(word: string): string | null {
  const digits = word.replaceAll(/[.:-]/g, '').toLowerCase();
  return /^[0-9a-f]{12}$/.test(digits) ? digits.replace(/(.{4})(.{4})(.{4})/, '$1.$2.$3') : null;
}

/** `le 24 ge 16` and `ge 16 le 24` are one range, as in `[net] [ge N] [le N]` behind `permit` or `deny`. */
function prefixRange(rest: string): string | null {
  const words = rest.split(/\s+/);
  const bounds = ['ge', 'le'].flatMap((name) => {
    const at = words.indexOf(name);
    return at === -1 ? [] : [name, words[at + 1] ?? ''];
  });
  return words.length === bounds.length ? bounds.join(' ') : null;
}

/** A row of words in which a port may stand behind `interface`, `source-interface` or `source`. */
function wordsWithPorts(rest: string): string {
  const words = rest.split(/\s+/);
  const named = (word: string, before: string): string =>
    /^(source-|source|interface)/.test(before) ? iosInterfaceName(word) : (canonicalAddress(word) ?? word);
  return words.map((word, index) => named(word, words[index - 1] ?? '')).join(' ');
}

/** The community behind a host is a secret; the user name of version 3 is none. */
function snmpHost(rest: string): string {
  const [, head = '', name = '', more = ''] =
    /^((?:vrf \S+ )?(?:(?:informs|traps) )?(?:version (?:1|2c|3 \S+) )?)(\S+)(.*)$/.exec(rest) ?? [];
  return `${head}${head.includes('version 3') ? name : canonicalSecret(name)}${more}`;
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
