import { attribute, member, section } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** An entry of a list, after its number; groups of objects it names have to be there before it. */
const ENTRY: Partial<LineRule> = {
  change: 'remove first',
  mentions: { symbol: 'object-group', in: /(?<!remark .*)\bobject-group (\S+)/g },
};

/** The type stands in the header, so a list of another type under the same name is a change of the header. */
const ACCESS_LIST: SectionRule = section(
  'ip access-list [standard|extended] <#acl>',
  [attribute('<number> {entry}', ENTRY)],
  {
    numbered: {
      step: 10,
      resequence: (header, start, step) => ({
        inside: false,
        command: `ip access-list resequence ${header.split(' ').at(-1) ?? ''} ${start} ${step}`,
      }),
    },
  },
);

/** Older software shows entries without their numbers; those are kept in the order of the text. */
const ACCESS_LIST_6: SectionRule = section(
  'ipv6 access-list <#acl>',
  [attribute('sequence <number> {entry}', { change: 'remove first' }), member('<{entry}>')],
  { ordered: true },
);

const MAC_ACCESS_LIST: SectionRule = section(
  'mac access-list extended <#acl>',
  [member('(permit|deny) <...>')],
  {
    ordered: true,
  },
);

const OBJECT_GROUP: SectionRule = section('object-group [network|service] <#object-group>', [
  attribute('description {text}'),
  member('host <ip>'),
  member('range <ip> <ip>'),
  member('group-object <@object-group>'),
  member('<ip> <ip>'),
  member('<{service}>'),
]);

/** IOS adds the names of a second such line to those of the first. */
const NAMES: Partial<LineRule> = { negation: 'line', change: 'remove first' };

const ROUTE_MAP: SectionRule = section(
  'route-map <#route-map> [permit|deny] <number>',
  [
    attribute('description {text}'),
    attribute('match ip address prefix-list [@prefix-list+]', NAMES),
    attribute('match ip address [@acl+]', NAMES),
    attribute('match ipv6 address prefix-list [@prefix-list+]', NAMES),
    attribute('match ipv6 address [@acl+]', NAMES),
    attribute('match (ip|ipv6) (next-hop|route-source) prefix-list [@prefix-list+]', NAMES),
    attribute('match (ip|ipv6) (next-hop|route-source) [@acl+]', NAMES),
    attribute('match as-path [@as-path+]', NAMES),
    attribute('match community [@community-list] [exact-match|any]', NAMES),
    attribute('match community [@community-list+]', NAMES),
    attribute('match extcommunity [@extcommunity-list+]', NAMES),
    attribute('match interface [@interface:if+]', NAMES),
    attribute('match (tag|metric|length|local-preference|mpls-label|route-type|source-protocol) ...', NAMES),
    attribute('set comm-list [@community-list] delete', NAMES),
    attribute('set ip next-hop verify-availability <ip> <number> track [@track:number]', {
      negation: 'line',
    }),
    attribute('set (ip|ipv6) next-hop ...', NAMES),
    attribute('set (ip|ipv6) default next-hop ...', NAMES),
    attribute('set ip (precedence|tos|dscp|df) [word]', NAMES),
    attribute('set ip vrf [@vrf] next-hop ...', NAMES),
    attribute('set as-path (prepend|tag) ...', NAMES),
    attribute('set community ...', NAMES),
    attribute('set extcommunity (rt|soo|cost|bandwidth|vpn-distinguisher) ...', NAMES),
    attribute('set interface [@interface:if+]', NAMES),
    attribute('set vrf [@vrf]'),
    attribute('set (local-preference|weight|metric-type|tag|origin|level|traffic-index) ...'),
    attribute('set metric ...'),
    attribute('continue [number]'),
    member('continue'),
  ],
  // Entering it with the other action changes it and keeps what it holds.
  { headerChange: 'replace' },
);

/** Top-level lines of which many make one list. */
export const IOS_LIST_LINES: readonly LineRule[] = [
  attribute('(ip|ipv6) prefix-list <#prefix-list> description {text}'),
  // A second entry at the same number is refused ("Insertion failed").
  attribute('(ip|ipv6) prefix-list <#prefix-list> seq <number> [permit|deny] [net]', {
    change: 'remove first',
  }),
  attribute('(ip|ipv6) prefix-list <#prefix-list> seq <number> [permit|deny] [net] {prefix}', {
    change: 'remove first',
  }),
  member('ip as-path access-list <#as-path> (permit|deny) <...>'),
  member('ip community-list (standard|expanded) <#community-list> (permit|deny) <...>'),
  member('ip community-list <#community-list:number> (permit|deny) <...>'),
  member('ip extcommunity-list (standard|expanded) <#extcommunity-list> (permit|deny) <...>'),
  member('ip extcommunity-list <#extcommunity-list:number> (permit|deny) <...>'),
];

export const IOS_LIST_SECTIONS: readonly SectionRule[] = [
  OBJECT_GROUP,
  ACCESS_LIST,
  ACCESS_LIST_6,
  MAC_ACCESS_LIST,
  ROUTE_MAP,
];

/** Lists without numbers: what is added stands last. */
export const IOS_ORDERED_LISTS: readonly RegExp[] = [
  /^ip as-path access-list \S+/,
  /^ip (?:ext)?community-list (?:(?:standard|expanded) )?\S+/,
];

/** `access-list 10 permit …` is an entry of `ip access-list standard 10`; null for any other line. */
export function numberedAccessList(line: string): string | null {
  const [, number = '', entry = ''] = /^access-list (\d+) (.+)$/.exec(line) ?? [];
  const type = number === '' ? null : typeOfNumber(Number(number));
  return type === null ? null : `ip access-list ${type} ${number}\n ${entry}`;
}

function typeOfNumber(number: number): 'standard' | 'extended' | null {
  if ((number >= 1 && number <= 99) || (number >= 1300 && number <= 1999)) return 'standard';
  return (number >= 100 && number <= 199) || (number >= 2000 && number <= 2699) ? 'extended' : null;
}
