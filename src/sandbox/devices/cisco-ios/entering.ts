import type { IosBox } from './box.ts';
import type { Mode, SpecialKind } from './kinds.ts';
import type { Entered as AnyEntered, Entry as AnyEntry, Place as AnyPlace } from '../grammar.ts';

export { accepted, invalidRest, refused } from '../grammar.ts';

/** Where a session stands in configuration mode. */
export type Place = AnyPlace<Mode>;

/** What IOS answers to one configuration line. */
export type Entered = AnyEntered<Mode>;

/** One configuration line, taken apart. */
export type Entry = AnyEntry<Mode, SpecialKind, IosBox>;

export const TOP: Place = { path: [], mode: 'config' };

/** Sessions are sequences of sections, so `exit` drops the last one. */
export function parentOf(place: Place): Place {
  const path = place.path.slice(0, -1);
  const outer: Mode = path[0]?.startsWith('router ')
    ? 'config-router'
    : path[0]?.startsWith('vrf ')
      ? 'config-vrf'
      : path[0]?.startsWith('policy-map ')
        ? 'config-pmap'
        : 'config';
  return { path, mode: path.length === 0 ? 'config' : outer };
}
