import { parseVlanList } from './vlan-list.ts';

export const ALL_VLANS: readonly number[] = Array.from({ length: 4094 }, (_, index) => index + 1);

/**
 * The VLANs a trunk allows after `switchport trunk allowed vlan` with these words, which set the list, add to it or take from
 * it; null when they mean nothing. `old` are those it allowed before.
 */
export function nextVlans(rest: readonly string[], old: readonly number[]): readonly number[] | null {
  const [verb = '', text = ''] = rest;
  if (verb === 'all') return ALL_VLANS;
  if (verb === 'none') return [];
  if (!['add', 'remove', 'except'].includes(verb)) return rest.length === 1 ? parseVlanList(verb) : null;
  const named = parseVlanList(text);
  if (named === null) return null;
  if (verb === 'add') return ALL_VLANS.filter((vlan) => old.includes(vlan) || named.includes(vlan));
  const from = verb === 'remove' ? old : ALL_VLANS;
  return from.filter((vlan) => !named.includes(vlan));
}
