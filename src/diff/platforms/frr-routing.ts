import { attribute, fixed, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const OSPF_LINES: readonly LineRule[] = [
  attribute('ospf router-id [ip]'),
  attribute('ospf abr-type [word]', { negation: 'line' }),
  attribute('log-adjacency-changes [word]'),
  member('log-adjacency-changes'),
  toggle('compatible rfc1583', 'off'),
  // FRR answers a change with a line that begins with `%`, as a refusal does.
  fixed('auto-cost reference-bandwidth [number]'),
  attribute('timers throttle spf [number] [number] [number]'),
  attribute('timers throttle lsa all [number]'),
  attribute('ospf write-multiplier [number]', { negation: 'line' }),
  attribute('maximum-paths [number]'),
  attribute('max-metric router-lsa (on-startup|on-shutdown) [number]'),
  member('max-metric router-lsa administrative'),
  attribute('refresh timer [number]'),
  attribute('redistribute (ospf|table) <number> ...'),
  attribute('redistribute <word> ...'),
  member('redistribute <word>'),
  member('graceful-restart'),
  member('graceful-restart helper enable'),
  toggle('passive-interface default', 'off'),
  // "There is already same network statement", whatever the area is; and the area is needed in the negation.
  attribute('network <net> area [area]', { negation: 'line', change: 'remove first' }),
  attribute('area <area> authentication [word]'),
  member('area <area> authentication'),
  attribute('area <area> range <net> ...'),
  member('area <area> range <net>'),
  attribute('area <area> (export-list|import-list) [@acl]', { negation: 'line' }),
  attribute('area <area> filter-list prefix [@prefix-list] (in|out)', { negation: 'line' }),
  attribute('area <#stub-area:area> stub [word]'),
  member('area <#stub-area:area> stub'),
  fixed('area <area> nssa ...'),
  member('area <#stub-area:area> nssa'),
  attribute('area <@stub-area:area> default-cost [number]', { negation: 'line' }),
  member('area <area> virtual-link <ip>'),
  attribute('neighbor <ip> ...'),
  member('neighbor <ip>'),
  attribute('default-metric [number]', { negation: 'line' }),
  attribute('distribute-list [@acl] out <word>', { negation: 'line' }),
  attribute('default-information originate ...'),
  member('default-information originate'),
  attribute('distance ospf ...'),
  attribute('distance [number]', { negation: 'line' }),
  toggle('capability opaque', 'off'),
];

const OSPF6_LINES: readonly LineRule[] = [
  attribute('ospf6 router-id [ip]'),
  attribute('log-adjacency-changes [word]'),
  member('log-adjacency-changes'),
  attribute('auto-cost reference-bandwidth [number]'),
  attribute('maximum-paths [number]', { negation: 'line' }),
  attribute('redistribute <word> ...'),
  member('redistribute <word>'),
  attribute('area <area> range <net> ...'),
  member('area <area> range <net>'),
  attribute('area <area> stub [word]'),
  member('area <area> stub'),
  attribute('timers throttle spf [number] [number] [number]'),
  attribute('distance [number]', { negation: 'line' }),
  attribute('default-information originate ...'),
  member('default-information originate'),
];

const ISIS_LINES: readonly LineRule[] = [
  attribute('is-type [word]'),
  // "System ID must not change when defining additional area addresses": the old one goes first.
  member('net <word>'),
  toggle('set-overload-bit', 'off'),
  attribute('metric-style [word]'),
  attribute('lsp-timers ...', { negation: 'line' }),
  attribute('spf-interval [number]', { negation: 'line' }),
  fixed('(area-password|domain-password) ...'),
  attribute('default-information originate (ipv4|ipv6) (level-1|level-2) ...'),
  member('default-information originate (ipv4|ipv6) (level-1|level-2)'),
  attribute('redistribute (ipv4|ipv6) <word> (level-1|level-2) ...'),
  member('redistribute (ipv4|ipv6) <word> (level-1|level-2)'),
  toggle('log-adjacency-changes', 'off'),
];

const RIP_LINES: readonly LineRule[] = [
  toggle('default-information originate', 'off'),
  attribute('default-metric [number]', { negation: 'line' }),
  attribute('distance [number]', { negation: 'line' }),
  member('neighbor <ip>'),
  member('network <word>'),
  member('passive-interface <word>'),
  member('offset-list <@acl> (in|out) <number>'),
  attribute('redistribute <word> ...'),
  member('redistribute <word>'),
  member('route <net>'),
  attribute('timers basic [number] [number] [number]'),
  attribute('version [number]', { negation: 'line' }),
  attribute('distribute-list prefix [@prefix-list] (in|out)', { negation: 'line' }),
];

/** A timer has no negation: it goes back to its default by that value, which FRR does not show. */
const BFD_TIMERS: readonly LineRule[] = [
  attribute('detect-multiplier [number]', { negation: 'never' }),
  attribute('(receive-interval|transmit-interval) [number]', { negation: 'never' }),
  attribute('minimum-ttl [number]', { negation: 'line' }),
  toggle('passive-mode', 'off'),
  // FRR answers with a warning that begins with `%`, as a refusal does.
  fixed('echo-mode'),
  toggle('shutdown', 'off'),
];

const BFD = section('bfd', [], {
  exit: 'exit',
  sections: [
    section('profile <#bfd-profile>', BFD_TIMERS, { exit: 'exit' }),
    section('peer <{text}>', [attribute('profile [@bfd-profile]', { negation: 'line' }), ...BFD_TIMERS], {
      exit: 'exit',
    }),
  ],
});

/** Each protocol once, once more for a VRF, and OSPF also by number. */
export const FRR_ROUTING: readonly SectionRule[] = [
  ...['router ospf', 'router ospf <number>', 'router ospf vrf <@vrf>'].map((opener) =>
    section(opener, OSPF_LINES, { exit: 'exit' }),
  ),
  ...['router ospf6', 'router ospf6 vrf <@vrf>'].map((opener) =>
    section(opener, OSPF6_LINES, { exit: 'exit' }),
  ),
  ...['router isis <#isis>', 'router isis <#isis> vrf <@vrf>'].map((opener) =>
    section(opener, ISIS_LINES, { exit: 'exit' }),
  ),
  ...['router rip', 'router rip vrf <@vrf>', 'router ripng'].map((opener) =>
    section(opener, RIP_LINES, { exit: 'exit' }),
  ),
  BFD,
];
