import { isIPv4 } from 'node:net';
import { canonicalAddress, canonicalInterfaceAddress, canonicalNetwork } from '../../canonical-address.ts';
import { hashOfSecret, isSecretForm } from '../../junos/secret.ts';

/** The one spelling of a word of some kind; a word that is none of that kind (a name, `<*>`, `all`) stays as it is. */
export type Kind = (word: string) => string;

const COLON = ':';

/** IPv4 has one spelling, and looking for a colon is much faster than parsing. */
function ip(word: string): string {
  return word.includes(COLON) ? (canonicalAddress(word) ?? word) : word;
}

/** An address without a length is a host. */
function address(word: string): string {
  if (word.includes(COLON)) {
    return canonicalInterfaceAddress(word.includes('/') ? word : `${word}/128`) ?? word;
  }
  return word.includes('/') || !isIPv4(word) ? word : `${word}/32`;
}

function network(word: string): string {
  const slash = word.indexOf('/');
  if (slash === -1) return address(word);
  if (!word.includes(COLON) && hasClearHostBits(word, slash)) return word;
  return canonicalNetwork(word) ?? word;
}

/** Looks at an IPv4 prefix without taking it apart into texts: prefix lists are long. False when unsure. */
function hasClearHostBits(word: string, slash: number): boolean {
  let bits = 0;
  let octet = 0;
  let dots = 0;
  for (let at = 0; at < slash; at += 1) {
    const code = word.charCodeAt(at);
    if (code === 0x2e) {
      bits = bits * 256 + octet;
      octet = 0;
      dots += 1;
    } else {
      if (code < 0x30 || code > 0x39) return true;
      octet = octet * 10 + code - 0x30;
    }
  }
  const length = Number(word.slice(slash + 1));
  if (dots !== 3 || !(length >= 0 && length <= 32)) return true;
  return (bits * 256 + octet) % 2 ** (32 - length) === 0;
}

/** `ge-0/0/0` in a protocol means its unit 0, and that is what Junos shows. */
function logicalInterface(word: string): string {
  return /^[a-z]+-\d+\/\d+\/\d+(:\d+)?$|^(ae|irb|lo|reth|st|vlan|fxp|em|me|gr|ip)\d+$/.test(word)
    ? `${word}.0`
    : word;
}

/** OSPF area `0` is shown as `0.0.0.0`. */
function area(word: string): string {
  if (!/^\d{1,10}$/.test(word)) return word;
  const id = Number(word);
  return id > 0xffffffff ? word : [24, 16, 8, 0].map((shift) => Math.floor(id / 2 ** shift) % 256).join('.');
}

/** `1.10` is 65546. */
function asNumber(word: string): string {
  const [, high, low] = /^(\d{1,5})\.(\d{1,5})$/.exec(word) ?? [];
  return high === undefined || low === undefined ? word : String(Number(high) * 65536 + Number(low));
}

function mac(word: string): string {
  return word.toLowerCase();
}

const PORTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ftp: 21,
    ssh: 22,
    telnet: 23,
    smtp: 25,
    tacacs: 49,
    domain: 53,
    http: 80,
    pop3: 110,
    ntp: 123,
    imap: 143,
    snmp: 161,
    snmptrap: 162,
    bgp: 179,
    ldap: 389,
    https: 443,
    syslog: 514,
    ldp: 646,
    radius: 1812,
    radacct: 1813,
  }).map(([name, number]) => [name, String(number)]),
);

const PROTOCOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({ icmp: 1, igmp: 2, ipip: 4, tcp: 6, egp: 8, udp: 17, rsvp: 46, gre: 47, esp: 50, ah: 51 })
    .concat(Object.entries({ icmp6: 58, ospf: 89, pim: 103, vrrp: 112, sctp: 132 }))
    .map(([name, number]) => [String(number), name]),
);

/** Free text: quoting apart, nothing in it is the same as anything else. */
function text(word: string): string {
  return word;
}

/** A word nobody knows more about. It may be a secret wherever it stands. */
export function word(value: string): string {
  return isSecretForm(value) ? hashOfSecret(value) : value;
}

export const KINDS: Readonly<Record<string, Kind>> = {
  word,
  text,
  ip,
  addr: address,
  net: network,
  ifl: logicalInterface,
  area,
  as: asNumber,
  mac,
  port: (value) => PORTS.get(value) ?? value,
  protocol: (value) => PROTOCOLS.get(value) ?? value,
  secret: hashOfSecret,
  aggregate: word,
  target: word,
  prefix: network,
};

/** What words of a kind look like, for values without a name: any other word there is something else. */
export const SHAPES: Readonly<Record<string, RegExp>> = {
  as: /^\d+(\.\d+)?$/,
  aggregate: /^(ae|reth)\d+$/,
  target: /^target:/,
  prefix: /^[\da-fA-F.:]+(\/\d+)?$/,
};
