import { canonicalAddress } from '../canonical-address.ts';
import { lengthOfWildcard, takeNetwork } from './eos-words.ts';

/** The names EOS shows instead of well-known ports; a template may use either. */
const PORTS: Readonly<Record<string, string>> = {
  'ftp-data': '20',
  ftp: '21',
  ssh: '22',
  telnet: '23',
  smtp: '25',
  tacacs: '49',
  domain: '53',
  bootps: '67',
  bootpc: '68',
  tftp: '69',
  www: '80',
  http: '80',
  kerberos: '88',
  pop3: '110',
  ntp: '123',
  snmp: '161',
  snmptrap: '162',
  bgp: '179',
  ldap: '389',
  https: '443',
  syslog: '514',
  radius: '1812',
  'radius-acct': '1813',
  bfd: '3784',
  'bfd-echo': '3785',
};

const PROTOCOLS: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '2': 'igmp',
  '6': 'tcp',
  '17': 'udp',
  '89': 'ospf',
};

const COMPARISONS = new Set(['eq', 'neq', 'gt', 'lt', 'range']);

/**
 * What follows `permit` or `deny` in an access list: `host 10.0.0.1` and `10.0.0.1/32`, a wildcard and a length, a port's name
 * and its number become one form. Words it does not know stay as they are.
 */
export function readAccessListEntry(rest: string): string {
  const words = rest
    .trim()
    .split(/\s+/)
    .map((word) => word.toLowerCase());
  const canonical: string[] = [];
  let expectsPorts = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    if (expectsPorts > 0 && canonicalPort(word) !== null) {
      canonical.push(canonicalPort(word) ?? word);
      expectsPorts -= 1;
      at += 1;
      continue;
    }
    expectsPorts = word === 'range' ? 2 : COMPARISONS.has(word) ? Infinity : 0;
    const taken = takeEndpoint(words.slice(at));
    canonical.push(taken?.canonical ?? (at === 0 ? (PROTOCOLS[word] ?? word) : word));
    at += taken?.count ?? 1;
  }
  return canonical.join(' ');
}

function canonicalPort(word: string): string | null {
  return /^\d+$/.test(word) ? word : (PORTS[word] ?? null);
}

/** `any`, `host A`, `A/L` or `A WILDCARD` in front of the words; null where they begin with something else. */
function takeEndpoint(
  words: readonly string[],
): { readonly canonical: string; readonly count: number } | null {
  const [first = '', second = ''] = words;
  const host = first === 'host' ? canonicalAddress(second) : null;
  if (host !== null) return { canonical: `host ${host}`, count: 2 };
  // `0.0.0.0` behind an address is a wildcard here, never a mask: that address alone.
  const taken = takeNetwork(words, lengthOfWildcard);
  if (taken !== null) {
    return { canonical: shortest(taken.network), count: words.length - taken.rest.length };
  }
  const alone = canonicalAddress(first);
  return alone === null ? null : { canonical: `host ${alone}`, count: 1 };
}

function shortest(network: string): string {
  if (network.endsWith('/0')) return 'any';
  const [address = '', length = ''] = network.split('/');
  return length === (address.includes(':') ? '128' : '32') ? `host ${address}` : network;
}

/** A remark takes a number like any other entry; its words are free. */
export function readRemark(rest: string): string | null {
  return /^remark /i.test(rest) ? `remark ${rest.slice('remark '.length)}` : null;
}
