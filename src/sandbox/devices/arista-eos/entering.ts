import type { EosCandidate } from './box.ts';
import { shortNameOf } from './names.ts';
import type { Mode, SpecialKind } from './kinds.ts';
import type { Entered as AnyEntered, Entry as AnyEntry, Place as AnyPlace } from '../grammar.ts';

export { accepted, invalidRest, refused } from '../grammar.ts';

/** Where a session stands in configuration mode. */
export type Place = AnyPlace<Mode>;

/** What EOS answers to one configuration line. */
export type Entered = AnyEntered<Mode>;

/** One configuration line, taken apart. */
export type Entry = AnyEntry<Mode, SpecialKind, EosCandidate>;

export const TOP: Place = { path: [], mode: 'top' };

/** Sessions are sequences of sections, so `exit` drops the last one. */
export function parentOf({ path }: Place): Place {
  const outer = path.slice(0, -1);
  if (outer.length === 0) return TOP;
  return { path: outer, mode: outer.length === 1 ? 'bgp' : 'bgp-vrf' };
}

/** What a prompt shows of a place behind `config`: `-if-Et1`, `-router-bgp-vrf-RED-af` (facts/devices.md 3.1). */
export function promptOf({ path, mode }: Place): string {
  const last = path.at(-1) ?? '';
  const name = last.split(' ').at(-1) ?? '';
  switch (mode) {
    case 'top':
      return '';
    case 'interface':
      return `-if-${shortNameOf(name)}`;
    case 'vlan':
    case 'vrf':
    case 'acl':
      return `-${mode}-${name}`;
    case 'bgp':
      return '-router-bgp';
    case 'bgp-vrf':
      return `-router-bgp-vrf-${name}`;
    case 'bgp-family':
      return path.length === 2 ? '-router-bgp-af' : `${promptOf(parentOf({ path, mode }))}-af`;
    case 'ospf':
      return '-router-ospf';
    case 'prefix-list':
      return '-ip-pfx';
    case 'route-map':
      return `-route-map-${last.split(' ')[1] ?? ''}`;
    case 'management':
      return `-mgmt-${name}`;
  }
}
