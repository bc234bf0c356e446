import { FRR_BGP } from './frr-bgp.ts';
import { FRR_INTERFACES } from './frr-interface.ts';
import { FRR_LISTS, FRR_POLICIES } from './frr-policy.ts';
import { FRR_ROUTING } from './frr-routing.ts';
import { FRR_STATIC_ROUTES, FRR_VRF, routeInItsVrf } from './frr-static-routes.ts';
import { FRR_KINDS, FRR_READERS } from './frr-words.ts';
import { attribute, fixed, member, toggle } from './line-rules.ts';
import type { LineRule, PlatformRules, SectionRule } from './platform-rules.ts';

/**
 * FRRouting through vtysh. Behavior stated in these files was seen on FRR 8.4.4, where test/frr/configuration-engine.test.ts
 * applies all golden cases and random ones. Lines that have no rule are compared as they are.
 */

const SYSTEM: readonly LineRule[] = [
  // FRR takes its name from the host. The command is accepted and changes nothing, and two lines may be shown.
  fixed('hostname <word>', { model: 'attribute' }),
  // Decides which lines are defaults, so everything that is not shown would mean something else.
  fixed('frr defaults [word]'),
  // Belongs to vtysh on the host: it says where `write memory` saves to.
  fixed('service integrated-vtysh-config'),
  fixed('service password-encryption'),
  toggle('ip forwarding', 'on'),
  toggle('ipv6 forwarding', 'on'),
  attribute('log file ...'),
  attribute('log syslog ...'),
  member('log syslog'),
  attribute('log facility [word]'),
  attribute('log timestamp precision [number]', { negation: 'line' }),
  toggle('log commands', 'off'),
  toggle('log record-priority', 'off'),
  member('debug <...>'),
  attribute('(ip|ipv6) router-id [ip]', { negation: 'line' }),
  toggle('(ip|ipv6) nht resolve-via-default', 'off'),
  attribute('(ip|ipv6) protocol <word> route-map [@route-map]', { negation: 'line' }),
];

const MULTICAST: readonly LineRule[] = [
  member('ip pim rp <ip> <net>'),
  attribute('ip pim ssm prefix-list [@prefix-list]'),
  member('ip pim spt-switchover infinity-and-beyond'),
  member('ip mroute <net> <word>'),
];

const LINE_VTY: SectionRule = {
  opener: 'line vty',
  presence: 'implied',
  lines: [
    // `no exec-timeout` means "never", not the default.
    fixed('exec-timeout ...'),
    attribute('access-class [@acl]'),
    attribute('ipv6 access-class [@acl6]'),
  ],
  sections: [],
  model: false,
  exit: 'exit',
  meant: [],
};

export const FRR: PlatformRules = {
  platform: 'frr',
  volatile: [
    /^Building configuration\.\.\.$/,
    /^Current configuration:$/,
    // Which software wrote the text; entering it changes nothing.
    /^frr version \S+$/,
  ],
  exits: /^(exit|exit-address-family|exit-vrf|exit-vni|exit-link-params|end)$/,
  comment: /^[!#]/,
  failures: [/^% /, /^[a-z0-9]+d is not running$/, /^Exiting: failed to connect/],
  blobs: [],
  // vtysh joins the words of a line with single blanks, in descriptions too.
  collapsesBlanks: true,
  interfaceName: (name) => name,
  isLogicalInterface: () => false,
  kinds: FRR_KINDS,
  readers: FRR_READERS,
  symbols: {
    // FRR takes references to lists and maps that do not exist yet, and keeps those to what is gone.
    acl: { onRemoval: 'dangles' },
    acl6: { onRemoval: 'dangles' },
    'prefix-list': { onRemoval: 'dangles' },
    'prefix-list6': { onRemoval: 'dangles' },
    'as-path': { onRemoval: 'dangles' },
    'community-list': { onRemoval: 'dangles' },
    'large-community-list': { onRemoval: 'dangles' },
    'extcommunity-list': { onRemoval: 'dangles' },
    'route-map': { onRemoval: 'dangles' },
    'pbr-map': { onRemoval: 'dangles' },
    'nexthop-group': { onRemoval: 'dangles' },
    'key-chain': { onRemoval: 'dangles' },
    'bfd-profile': { onRemoval: 'dangles' },
    isis: { onRemoval: 'dangles' },
    vrf: { onRemoval: 'dangles' },
    peer: { within: 'section', onRemoval: 'cascades', needed: true, together: true },
    'group-as': { within: 'section', onRemoval: 'cascades' },
    bfd: { within: 'section', onRemoval: 'cascades', needed: true },
    bgp: { onRemoval: 'refused' },
    'stub-area': { within: 'section', onRemoval: 'cascades', needed: true },
    'isis-port': { within: 'section', onRemoval: 'cascades', needed: true },
    'pim-port': { within: 'section', onRemoval: 'cascades', needed: true },
    'igmp-port': { within: 'section', onRemoval: 'cascades', needed: true },
  },
  lines: [...SYSTEM, ...FRR_STATIC_ROUTES, ...MULTICAST, ...FRR_LISTS],
  sections: [FRR_VRF, ...FRR_INTERFACES, ...FRR_BGP, ...FRR_ROUTING, ...FRR_POLICIES, LINE_VTY],
  orderedFamilies: [],
  // Each daemon shows one of its own, and encrypted ones differ from each other.
  rewritten: [/^password /, /^enable password /],
  expandHeader: () => null,
  rewriteLine: routeInItsVrf,
  vlanCommandLength: 0,
};
