/** Places of the configuration with commands of their own. */
export type Mode =
  | 'top'
  | 'interface'
  | 'vlan'
  | 'vrf'
  | 'bgp'
  | 'bgp-vrf'
  | 'bgp-family'
  | 'ospf'
  | 'acl'
  | 'prefix-list'
  | 'route-map'
  | 'management';

/** Commands EOS treats in ways of their own. */
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
  | 'username';
