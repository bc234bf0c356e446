import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/**
 * A static route is named by its network, next hop and distance; what follows (`name`, `tag`, …) is its value.
 * The longer forms come first, because the shorter ones fit them too.
 */
function staticRoutes(family: 'ip' | 'ipv6'): readonly LineRule[] {
  const places = [`${family} route vrf <@vrf:word> <net>`, `${family} route <net>`];
  const hops = ['egress-vrf <@vrf:word> <hop>', '<hop> <ip>', '<hop>'];
  return places.flatMap((place) =>
    hops.flatMap((hop) => [
      attribute(`${place} ${hop} <number> {route-options}`, { addFirst: true }),
      member(`${place} ${hop} <number>`, { addFirst: true }),
      attribute(`${place} ${hop} {route-options}`, { addFirst: true }),
      member(`${place} ${hop}`, { addFirst: true }),
    ]),
  );
}

/** What may follow the next hop of a static route. */
export function readRouteOptions(rest: string): string | null {
  return /^(name|tag|metric|track|weight) /.test(rest) ? rest.trim().split(/\s+/).join(' ') : null;
}

export const EOS_ROUTING_LINES: readonly LineRule[] = [
  attribute('service routing protocols model [multi-agent|ribd]', { fixed: true, negation: 'never' }),
  toggle('ip routing', 'off'),
  toggle('ip routing ipv6 interfaces', 'off'),
  toggle('ip routing vrf <@vrf:word>', 'off'),
  toggle('ipv6 unicast-routing', 'off'),
  toggle('ipv6 unicast-routing vrf <@vrf:word>', 'off'),
  toggle('ip icmp redirect', 'on'),
  toggle('ipv6 icmp redirect', 'on'),
  attribute('ip virtual-router mac-address [mac]'),
  ...staticRoutes('ip'),
  ...staticRoutes('ipv6'),
];

const OSPF_LINES: readonly LineRule[] = [
  attribute('router-id [ip]'),
  toggle('bfd default', 'off'),
  toggle('passive-interface default', 'off'),
  // Which of the two forms counts depends on the line above; both may be shown.
  toggle('passive-interface <if>', 'off', { toggle: 'shown', negation: 'default' }),
  attribute('network <net> area [area]', { negation: 'line' }),
  attribute('area <area> range <net> ...'),
  member('area <area> range <net>'),
  attribute('area <area> (stub|nssa) ...'),
  member('area <area> (stub|nssa)'),
  attribute('area <area> default-cost [number]'),
  attribute('redistribute (connected|static|bgp|isis) [route-map|rcf] [@route-map:word]'),
  member('redistribute (connected|static|bgp|isis)'),
  attribute('max-lsa ...'),
  attribute('max-metric router-lsa ...'),
  member('max-metric router-lsa'),
  attribute('auto-cost reference-bandwidth [number]'),
  attribute('default-information originate ...'),
  member('default-information originate'),
  attribute('distance ospf (intra-area|inter-area|external) [number]'),
  member('log-adjacency-changes detail'),
  attribute('timers (spf|lsa|out-delay|pacing) ...'),
  attribute('maximum-paths [number]'),
  attribute('graceful-restart ...'),
  member('graceful-restart'),
  toggle('shutdown', 'off'),
];

const ISIS_FAMILY: Omit<SectionRule, 'opener'> = {
  presence: 'implied',
  lines: [
    attribute('maximum-paths [number]'),
    toggle('bfd all-interfaces', 'off'),
    attribute('fast-reroute ti-lfa mode ...'),
    member('multi-topology'),
    attribute('redistribute (connected|static|bgp|ospf) [route-map|rcf] [@route-map:word]'),
  ],
  sections: [],
  model: false,
  exit: null,
  meant: [],
};

const ISIS: SectionRule = section(
  'router isis <#isis:word>',
  [
    attribute('net [word]'),
    attribute('is-hostname [word]'),
    attribute('is-type [level-1|level-2|level-1-2]'),
    attribute('router-id ipv4 [ip]'),
    toggle('log-adjacency-changes', 'on'),
    toggle('advertise passive-only', 'off'),
    attribute('set-overload-bit ...'),
    member('set-overload-bit'),
    attribute('timers local-convergence-delay ...'),
    attribute('redistribute (connected|static|bgp) [route-map|rcf] [@route-map:word]'),
    member('redistribute (connected|static|bgp)'),
    attribute('authentication mode ...'),
    attribute('authentication key {secret}'),
    toggle('shutdown', 'off'),
  ],
  { sections: [{ opener: 'address-family (ipv4|ipv6) unicast', ...ISIS_FAMILY }] },
);

const VRF: SectionRule = section('vrf instance <#vrf:word>', [
  attribute('description {text}'),
  attribute('rd [word]'),
]);

const ROUTER_BFD: SectionRule = section(
  'router bfd',
  [attribute('interval ...'), attribute('multihop interval ...'), attribute('slow-timer [number]')],
  { presence: 'implied' },
);

export const EOS_VRFS: readonly SectionRule[] = [VRF];

export const EOS_ROUTERS: readonly SectionRule[] = [
  section('router ospf <number> vrf <@vrf:word>', OSPF_LINES),
  section('router ospf <number>', OSPF_LINES),
  ISIS,
  ROUTER_BFD,
];
