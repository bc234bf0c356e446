/** Configuration modes, named as IOS shows them in the prompt (facts/devices.md 2.1). */
export type Mode =
  | 'config'
  | 'config-if'
  | 'config-subif'
  | 'config-vlan'
  | 'config-vrf'
  | 'config-router'
  | 'config-router-af'
  | 'config-std-nacl'
  | 'config-ext-nacl'
  | 'config-route-map'
  | 'config-cmap'
  | 'config-pmap'
  | 'config-pmap-c'
  | 'config-line'
  | 'config-archive'
  | 'config-keychain';

/** Commands IOS treats in ways of their own. */
export type SpecialKind =
  | 'interface'
  | 'bgp'
  | 'vlan'
  | 'ip-address'
  | 'ipv6-address'
  | 'trunk-vlans'
  | 'vrf-member'
  | 'neighbor'
  | 'access-entry'
  | 'hostname'
  | 'username'
  | 'secret';
