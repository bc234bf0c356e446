import type { Entered, Entry } from '../grammar.ts';
import type { FrrBox } from './box.ts';

/** Configuration modes, named as vtysh shows them in its prompt (facts/devices.md 5.1). */
export type Mode =
  | 'config'
  | 'config-if'
  | 'config-vrf'
  | 'config-router'
  | 'config-router-af'
  | 'config-route-map'
  | 'config-keychain'
  | 'config-keychain-key'
  | 'config-line'
  | 'config-bfd'
  | 'config-bfd-peer';

/** Commands that do something of their own. */
export type SpecialKind = 'interface' | 'bgp' | 'family' | 'address' | 'neighbor' | 'static-route';

export type FrrEntry = Entry<Mode, SpecialKind, FrrBox>;
export type FrrEntered = Entered<Mode>;
