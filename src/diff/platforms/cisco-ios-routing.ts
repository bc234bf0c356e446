import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const ANEW: Partial<LineRule> = { change: 'remove first' };

/** `no` + the words of the key removes a redistribution whatever its options. */
const REDISTRIBUTION: readonly LineRule[] = [
  attribute('redistribute (connected|static|rip|odr|maximum-prefix) [the-route-map] [@route-map]', ANEW),
  attribute('redistribute (connected|static|rip|odr|maximum-prefix) ...', ANEW),
  member('redistribute (connected|static|rip|odr)'),
  attribute('redistribute (bgp|ospf|ospfv3|eigrp) <word> [the-route-map] [@route-map]', ANEW),
  attribute('redistribute (bgp|ospf|ospfv3|eigrp) <word> ...', ANEW),
  member('redistribute (bgp|ospf|ospfv3|eigrp) <word>'),
  attribute('redistribute isis ...', ANEW),
];

const COMMON: readonly LineRule[] = [
  attribute('router-id [ip]'),
  attribute('maximum-paths [number]'),
  attribute('default-metric ...'),
  attribute('distance [number]', { negation: 'line' }),
  attribute('distance (ospf|eigrp) ...'),
  attribute('distribute-list prefix [@prefix-list] (in|out)', { negation: 'line' }),
  attribute('distribute-list route-map [@route-map] (in|out)', { negation: 'line' }),
  attribute('distribute-list [@acl] (in|out)', { negation: 'line' }),
  attribute('distribute-list [@acl] (in|out) <@interface:port>', { negation: 'line' }),
  member('passive-interface default'),
  // Either state may be shown, according to the default above.
  toggle('passive-interface <@interface:if>', 'shown'),
  ...REDISTRIBUTION,
];

const OSPF_LINES: readonly LineRule[] = [
  ...COMMON,
  member('network <ip> <ip> area <area>'),
  attribute('area <area> (stub|nssa) ...', ANEW),
  member('area <area> (stub|nssa)'),
  attribute('area <area> default-cost [number]'),
  attribute('area <area> range <ip> <ip> ...', ANEW),
  member('area <area> range <ip> <ip>'),
  member('area <area> authentication'),
  attribute('area <area> authentication [message-digest|null]', { negation: 'line', change: 'remove first' }),
  attribute('area <area> filter-list prefix [@prefix-list] (in|out)', { negation: 'line' }),
  attribute('area <area> virtual-link <ip> ...', ANEW),
  member('area <area> virtual-link <ip>'),
  attribute('auto-cost reference-bandwidth [number]', { negation: 'line' }),
  attribute('default-information originate [the-route-map] [@route-map]', ANEW),
  attribute('default-information originate ...', ANEW),
  member('default-information originate'),
  attribute('max-metric router-lsa ...', ANEW),
  member('max-metric router-lsa'),
  toggle('log-adjacency-changes', 'on'),
  attribute('log-adjacency-changes [the-detail]', { negation: 'line' }),
  member('nsf'),
  attribute('nsf ...', ANEW),
  member('nsr'),
  member('ispf'),
  toggle('capability transit', 'on'),
  toggle('capability vrf-lite', 'off'),
  member('bfd all-interfaces'),
  member('mpls ldp autoconfig'),
  attribute('mpls traffic-eng router-id [@interface:if]', { negation: 'line' }),
  member('mpls traffic-eng area <area>'),
  attribute('neighbor <ip> ...', ANEW),
  member('neighbor <ip>'),
  member('summary-address <ip> <ip>'),
  attribute('summary-address <ip> <ip> ...', ANEW),
  attribute('timers throttle (spf|lsa) ...'),
  attribute('timers (lsa|pacing) ...', { negation: 'line' }),
  member('prefix-suppression'),
  toggle('shutdown', 'off'),
];

const OSPF_3_LINES: readonly LineRule[] = OSPF_LINES.filter(({ pattern }) => !pattern.startsWith('network '));

const OSPF: readonly SectionRule[] = [
  section('router ospf <#ospf:number> vrf [@vrf]', OSPF_LINES),
  section('router ospf <#ospf:number>', OSPF_LINES),
  section('ipv6 router ospf <#ospf6:number>', OSPF_3_LINES),
  section('router ospfv3 <#ospfv3:number>', OSPF_3_LINES, {
    sections: [
      section('address-family (ipv4|ipv6) unicast vrf <@vrf>', OSPF_3_LINES, { exit: 'exit-address-family' }),
      section('address-family (ipv4|ipv6) unicast', OSPF_3_LINES, { exit: 'exit-address-family' }),
    ],
  }),
];

const EIGRP_LINES: readonly LineRule[] = [
  ...COMMON,
  member('network <ip> <ip>'),
  member('network <ip>'),
  attribute('eigrp router-id [ip]'),
  attribute('eigrp stub ...', ANEW),
  toggle('eigrp log-neighbor-changes', 'on'),
  toggle('eigrp log-neighbor-warnings', 'on'),
  toggle('auto-summary', 'off'),
  attribute('metric weights ...'),
  attribute('metric rib-scale [number]'),
  attribute('metric maximum-hops [number]'),
  attribute('variance [number]'),
  attribute('traffic-share ...'),
  attribute('timers active-time ...'),
  attribute('neighbor <ip> ...', ANEW),
  attribute('autonomous-system [asn]'),
  toggle('nsf', 'on'),
  toggle('shutdown', 'off'),
];

const EIGRP_INTERFACE: readonly LineRule[] = [
  attribute('(hello-interval|hold-time|bandwidth-percent) [number]'),
  attribute('authentication mode ...', { negation: 'line', change: 'remove first' }),
  attribute('authentication key-chain [@key-chain]', { negation: 'key' }),
  attribute('summary-address <ip> <ip> ...', ANEW),
  member('summary-address <ip> <ip>'),
  toggle('passive-interface', 'shown'),
  toggle('split-horizon', 'shown'),
  toggle('next-hop-self', 'shown'),
  toggle('shutdown', 'shown'),
  member('bfd'),
];

const EIGRP_FAMILY: Partial<SectionRule> = {
  exit: 'exit-address-family',
  sections: [
    section('af-interface default', EIGRP_INTERFACE, { exit: 'exit-af-interface', presence: 'implied' }),
    section('af-interface <@interface:if>', EIGRP_INTERFACE, { exit: 'exit-af-interface' }),
    section('topology base', EIGRP_LINES, { exit: 'exit-af-topology', presence: 'implied' }),
  ],
};

const EIGRP: SectionRule = section('router eigrp <#eigrp>', EIGRP_LINES, {
  sections: [
    section(
      'address-family (ipv4|ipv6) unicast vrf <@vrf> autonomous-system [asn]',
      EIGRP_LINES,
      EIGRP_FAMILY,
    ),
    section('address-family (ipv4|ipv6) unicast autonomous-system [asn]', EIGRP_LINES, EIGRP_FAMILY),
    section('address-family ipv4 vrf <@vrf> autonomous-system [asn]', EIGRP_LINES, EIGRP_FAMILY),
    section('address-family ipv4 vrf <@vrf>', EIGRP_LINES, EIGRP_FAMILY),
    section('service-family <...>', EIGRP_LINES, { exit: 'exit-service-family' }),
  ],
});

const ISIS_LINES: readonly LineRule[] = [
  ...COMMON,
  member('net <word>'),
  attribute('is-type [word]'),
  attribute('metric-style [word]'),
  attribute('metric [number] ...', { negation: 'line' }),
  attribute('metric [number]', { negation: 'line' }),
  attribute('authentication mode ...'),
  attribute('authentication key-chain [@key-chain]', { negation: 'line' }),
  attribute('authentication key-chain [@key-chain] (level-1|level-2)', { negation: 'line' }),
  attribute('area-password {secret}'),
  attribute('domain-password {secret}'),
  member('log-adjacency-changes'),
  attribute('log-adjacency-changes [the-all]', { negation: 'line' }),
  member('advertise passive-only'),
  toggle('hello padding', 'on'),
  attribute('set-overload-bit ...'),
  member('set-overload-bit'),
  attribute('max-lsp-lifetime [number]'),
  attribute('lsp-refresh-interval [number]'),
  attribute('spf-interval ...'),
  member('fast-flood'),
  attribute('summary-address <ip> <ip> ...', ANEW),
  member('summary-address <ip> <ip>'),
  attribute('mpls traffic-eng router-id [@interface:if]', { negation: 'line' }),
  member('mpls traffic-eng (level-1|level-2)'),
  member('bfd all-interfaces'),
  member('nsf (cisco|ietf)'),
];

const ISIS_FAMILY: Partial<SectionRule> = { exit: 'exit-address-family', presence: 'implied' };

const ISIS: readonly SectionRule[] = ['router isis <#isis>', 'router isis'].map((opener) =>
  section(opener, ISIS_LINES, {
    sections: [
      section('address-family ipv6', [member('multi-topology'), ...COMMON], ISIS_FAMILY),
      section('address-family ipv6 unicast', [member('multi-topology'), ...COMMON], ISIS_FAMILY),
    ],
  }),
);

const RIP_LINES: readonly LineRule[] = [
  ...COMMON,
  attribute('version [number]'),
  member('network <ip>'),
  toggle('auto-summary', 'on'),
  member('default-information originate'),
  attribute('timers basic ...', { negation: 'key' }),
];

const RIP: SectionRule = section('router rip', RIP_LINES, {
  sections: [section('address-family ipv4 vrf <@vrf>', RIP_LINES, { exit: 'exit-address-family' })],
});

export const IOS_ROUTING: readonly SectionRule[] = [...OSPF, EIGRP, ...ISIS, RIP];

/** Next hops of a static route, and what may stand behind them where it refers to something. */
const HOPS = ['<@interface:port> <ip>', '<@interface:port>', '<ip>'];
const TAILS = [
  '',
  ' [the-track] [@track:number]',
  ' [number] [the-track] [@track:number]',
  ' [the-name] [word] [the-track] [@track:number]',
  ' [number] [the-name] [word] [the-track] [@track:number]',
  ' ...',
];
const DESTINATIONS = [
  'ip route vrf <@vrf> <ip> <ip>',
  'ip route <ip> <ip>',
  'ipv6 route vrf <@vrf> <net>',
  'ipv6 route <net>',
];

/**
 * A route is named by destination and next hop; distance, name, tag and track are its value, and a new value replaces the old one.
 * New routes come before old ones go, so that the destination stays reachable.
 */
export const IOS_ROUTES: readonly LineRule[] = DESTINATIONS.flatMap((destination) =>
  HOPS.flatMap((hop) => TAILS.map((tail) => attribute(`${destination} ${hop}${tail}`, { addFirst: true }))),
);
