import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** Options of a line that another option would be added to: the line is removed, then written anew. */
const ANEW: Partial<LineRule> = { change: 'remove first' };

/** What makes a neighbor or a group exist: without it everything else about the neighbor is refused. */
const NEIGHBORS: readonly LineRule[] = [
  member('neighbor <#peer> peer-group'),
  attribute('neighbor <#peer:ip> remote-as [asn]', { negation: 'line' }),
  attribute('neighbor <@peer> remote-as [asn]', { negation: 'line' }),
  attribute('neighbor <#peer:ip> peer-group [@peer]', { negation: 'line', change: 'remove first' }),
  attribute('neighbor <@peer:peer> description {text}'),
  toggle('neighbor <@peer:peer> shutdown', 'off'),
  attribute('neighbor <@peer:peer> local-as ...', ANEW),
  attribute('neighbor <@peer:peer> password {secret}'),
  attribute('neighbor <@peer:peer> ebgp-multihop [number]'),
  member('neighbor <@peer:peer> ebgp-multihop'),
  attribute('neighbor <@peer:peer> ttl-security hops [number]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> update-source [@interface:if]'),
  attribute('neighbor <@peer:peer> timers ...'),
  attribute('neighbor <@peer:peer> version [number]'),
  attribute('neighbor <@peer:peer> transport ...', { negation: 'line', change: 'remove first' }),
  member('neighbor <@peer:peer> disable-connected-check'),
  member('neighbor <@peer:peer> fall-over'),
  attribute('neighbor <@peer:peer> fall-over ...'),
  attribute('neighbor <@peer:peer> inherit peer-session [@peer-session]', { negation: 'line' }),
];

/** What a neighbor does in an address family. */
const NEIGHBOR_POLICY: readonly LineRule[] = [
  attribute('neighbor <@peer:peer> inherit peer-policy [@peer-policy]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> send-community [both|extended|standard|large]', {
    negation: 'line',
    change: 'remove first',
  }),
  member('neighbor <@peer:peer> send-community'),
  member('neighbor <@peer:peer> route-reflector-client'),
  member('neighbor <@peer:peer> route-server-client'),
  member('neighbor <@peer:peer> next-hop-self'),
  attribute('neighbor <@peer:peer> next-hop-self [the-all]', { negation: 'line', change: 'remove first' }),
  member('neighbor <@peer:peer> next-hop-unchanged'),
  member('neighbor <@peer:peer> soft-reconfiguration inbound'),
  member('neighbor <@peer:peer> as-override'),
  member('neighbor <@peer:peer> remove-private-as'),
  attribute('neighbor <@peer:peer> remove-private-as ...', ANEW),
  member('neighbor <@peer:peer> allowas-in'),
  attribute('neighbor <@peer:peer> allowas-in [number]'),
  attribute('neighbor <@peer:peer> soo [rd]'),
  attribute('neighbor <@peer:peer> weight [number]'),
  attribute('neighbor <@peer:peer> advertisement-interval [number]'),
  attribute('neighbor <@peer:peer> maximum-prefix ...', ANEW),
  member('neighbor <@peer:peer> default-originate'),
  attribute('neighbor <@peer:peer> default-originate route-map [@route-map]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> capability orf prefix-list [word]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> additional-paths ...', ANEW),
  attribute('neighbor <@peer:peer> advertise additional-paths ...', ANEW),
  attribute('neighbor <@peer:peer> prefix-list [@prefix-list] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> route-map [@route-map] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> filter-list [@as-path] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> distribute-list [@acl] (in|out)', { negation: 'line' }),
  attribute('neighbor <@peer:peer> unsuppress-map [@route-map]', { negation: 'line' }),
  attribute('neighbor <@peer:peer> advertise-map [@route-map] (exist-map|non-exist-map) [@route-map]', {
    negation: 'line',
  }),
];

/** Redistribution and the like; `no` + the words of the key removes them whatever their options. */
const ROUTES: readonly LineRule[] = [
  attribute('network <ip> mask <ip> [the-route-map] [@route-map]', ANEW),
  attribute('network <ip> [the-route-map] [@route-map]', ANEW),
  attribute('network <net> [the-route-map] [@route-map]', ANEW),
  member('network <ip> mask <ip>'),
  member('network <net>'),
  member('network <ip>'),
  attribute('aggregate-address <ip> <ip> ...', ANEW),
  member('aggregate-address <ip> <ip>'),
  attribute('aggregate-address <net> ...', ANEW),
  member('aggregate-address <net>'),
  attribute('redistribute (connected|static|rip|odr|mobile) [the-route-map] [@route-map]', ANEW),
  attribute('redistribute (connected|static|rip|odr|mobile) ...', ANEW),
  member('redistribute (connected|static|rip|odr|mobile)'),
  attribute('redistribute (ospf|ospfv3|eigrp) <word> [the-route-map] [@route-map]', ANEW),
  attribute('redistribute (ospf|ospfv3|eigrp) <word> ...', ANEW),
  member('redistribute (ospf|ospfv3|eigrp) <word>'),
  attribute('redistribute isis ...', ANEW),
  toggle('auto-summary', 'off'),
  toggle('synchronization', 'off'),
  attribute('default-metric [number]'),
  member('default-information originate'),
  attribute('distance bgp ...'),
  attribute('maximum-paths [number]'),
  attribute('maximum-paths (ibgp|eibgp) [number]'),
  attribute('table-map [@route-map]', { negation: 'line' }),
  attribute('bgp dampening ...'),
  member('bgp dampening'),
  attribute('bgp additional-paths ...', ANEW),
  member('bgp redistribute-internal'),
  attribute('import path ...', ANEW),
];

const TO_THE_NEIGHBOR: Partial<SectionRule> = { exit: 'exit-address-family' };

const FAMILY_LINES: readonly LineRule[] = [
  ...NEIGHBORS,
  // IOS activates IPv4 by itself, and prints it all the same.
  toggleInFamily('neighbor <@peer:peer> activate'),
  ...NEIGHBOR_POLICY,
  ...ROUTES,
];

function toggleInFamily(pattern: string): LineRule {
  return {
    pattern,
    negation: 'line',
    hidden: { in: /^address-family ipv4( vrf \S+)?$/, unless: 'no bgp default ipv4-unicast' },
  };
}

const TEMPLATES: readonly SectionRule[] = [
  section(
    'template peer-session <#peer-session>',
    [
      attribute('remote-as [asn]'),
      attribute('description {text}'),
      attribute('update-source [@interface:if]'),
      attribute('timers ...'),
      attribute('password {secret}'),
      attribute('ebgp-multihop [number]'),
      attribute('inherit peer-session [@peer-session]', { negation: 'line' }),
      attribute('fall-over ...'),
      toggle('shutdown', 'off'),
    ],
    { exit: 'exit-peer-session' },
  ),
  section(
    'template peer-policy <#peer-policy>',
    [
      attribute('route-map [@route-map] (in|out)', { negation: 'line' }),
      attribute('prefix-list [@prefix-list] (in|out)', { negation: 'line' }),
      attribute('filter-list [@as-path] (in|out)', { negation: 'line' }),
      attribute('inherit peer-policy [@peer-policy] [number]', { negation: 'line' }),
      attribute('send-community [both|extended]', { negation: 'line', change: 'remove first' }),
      member('send-community'),
      member('next-hop-self'),
      member('route-reflector-client'),
      member('soft-reconfiguration inbound'),
      member('as-override'),
      member('default-originate'),
      attribute('maximum-prefix ...', ANEW),
      attribute('weight [number]'),
    ],
    { exit: 'exit-peer-policy' },
  ),
];

const GLOBAL: readonly LineRule[] = [
  attribute('bgp router-id [word]'),
  toggle('bgp log-neighbor-changes', 'on'),
  toggle('bgp default ipv4-unicast', 'on'),
  attribute('bgp cluster-id [word]'),
  attribute('bgp confederation identifier [asn]'),
  attribute('bgp confederation peers ...', { negation: 'line', change: 'remove first' }),
  attribute('bgp default local-preference [number]'),
  attribute('bgp graceful-restart ...'),
  member('bgp graceful-restart'),
  attribute('bgp maxas-limit [number]'),
  attribute('bgp listen range <net> peer-group [@peer]', { negation: 'line' }),
  attribute('bgp listen limit [number]'),
  member('bgp always-compare-med'),
  member('bgp deterministic-med'),
  member('bgp bestpath <...>'),
  member('bgp asnotation dot'),
  toggle('bgp fast-external-fallover', 'on'),
  toggle('bgp enforce-first-as', 'on'),
  attribute('timers bgp ...'),
];

/**
 * There is one BGP process: another AS number is a change of its header, and everything in it is written anew.
 * Neighbors outside of families belong to IPv4 unicast until a family is configured.
 */
export const IOS_BGP: SectionRule = section(
  'router bgp [asn]',
  [...GLOBAL, ...NEIGHBORS, ...NEIGHBOR_POLICY, ...ROUTES],
  {
    sections: [
      ...TEMPLATES,
      section('address-family ipv4 vrf <@vrf>', FAMILY_LINES, TO_THE_NEIGHBOR),
      section('address-family ipv6 vrf <@vrf>', FAMILY_LINES, TO_THE_NEIGHBOR),
      section('address-family <{family}>', FAMILY_LINES, TO_THE_NEIGHBOR),
    ],
  },
);
