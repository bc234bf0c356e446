import type { ConfigNode } from './config-node.ts';
import { addressOfLine, networkOf, type LineAddress } from './address-of-line.ts';

/** What only one line may have at a time: an address whose network is kept apart, or a value that stands once in its list. */
export interface ExclusiveValue {
  readonly address: LineAddress | null;
  /** The list and the value as one text, or the name of a list. */
  readonly distinct: string | null;
  /** What kind of list the name stands for: lines of one kind stand beside each other. */
  readonly kind: string | null;
  /** The device would take two of them for a moment; it is only better without. */
  readonly isWish: boolean;
}

/** The exclusive values of a line. */
export function exclusiveValues({ rule, line }: ConfigNode): readonly ExclusiveValue[] {
  if ((rule?.exclusive ?? rule?.distinct ?? rule?.apart) === undefined) return NONE;
  const values: ExclusiveValue[] = [];
  const address = rule?.exclusive === undefined ? null : addressOfLine(line);
  const isWish = rule?.exclusive === 'wish';
  if (address !== null) values.push({ address, distinct: null, kind: null, isWish });
  const [, list, value] = rule?.distinct?.exec(line) ?? [];
  if (list !== undefined)
    values.push({ address: null, distinct: `${list}\n${value ?? ''}`, kind: null, isWish: false });
  const { kind, name } = rule?.apart?.exec(line)?.groups ?? {};
  if (kind !== undefined && name !== undefined)
    values.push({ address: null, distinct: name, kind, isWish: false });
  return values;
}

const NONE: readonly ExclusiveValue[] = [];

/** Members by exclusive value. */
export interface ValueIndex<Member> {
  add(value: ExclusiveValue, member: Member): void;
  delete(value: ExclusiveValue, member: Member): void;
  /** Members whose value is the same, whose network overlaps, or whose list has the name but is of another kind. */
  find(value: ExclusiveValue): readonly Member[];
}

/** An index that answers in the time of a few look-ups: networks are held by length. */
export function createValueIndex<Member>(): ValueIndex<Member> {
  const distinct = new Map<string, Map<string | null, Set<Member>>>();
  const byLength = new Map<number, Map<number, Set<Member>>>();
  const bucketOf = (value: ExclusiveValue): Set<Member> => {
    if (value.distinct !== null) {
      const kinds = distinct.get(value.distinct) ?? new Map<string | null, Set<Member>>();
      distinct.set(value.distinct, kinds);
      return setIn(kinds, value.kind);
    }
    const { network, length } = value.address ?? { network: 0, length: 0 };
    const networks = byLength.get(length) ?? new Map<number, Set<Member>>();
    byLength.set(length, networks);
    return setIn(networks, network);
  };
  return {
    add: (value, member) => void bucketOf(value).add(member),
    delete: (value, member) => void bucketOf(value).delete(member),
    find: (value) => {
      if (value.distinct !== null) {
        const kinds = [...(distinct.get(value.distinct) ?? [])];
        return kinds.flatMap(([kind, members]) => (kind === null || kind !== value.kind ? [...members] : []));
      }
      return value.address === null ? [] : overlapping(byLength, value.address);
    },
  };
}

function setIn<Key, Member>(sets: Map<Key, Set<Member>>, key: Key): Set<Member> {
  const set = sets.get(key) ?? new Set<Member>();
  sets.set(key, set);
  return set;
}

function overlapping<Member>(
  byLength: ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<Member>>>,
  { network, length }: LineAddress,
): readonly Member[] {
  const found: Member[] = [];
  for (const [other, networks] of byLength) {
    if (other <= length) {
      found.push(...(networks.get(networkOf(network, other)) ?? []));
      continue;
    }
    for (const [inner, members] of networks) if (networkOf(inner, length) === network) found.push(...members);
  }
  return found;
}
