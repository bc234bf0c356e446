import { attribute, member } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** What may follow the next hop of a route and is its value: another distance or tag replaces the route (seen on 8.4.4). */
const VALUES = ['', ' [tag] [number] [number]', ' [tag] [number]', ' [number]'];

function routes(start: string, more: Partial<LineRule>): readonly LineRule[] {
  return [
    // A black hole has one way: `reject`, `blackhole` and `Null0` replace each other, and a `no` for one removes any.
    ...VALUES.map((value) => attribute(`${start} [hole]${value}`, { negation: 'line' })),
    ...['', ' <port>'].flatMap((port) =>
      VALUES.flatMap((value) =>
        ['', ' nexthop-vrf <@vrf>', ...(port === '' ? [] : [' [onlink]'])].map((end) => {
          const pattern = `${start} <nexthop>${port}${value}${end}`;
          // `no` + the words of the key removes the route whatever its distance and tag are.
          return pattern.includes('[') ? attribute(pattern, more) : member(pattern, more);
        }),
      ),
    ),
  ];
}

/** The new default route comes before the old one goes. */
const MAKE_BEFORE_BREAK: Partial<LineRule> = { addFirst: true };

export const FRR_STATIC_ROUTES: readonly LineRule[] = [
  ...routes('ip route 0.0.0.0/0', MAKE_BEFORE_BREAK),
  ...routes('ipv6 route ::/0', MAKE_BEFORE_BREAK),
  ...routes('(ip|ipv6) route <net>', {}),
];

export const FRR_VRF: SectionRule = {
  opener: 'vrf <#vrf>',
  // Shown only while something stands in it, or while the kernel has a VRF of that name.
  presence: 'implied',
  lines: [
    // "vni 300 cannot be configured as vni 200 is already configured".
    attribute('vni [number]', { negation: 'line', change: 'remove first' }),
    attribute('(ip|ipv6) router-id [ip]', { negation: 'line' }),
    attribute('(ip|ipv6) protocol <word> route-map [@route-map]', { negation: 'line' }),
    ...FRR_STATIC_ROUTES,
  ],
  sections: [],
  model: false,
  exit: 'exit-vrf',
  meant: [],
};

const ROUTE_IN_VRF = /^(ip(?:v6)? route .*?) vrf (\S+)(.*)$/;

/** `ip route … vrf RED` is a line of the section `vrf RED`, and FRR shows it there. */
export function routeInItsVrf(line: string): string | null {
  const [, route, vrf, more] = ROUTE_IN_VRF.exec(line) ?? [];
  return route === undefined ? null : `vrf ${vrf ?? ''}\n ${route}${more ?? ''}`;
}
