import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** EOS: "% Duplicate sequence number". Inside its section a list takes effect as a whole, when the section is left. */
const REPLACED: Partial<LineRule> = { change: 'remove first' };

/** Access lists number their entries by ten, and can give all of them new numbers from inside. */
const NUMBERED_ACL: NonNullable<SectionRule['numbered']> = {
  step: 10,
  resequence: (_header, start, step) => ({ inside: true, command: `resequence ${start} ${step}` }),
};

function accessList(opener: string): SectionRule {
  return section(
    opener,
    [
      attribute('<number> [permit|deny] {access-list-entry}', REPLACED),
      attribute('<number> {remark}', REPLACED),
      toggle('counters per-entry', 'off'),
      toggle('statistics per-entry', 'off'),
    ],
    { numbered: NUMBERED_ACL },
  );
}

const ACCESS_LISTS: readonly SectionRule[] = [
  // One name for both types: a list that changes its type is removed and made again, and its users are detached meanwhile.
  accessList('ip access-list [standard|] <#acl:word>'),
  accessList('ipv6 access-list [standard|] <#acl6:word>'),
  accessList('mac access-list <#mac-acl:word>'),
];

function prefixList(opener: string): SectionRule {
  return section(opener, [
    attribute('seq <number> {remark}', REPLACED),
    attribute('seq <number> [permit|deny] [net]', REPLACED),
    attribute('seq <number> [permit|deny] [net] ...', REPLACED),
  ]);
}

const PREFIX_LISTS: readonly SectionRule[] = [
  prefixList('ip prefix-list <#prefix-list:word>'),
  prefixList('ipv6 prefix-list <#prefix-list6:word>'),
];

/** A condition or an action of a route map: `no` takes the whole of it. */
function clause(pattern: string): LineRule {
  return attribute(pattern, { negation: 'line' });
}

/** A map has one entry per number, permit or deny: entering it with the other word changes that and keeps its lines. */
const ROUTE_MAP: SectionRule = section(
  'route-map <#route-map:word> [permit|deny] <number>',
  [
    attribute('description {text}'),
    clause('match ip address prefix-list [@prefix-list:word]'),
    clause('match ipv6 address prefix-list [@prefix-list6:word]'),
    clause('match ip address access-list [@acl:word]'),
    clause('match ipv6 address access-list [@acl6:word]'),
    clause('match ip next-hop prefix-list [@prefix-list:word]'),
    clause('match ipv6 next-hop prefix-list [@prefix-list6:word]'),
    clause('match as-path [@as-path:word]'),
    clause('match community [@community:word+]'),
    clause('match extcommunity [@extcommunity:word+]'),
    clause('match large-community [@large-community:word+]'),
    clause('match interface [if]'),
    clause('match source-protocol [word]'),
    clause('match (tag|metric|local-preference|route-type|isis level) [word]'),
    clause('set (local-preference|metric|metric-type|origin|tag|weight|distance) [word]'),
    clause('set as-path prepend ...'),
    clause('set community ...'),
    clause('set extcommunity ...'),
    clause('set large-community ...'),
    clause('set ip next-hop ...'),
    clause('set ipv6 next-hop ...'),
    clause('set isis level [word]'),
    clause('sub-route-map [@route-map:word]'),
    attribute('continue [number]'),
    member('continue'),
  ],
  { headerChange: 'replace' },
);

const PEER_FILTER: SectionRule = section('peer-filter <#peer-filter:word>', [
  attribute('<number> match ...', REPLACED),
]);

export const EOS_LIST_SECTIONS: readonly SectionRule[] = [
  ...ACCESS_LISTS,
  ...PREFIX_LISTS,
  ROUTE_MAP,
  PEER_FILTER,
];

/** Lists without numbers. Their order is what they mean; see the ordered families of the platform. */
export const EOS_LIST_LINES: readonly LineRule[] = [
  member('ip as-path access-list <#as-path:word> <...>'),
  member('ip community-list regexp <#community:word> <...>'),
  member('ip community-list <#community:word> <...>'),
  member('ip extcommunity-list regexp <#extcommunity:word> <...>'),
  member('ip extcommunity-list <#extcommunity:word> <...>'),
  member('ip large-community-list regexp <#large-community:word> <...>'),
  member('ip large-community-list <#large-community:word> <...>'),
];

export const EOS_ORDERED_FAMILIES: readonly RegExp[] = [
  /^ip as-path access-list \S+/,
  /^ip community-list regexp \S+/,
  /^ip community-list \S+/,
  /^ip extcommunity-list regexp \S+/,
  /^ip extcommunity-list \S+/,
  /^ip large-community-list regexp \S+/,
  /^ip large-community-list \S+/,
  /^tacacs-server host/,
  /^radius-server host/,
];
