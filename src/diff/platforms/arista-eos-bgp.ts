import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/**
 * Lines of a neighbor or a peer group. A neighbor is whatever lines it has, in any order, and each goes by itself. A peer group
 * is made by its first line, and takes all that names it along when that one goes.
 */
const NEIGHBOR_LINES: readonly LineRule[] = [
  member('neighbor <#peer:peer> peer group'),
  attribute('neighbor <@peer:peer> peer group [@peer:word]'),
  attribute('neighbor interface <if> peer-group [@peer:word] remote-as [asn]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> remote-as [asn]'),
  attribute('neighbor <@peer:peer> local-as [asn] ...'),
  attribute('neighbor <@peer:peer> description {text}'),
  attribute('neighbor <@peer:peer> shutdown reason {text}'),
  toggle('neighbor <@peer:peer> shutdown', 'off'),
  attribute('neighbor <@peer:peer> update-source [if]'),
  attribute('neighbor <@peer:peer> ebgp-multihop [number]'),
  member('neighbor <@peer:peer> ebgp-multihop'),
  attribute('neighbor <@peer:peer> timers [number] [number]'),
  attribute('neighbor <@peer:peer> password {secret}'),
  attribute('neighbor <@peer:peer> maximum-routes ...'),
  attribute('neighbor <@peer:peer> allowas-in [number]'),
  member('neighbor <@peer:peer> allowas-in'),
  attribute('neighbor <@peer:peer> send-community ...'),
  member('neighbor <@peer:peer> send-community'),
  attribute('neighbor <@peer:peer> weight [number]'),
  attribute('neighbor <@peer:peer> ttl maximum-hops [number]'),
  attribute('neighbor <@peer:peer> remove-private-as ...'),
  member('neighbor <@peer:peer> remove-private-as'),
  attribute('neighbor <@peer:peer> default-originate ...'),
  member('neighbor <@peer:peer> default-originate'),
  toggle('neighbor <@peer:peer> next-hop-self', 'off'),
  toggle('neighbor <@peer:peer> next-hop-unchanged', 'off'),
  toggle('neighbor <@peer:peer> route-reflector-client', 'off'),
  toggle('neighbor <@peer:peer> bfd', 'off'),
  toggle('neighbor <@peer:peer> passive', 'off'),
  attribute('neighbor <@peer:peer> route-map [@route-map:word] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> prefix-list [@prefix-list:word] (in|out)', { negation: 'line' }),
];

const FAMILY_LINES: readonly LineRule[] = [
  // Shown in both forms: what no line says depends on the family, on `bgp default` and on the peer group.
  toggle('neighbor <@peer:peer> activate', 'off', { toggle: 'shown', negation: 'default' }),
  ...NEIGHBOR_LINES,
  attribute('network <net> [route-map|rcf] [@route-map:word]'),
  member('network <net>'),
  attribute(
    'redistribute (bgp leaked|connected|static|isis|ospf|ospfv3|attached-host) [route-map|rcf] [@route-map:word]',
  ),
  member('redistribute (bgp leaked|connected|static|isis|ospf|ospfv3|attached-host)'),
  attribute('aggregate-address <net> ...'),
  member('aggregate-address <net>'),
  attribute('bgp additional-paths (install|send|receive) ...'),
  attribute('route import match-failure action [word]'),
];

const FAMILY: Omit<SectionRule, 'opener'> = {
  presence: 'implied',
  lines: FAMILY_LINES,
  sections: [],
  model: false,
  exit: null,
  meant: [],
};

const FAMILIES: readonly SectionRule[] = [
  { ...FAMILY, opener: 'address-family (ipv4|ipv6|evpn|vpn-ipv4|vpn-ipv6|rt-membership|link-state)' },
  { ...FAMILY, opener: 'address-family (ipv4|ipv6) (unicast|multicast|labeled-unicast|sr-te)' },
  { ...FAMILY, opener: 'address-family flow-spec (ipv4|ipv6)' },
];

const ROUTER_LINES: readonly LineRule[] = [
  attribute('router-id [ip]'),
  attribute('distance bgp ...'),
  attribute('timers bgp ...'),
  attribute('maximum-paths ...'),
  attribute('graceful-restart restart-time [number]'),
  attribute('graceful-restart stalepath-time [number]'),
  toggle('graceful-restart', 'off'),
  toggle('graceful-restart-helper', 'on'),
  toggle('bgp default ipv4-unicast', 'on'),
  toggle('bgp default ipv6-unicast', 'off'),
  toggle('bgp log-neighbor-changes', 'on'),
  toggle('bgp asn notation asdot', 'off'),
  toggle('bgp bestpath d-path', 'off'),
  toggle('update wait-install', 'off'),
  toggle('update wait-for-convergence', 'off'),
  attribute('bgp cluster-id [ip]'),
  attribute('bgp route-reflector preserve-attributes ...'),
  attribute('bgp bestpath ...'),
  attribute('bgp listen range <net> peer-group [@peer:word] ...', { negation: 'line' }),
  toggle('shutdown', 'off'),
];

const MAC_VRF: readonly LineRule[] = [
  attribute('rd [word]'),
  attribute('rd evpn domain ...'),
  member('route-target (import|export|both) <word>'),
  member('route-target (import|export|both) evpn domain <...>'),
  member('redistribute <...>'),
  attribute('vlan [word]'),
];

const VRF_LINES: readonly LineRule[] = [
  attribute('rd [word]'),
  member('route-target (import|export) <word>'),
  member('route-target (import|export) (evpn|vpn-ipv4|vpn-ipv6) <word>'),
  attribute('route-target (import|export) (evpn|vpn-ipv4|vpn-ipv6) route-map [@route-map:word]'),
  attribute('evpn multicast ...'),
  ...ROUTER_LINES,
  ...FAMILY_LINES,
];

/** Only one runs: `router bgp 65002` is refused while 65001 stands, so a new AS means to remove it and write it anew. */
export const EOS_BGP: SectionRule = section('router bgp [asn]', [...ROUTER_LINES, ...FAMILY_LINES], {
  sections: [
    ...FAMILIES,
    section('vlan <number>', MAC_VRF),
    section('vlan-aware-bundle <word>', MAC_VRF),
    section('vrf default', VRF_LINES, { sections: FAMILIES, presence: 'implied' }),
    section('vrf <@vrf:word>', VRF_LINES, { sections: FAMILIES }),
  ],
});
