import { attribute, fixed, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/**
 * A peer is an address, a peer group or the interface of an unnumbered peer. Its first line brings it into being ("Specify
 * remote-as or peer-group commands first"); when that goes, FRR drops all its lines, in the address families too, and with a
 * group its members.
 */
const PEER_BIRTH: readonly LineRule[] = [
  member('neighbor <#peer:name> peer-group'),
  // Of a group: when it goes, FRR drops the members.
  attribute('neighbor <@peer,#group-as:name> remote-as [as]', { negation: 'line' }),
  attribute('neighbor <#peer:ip> remote-as [as]', { negation: 'line' }),
  // "Cannot change the peer-group. Deconfigure first".
  attribute('neighbor <#peer:ip> peer-group [@peer,@group-as:name]', {
    negation: 'line',
    change: 'remove first',
  }),
  ...['', '[v6only] '].flatMap((v6only) => [
    attribute(`neighbor <#peer:name> interface ${v6only}[remote-as] [as]`, { change: 'remove first' }),
    attribute(`neighbor <#peer:name> interface ${v6only}[peer-group] [@peer,@group-as:name]`, {
      change: 'remove first',
    }),
  ]),
  attribute('neighbor <#peer:name> interface [v6only]', { change: 'remove first' }),
  member('neighbor <#peer:name> interface', { change: 'remove first' }),
];

const PEER_SESSION: readonly LineRule[] = [
  attribute('neighbor <@peer:peer> description {text}'),
  fixed('neighbor <@peer:peer> shutdown message {text}'),
  toggle('neighbor <@peer:peer> shutdown', 'off'),
  attribute('neighbor <@peer:peer> password [word]'),
  attribute('neighbor <@peer:peer> local-as ...'),
  member('neighbor <@peer:peer> passive'),
  attribute('neighbor <@peer:peer> ebgp-multihop [number]'),
  member('neighbor <@peer:peer> ebgp-multihop'),
  attribute('neighbor <@peer:peer> ttl-security hops [number]', { negation: 'line' }),
  member('neighbor <@peer:peer> disable-connected-check'),
  attribute('neighbor <@peer:peer> update-source [word]'),
  attribute('neighbor <@peer:ip> interface [word]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> port [number]'),
  attribute('neighbor <@peer:peer> advertisement-interval [number]'),
  attribute('neighbor <@peer:peer> timers connect [number]'),
  attribute('neighbor <@peer:peer> timers delayopen [number]'),
  attribute('neighbor <@peer:peer> timers [number] [number]'),
  // `no … bfd` drops the two others as well, and a `no` for one of them afterwards brings `bfd` back.
  member('neighbor <@peer,#bfd:peer> bfd'),
  attribute('neighbor <@peer,@bfd:peer> bfd profile [@bfd-profile]'),
  member('neighbor <@peer,@bfd:peer> bfd check-control-plane-failure'),
  toggle('neighbor <@peer:peer> capability extended-nexthop', 'off'),
  member('neighbor <@peer:peer> capability dynamic'),
  member('neighbor <@peer:peer> (dont-capability-negotiate|override-capability|strict-capability-match)'),
  member('neighbor <@peer:peer> (solo|sender-as-path-loop-detection|extended-optional-parameters)'),
  member('neighbor <@peer:peer> (graceful-restart|graceful-restart-disable|graceful-restart-helper)'),
];

const PEER_IN_FAMILY: readonly LineRule[] = [
  // Hidden while the instance activates IPv4 unicast by itself; the line in a template is then no difference.
  member('neighbor <@peer:peer> activate', {
    hidden: { in: /^address-family ipv4 unicast$/, unless: 'no bgp default ipv4-unicast' },
  }),
  // With and without `force` are two switches beside each other.
  member('neighbor <@peer:peer> next-hop-self'),
  member('neighbor <@peer:peer> next-hop-self force'),
  member('neighbor <@peer:peer> (route-reflector-client|route-server-client|as-override)'),
  member('neighbor <@peer:peer> soft-reconfiguration inbound'),
  member('neighbor <@peer:peer> (addpath-tx-all-paths|addpath-tx-bestpath-per-AS)'),
  // All kinds are sent when no line says otherwise. `all` speaks for all of them, so what is off comes on first.
  toggle('neighbor <@peer:peer> send-community (extended|large|all)', 'on', { change: 'remove first' }),
  toggle('neighbor <@peer:peer> send-community', 'on', { change: 'remove first' }),
  // FRR forgets what the old value said only when it is taken away.
  attribute('neighbor <@peer:peer> remove-private-AS ...', { negation: 'line', change: 'remove first' }),
  member('neighbor <@peer:peer> remove-private-AS', { change: 'remove first' }),
  attribute('neighbor <@peer:peer> capability orf prefix-list [word]', {
    negation: 'line',
    change: 'remove first',
  }),
  attribute('neighbor <@peer:peer> attribute-unchanged ...'),
  member('neighbor <@peer:peer> attribute-unchanged'),
  attribute('neighbor <@peer:peer> allowas-in [word]'),
  member('neighbor <@peer:peer> allowas-in'),
  attribute('neighbor <@peer:peer> default-originate [route-map] [@route-map]'),
  member('neighbor <@peer:peer> default-originate'),
  attribute('neighbor <@peer:peer> maximum-prefix ...'),
  attribute('neighbor <@peer:peer> maximum-prefix-out [number]'),
  attribute('neighbor <@peer:peer> weight [number]'),
  // `no neighbor X route-map in` is incomplete: FRR wants the name in the negation.
  attribute('neighbor <@peer:peer> prefix-list [@prefix-list] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> route-map [@route-map] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> filter-list [@as-path] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> distribute-list [@acl] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> unsuppress-map [@route-map]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> advertise-map [@route-map] [exist-map|non-exist-map] [@route-map]', {
    negation: 'line',
  }),
];

const ROUTES_IN_FAMILY: readonly LineRule[] = [
  attribute('network <net> [route-map] [@route-map]'),
  attribute('network <net> ...'),
  member('network <net>'),
  attribute('aggregate-address <net> ...'),
  member('aggregate-address <net>'),
  ...['(ospf|table) <number>', '<word>'].flatMap((source) => redistribute(`redistribute ${source}`)),
  attribute('maximum-paths ibgp ...'),
  attribute('maximum-paths [number]'),
  attribute('distance bgp ...'),
  attribute('table-map [@route-map]', { negation: 'line' }),
  attribute('bgp dampening ...'),
  member('bgp dampening'),
];

/** Sent again without a metric or a map, FRR keeps the old one. */
function redistribute(start: string): readonly LineRule[] {
  const more: Partial<LineRule> = { change: 'remove first' };
  return [
    attribute(`${start} [metric] [number] [route-map] [@route-map]`, more),
    attribute(`${start} [route-map] [@route-map]`, more),
    attribute(`${start} [metric] [number]`, more),
    member(start, more),
  ];
}

const VPN_IN_FAMILY: readonly LineRule[] = [
  attribute('rd vpn export [word]', { negation: 'line' }),
  attribute('rt vpn (import|export|both) ...', { negation: 'line' }),
  attribute('route-map vpn (import|export) [@route-map]', { negation: 'line' }),
  attribute('label vpn export [word]'),
  member('(import|export) vpn'),
  attribute('import vrf route-map [@route-map]', { negation: 'line' }),
  member('import vrf <@vrf>'),
];

function family(opener: string, lines: readonly LineRule[], sections: readonly SectionRule[]): SectionRule {
  return {
    opener,
    presence: 'implied',
    lines,
    sections,
    model: false,
    exit: 'exit-address-family',
    meant: [],
  };
}

const EVPN: readonly LineRule[] = [
  member('advertise-all-vni'),
  member('advertise-default-gw'),
  member('advertise-svi-ip'),
  // `no advertise … route-map X` is unknown to FRR.
  attribute('advertise (ipv4|ipv6) unicast [route-map] [@route-map]', { change: 'remove first' }),
  member('advertise (ipv4|ipv6) unicast', { change: 'remove first' }),
];

const VNI = section(
  'vni <number>',
  [attribute('rd [word]', { negation: 'line' }), member('route-target (import|export|both) <word>')],
  { exit: 'exit-vni' },
);

/** Removing a route target of a VRF ends bgpd 8.4.4, so these are left to people. */
const EVPN_OF_VRF: readonly LineRule[] = [
  attribute('rd [word]', { negation: 'line' }),
  fixed('route-target (import|export|both) <word>'),
];

const FAMILIES: readonly SectionRule[] = [
  family(
    'address-family (ipv4|ipv6) (unicast|multicast|labeled-unicast|vpn)',
    [...ROUTES_IN_FAMILY, ...PEER_IN_FAMILY, ...VPN_IN_FAMILY],
    [],
  ),
  family('address-family l2vpn evpn', [...EVPN, ...EVPN_OF_VRF, ...PEER_IN_FAMILY], [VNI]),
];

const INSTANCE: readonly LineRule[] = [
  attribute('bgp router-id [ip]'),
  toggle('bgp ebgp-requires-policy', 'on'),
  toggle('bgp log-neighbor-changes', 'off'),
  toggle('bgp network import-check', 'on'),
  toggle('bgp fast-external-failover', 'on'),
  toggle('bgp client-to-client reflection', 'on'),
  // Changes which neighbors are activated; the whole section would have to be written again.
  toggle('bgp default ipv4-unicast', 'on', { fixed: true }),
  toggle('bgp default show-hostname', 'off'),
  attribute('bgp default local-preference [number]'),
  attribute('bgp cluster-id [ip]'),
  // Changes which neighbors are internal, and what FRR shows for them.
  fixed('bgp confederation identifier [as]'),
  // A second line adds to the first.
  attribute('bgp confederation peers ...', { negation: 'line', change: 'remove first' }),
  toggle('bgp always-compare-med', 'off'),
  toggle('bgp deterministic-med', 'off'),
  toggle('bgp reject-as-sets', 'off'),
  toggle('bgp shutdown', 'off'),
  member('bgp disable-ebgp-connected-route-check'),
  member('bgp route-reflector allow-outbound-policy'),
  attribute('bgp max-med on-startup ...'),
  attribute('bgp minimum-holdtime [number]'),
  attribute('bgp graceful-restart (stalepath-time|restart-time) [number]'),
  member('bgp graceful-restart preserve-fw-state'),
  member('bgp graceful-restart'),
  member('bgp graceful-restart-disable'),
  attribute('bgp bestpath as-path multipath-relax ...', { negation: 'line', change: 'remove first' }),
  member('bgp bestpath as-path multipath-relax', { change: 'remove first' }),
  member('bgp bestpath as-path (confed|ignore)'),
  attribute('bgp bestpath med ...', { negation: 'line', change: 'remove first' }),
  member('bgp bestpath compare-routerid'),
  member('bgp bestpath peer-type multipath-relax'),
  attribute('bgp listen limit [number]'),
  attribute('(read-quanta|write-quanta|coalesce-time) [number]', { negation: 'line' }),
  attribute('timers bgp [number] [number]'),
  ...PEER_BIRTH,
  ...PEER_SESSION,
  // "Configure the peer-group first", and another group is refused while the range stands.
  attribute('bgp listen range <net> peer-group [@peer:name]', { negation: 'line', change: 'remove first' }),
];

/**
 * One AS for the router: another number means that everything is written anew ("BGP is already running"), and the default
 * instance cannot go before those of the VRFs ("Dependent VRF instances exist").
 */
function bgp(opener: string): SectionRule {
  return section(opener, INSTANCE, { sections: FAMILIES, exit: 'exit' });
}

export const FRR_BGP: readonly SectionRule[] = [
  bgp('router bgp [@bgp:as] vrf <@vrf>'),
  bgp('router bgp [#bgp:as]'),
];
