import { canonicalAddress, canonicalNetwork } from '../canonical-address.ts';

/** Words FRR writes in one form however they were typed. */
export const FRR_KINDS: Readonly<Record<string, (word: string) => string | null>> = {
  number: (word) => (/^\d+$/.test(word) ? word : null),
  /** A name, where an address would mean something else: peer groups and unnumbered peers. */
  name: (word) => (canonicalAddress(word) === null ? word : null),
  /** A peer: an address, or the name of a group or an interface. */
  peer: (word) => canonicalAddress(word) ?? word,
  as: canonicalAs,
  /** `0` and `0.0.0.0` are one area; FRR shows what was typed. */
  area: (word) => (/^\d+$/.test(word) ? word : areaNumber(word)),
  hole: holeOf,
  /** An address or an interface. */
  nexthop: (word) => (holeOf(word) === null ? (canonicalAddress(word) ?? word) : null),
  /** The interface of a next hop, and none of the words that may stand in its place. */
  port: (word) => (/^(\d+|tag|table|label|nexthop-vrf|onlink|color|from)$/.test(word) ? null : word),
  /** The name of an access list, and none of the words that say it is something else. */
  list: (word) => (/^(prefix-list|prefix-len|address|type)$/.test(word) ? null : word),
  // Words that belong to the value.
  v6only: only('v6only'),
  tag: only('tag'),
  none: only('none'),
  delete: only('delete'),
  metric: only('metric'),
  'route-map': only('route-map'),
  onlink: only('onlink'),
  'remote-as': only('remote-as'),
  'peer-group': only('peer-group'),
};

/** The rest of a line, in the one form FRR shows. */
export const FRR_READERS: Readonly<Record<string, (rest: string) => string | null>> = {
  prefix: canonicalPrefix,
};

function only(literal: string): (word: string) => string | null {
  return (word) => (word === literal ? word : null);
}

/** `Null0` and `blackhole` are one; FRR shows what was typed. */
function holeOf(word: string): string | null {
  if (word.toLowerCase() === 'null0') return 'blackhole';
  return word === 'blackhole' || word === 'reject' ? word : null;
}

/** FRR shows AS numbers plain: `1.10` is 65546. */
function canonicalAs(word: string): string | null {
  if (/^(internal|external|\d+)$/.test(word)) return word;
  const [, high, low] = /^(\d{1,5})\.(\d{1,5})$/.exec(word) ?? [];
  return high === undefined || low === undefined ? null : String(Number(high) * 65_536 + Number(low));
}

function areaNumber(word: string): string | null {
  const parts = canonicalAddress(word)?.split('.') ?? [];
  return parts.length === 4 ? String(parts.reduce((sum, part) => sum * 256 + Number(part), 0)) : null;
}

/** An entry of a prefix list: host bits cleared, `ge` before `le`, and `any` for the range that says the same. */
function canonicalPrefix(rest: string): string | null {
  const [first = '', ...bounds] = rest.trim().split(/\s+/);
  if (first === 'any') return bounds.length === 0 ? 'any' : null;
  const network = canonicalNetwork(first);
  const [, ge, le, leFirst, geSecond] =
    /^(?:ge (\d+))?\s?(?:le (\d+))?$|^le (\d+) ge (\d+)$/.exec(bounds.join(' ')) ?? [];
  if (network === null || (bounds.length > 0 && (ge ?? le ?? leFirst) === undefined)) return null;
  const words = [network, ...bound('ge', ge ?? geSecond), ...bound('le', le ?? leFirst)].join(' ');
  return words === '0.0.0.0/0 le 32' || words === '::/0 le 128' ? 'any' : words;
}

function bound(word: 'ge' | 'le', value: string | undefined): readonly string[] {
  return value === undefined ? [] : [word, value];
}
