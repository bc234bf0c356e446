import { isIPv4 } from 'node:net';
import { canonicalAddress, canonicalNetwork } from '../canonical-address.ts';
import { PROTOCOLS, TCP_PORTS, UDP_PORTS } from './cisco-port-names.ts';

/**
 * The canonical form of an entry of an access list, after its number: names of protocols and ports become numbers, addresses
 * lose the bits their wildcard ignores, `A 0.0.0.0` is `host A`. Null for what is no entry; a remark keeps its text.
 */
export function accessEntry(rest: string): string | null {
  if (/^remark( |$)/.test(rest)) return rest;
  const words = rest.split(/\s+/);
  const action = words.shift();
  if (action !== 'permit' && action !== 'deny') return /^(evaluate|dynamic) /.test(rest) ? rest : null;
  const entry = isStandard(words) ? standardEntry(words) : extendedEntry(words);
  return [action, ...entry].join(' ');
}

/** `tcp eq www`, `udp range 1 9`, `tcp source gt 1023`: a line of a service group; null for any other. */
export function serviceEntry(rest: string): string | null {
  const [protocol = '', ...words] = rest.split(/\s+/);
  if (!isProtocol(protocol)) return null;
  return [protocolNumber(protocol), ...withPortNumbers(protocol, words)].join(' ');
}

function isProtocol(word: string): boolean {
  return (
    word === 'ip' || word === 'ipv6' || word === 'tcp-udp' || word in PROTOCOLS || /^\d{1,3}$/.test(word)
  );
}

/** A standard entry names an address where an extended one names a protocol. */
function isStandard([first = '']: readonly string[]): boolean {
  return first === 'any' || first === 'host' || isIPv4(first);
}

function standardEntry(words: readonly string[]): readonly string[] {
  const [first = '', second = ''] = words;
  // Without a wildcard an address is a host.
  if (isIPv4(first) && !isIPv4(second)) return ['host', first, ...words.slice(1)];
  return withAddresses(words);
}

function extendedEntry([protocol = '', ...words]: readonly string[]): readonly string[] {
  return [protocolNumber(protocol), ...withPortNumbers(protocol, withAddresses(words))];
}

function protocolNumber(name: string): string {
  return PROTOCOLS[name] ?? name;
}

function withAddresses(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next = ''] = words.slice(at, at + 2);
    if (isIPv4(word) && isIPv4(next) && words[at - 1] !== 'host') {
      result.push(...withWildcard(word, next));
      at += 1;
    } else
      result.push(word.includes(':') ? (canonicalNetwork(word) ?? canonicalAddress(word) ?? word) : word);
  }
  return result;
}

function withWildcard(address: string, wildcard: string): readonly string[] {
  if (wildcard === '0.0.0.0') return ['host', address];
  if (wildcard === '255.255.255.255') return ['any'];
  const ignored = wildcard.split('.').map(Number);
  const kept = address.split('.').map((octet, index) => Number(octet) & ~(ignored[index] ?? 0) & 255);
  return [kept.join('.'), wildcard];
}

/** Names of ports stand behind an operator; `range` takes two, `eq` and `neq` up to ten. */
function withPortNumbers(protocol: string, words: readonly string[]): readonly string[] {
  const names = portsOf(protocol);
  if (names === null) return words;
  let isPort = false;
  return words.map((word) => {
    if (/^(eq|neq|lt|gt|range)$/.test(word)) isPort = true;
    else if (isPort && (names[word] !== undefined || /^\d+$/.test(word))) return names[word] ?? word;
    else isPort = false;
    return word;
  });
}

function portsOf(protocol: string): Readonly<Record<string, string>> | null {
  switch (protocolNumber(protocol)) {
    case '6':
      return TCP_PORTS;
    case '17':
      return UDP_PORTS;
    // Over TCP and UDP alike, or over what a group says: a name means one number in both.
    case 'tcp-udp':
    case 'object-group':
      return { ...UDP_PORTS, ...TCP_PORTS };
    default:
      return null;
  }
}
