import { attribute, member, section } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/**
 * Seen on 8.4.4 for lists of every kind: an entry with the value of another entry of the list is dropped, with exit status 0
 * and not a word; an entry at a number that is taken replaces the one there.
 */
const ENTRY: Partial<LineRule> = { distinct: /^(.*) seq \S+ (.*)$/ };

/** `no … seq N` is incomplete for them; the whole line is needed. */
const WHOLE_ENTRY: Partial<LineRule> = { ...ENTRY, negation: 'line' };

export const FRR_LISTS: readonly LineRule[] = [
  attribute('access-list <#acl> remark {text}'),
  attribute('access-list <#acl> seq <number> [permit|deny] ...', WHOLE_ENTRY),
  attribute('ipv6 access-list <#acl6> remark {text}'),
  attribute('ipv6 access-list <#acl6> seq <number> [permit|deny] ...', WHOLE_ENTRY),
  // `no … seq N` removes whatever stands there: removing the old text after adding the new would leave none.
  attribute('ip prefix-list <#prefix-list> description {text}'),
  attribute('ip prefix-list <#prefix-list> seq <number> [permit|deny] {prefix}', ENTRY),
  attribute('ipv6 prefix-list <#prefix-list6> description {text}'),
  attribute('ipv6 prefix-list <#prefix-list6> seq <number> [permit|deny] {prefix}', ENTRY),
  attribute('bgp as-path access-list <#as-path> seq <number> [permit|deny] {text}', WHOLE_ENTRY),
  ...['community-list', 'large-community-list', 'extcommunity-list'].flatMap((list) => [
    attribute(`bgp ${list} (standard|expanded) <#${list}> seq <number> [permit|deny] {text}`, {
      ...WHOLE_ENTRY,
      // "Community name conflict, previously defined as standard community".
      apart: /^bgp \S+-list (?<kind>\S+) (?<name>\S+) /,
    }),
    attribute(`bgp ${list} <#${list}> seq <number> [permit|deny] {text}`, WHOLE_ENTRY),
  ]),
];

const MATCHES: readonly LineRule[] = [
  attribute('match ip address prefix-list [@prefix-list]'),
  attribute('match ip address prefix-len [number]'),
  attribute('match ip address [@acl:list]'),
  attribute('match ipv6 address prefix-list [@prefix-list6]'),
  attribute('match ipv6 address prefix-len [number]'),
  attribute('match ipv6 address [@acl6:list]'),
  attribute('match ip next-hop prefix-list [@prefix-list]'),
  attribute('match ip next-hop (address|type) [word]'),
  attribute('match ip next-hop [@acl:list]'),
  attribute('match ip route-source prefix-list [@prefix-list]'),
  attribute('match ip route-source [@acl:list]'),
  attribute('match as-path [@as-path]'),
  attribute('match community [@community-list]'),
  attribute('match community [@community-list] ...'),
  attribute('match large-community [@large-community-list]'),
  attribute('match large-community [@large-community-list] ...'),
  attribute('match extcommunity [@extcommunity-list]'),
  attribute('match evpn (vni|route-type) [word]', { negation: 'line' }),
  attribute('match source-vrf [@vrf]', { negation: 'line' }),
  attribute('match (interface|local-preference|metric|origin|peer|probability|source-protocol|tag) [word]'),
];

const SETS: readonly LineRule[] = [
  // Keywords and an address stand beside each other: none of them replaces another.
  member('set ip next-hop (peer-address|unchanged)'),
  attribute('set ip next-hop [ip]'),
  member('set ipv6 next-hop (peer-address|prefer-global)'),
  attribute('set ipv6 next-hop (global|local) [ip]', { negation: 'line' }),
  // Where it replaces a value, FRR complains about the next change ("Can't find rule").
  attribute('set (community|large-community) [none]', { change: 'remove first' }),
  attribute('set (community|large-community) ...'),
  attribute('set comm-list [@community-list] [delete]'),
  attribute('set large-comm-list [@large-community-list] [delete]'),
  attribute('set extcommunity (rt|soo|bandwidth) ...'),
  attribute('set as-path (prepend|exclude) ...'),
  attribute('set aggregator as [word] [ip]'),
  member('set atomic-aggregate'),
  attribute(
    'set (distance|label-index|local-preference|metric|metric-type|origin|originator-id|src|table|tag|weight) [word]',
  ),
];

/** A map has one entry per number, permit or deny: entering it with the other word changes it and keeps its lines. */
const ROUTE_MAP = section(
  'route-map <#route-map> [permit|deny] <number>',
  [
    // `no description` + text is unknown to FRR.
    attribute('description {text}'),
    ...MATCHES,
    ...SETS,
    attribute('call [@route-map]'),
    member('on-match next'),
    attribute('on-match goto [number]'),
  ],
  { exit: 'exit', headerChange: 'replace' },
);

const PBR_MAP = section(
  'pbr-map <#pbr-map> seq <number>',
  [
    attribute('match (src-ip|dst-ip) [net]', { negation: 'line' }),
    attribute('match (src-port|dst-port|ip-protocol|dscp|ecn|mark) [word]', { negation: 'line' }),
    attribute('set nexthop-group [@nexthop-group]'),
    attribute('set nexthop ...'),
    attribute('set vrf [@vrf]', { negation: 'line' }),
  ],
  { exit: 'exit' },
);

const NEXTHOP_GROUP = section(
  'nexthop-group <#nexthop-group>',
  [member('nexthop <ip>'), member('nexthop <ip> <port>')],
  { exit: 'exit' },
);

const KEY_CHAIN = section('key chain <#key-chain>', [], {
  exit: 'exit',
  sections: [
    section(
      'key <number>',
      [
        attribute('key-string [word]'),
        attribute('cryptographic-algorithm [word]'),
        attribute('accept-lifetime ...'),
        attribute('send-lifetime ...'),
      ],
      { exit: 'exit' },
    ),
  ],
});

export const FRR_POLICIES: readonly SectionRule[] = [ROUTE_MAP, PBR_MAP, NEXTHOP_GROUP, KEY_CHAIN];
