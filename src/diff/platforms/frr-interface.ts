import { attribute, member, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

/** IS-IS and PIM of a port go with the line that starts them there (seen on 8.4.4). */
const ISIS: Partial<LineRule> = { refers: 'isis-port' };
const PIM: Partial<LineRule> = { refers: 'pim-port' };
const IGMP: Partial<LineRule> = { refers: 'igmp-port' };

const OSPF: readonly LineRule[] = [
  // "Must remove previous area config before changing ospf area".
  attribute('ip ospf area [area]', { change: 'remove first' }),
  attribute('ip ospf cost [number]'),
  attribute('ip ospf network [word]'),
  attribute('ip ospf hello-interval [number]'),
  attribute('ip ospf dead-interval ...'),
  attribute('ip ospf retransmit-interval [number]'),
  attribute('ip ospf transmit-delay [number]'),
  attribute('ip ospf priority [number]'),
  attribute('ip ospf message-digest-key <number> md5 [word]', { negation: 'line' }),
  attribute('ip ospf authentication-key [word]'),
  attribute('ip ospf authentication [word]'),
  member('ip ospf authentication'),
  member('ip ospf mtu-ignore'),
  member('ip ospf bfd'),
  toggle('ip ospf passive', 'off'),
  attribute('ipv6 ospf6 area [area]', { change: 'remove first' }),
  attribute('ipv6 ospf6 cost [number]'),
  attribute('ipv6 ospf6 network [word]'),
  attribute('ipv6 ospf6 hello-interval [number]'),
  attribute('ipv6 ospf6 dead-interval [number]'),
  attribute('ipv6 ospf6 priority [number]'),
  member('ipv6 ospf6 passive'),
  member('ipv6 ospf6 bfd'),
];

const ISIS_LINES: readonly LineRule[] = [
  // "Changing area tag is not allowed".
  attribute('(ip|ipv6) router isis [@isis]', { change: 'remove first', defines: 'isis-port' }),
  attribute('isis circuit-type [word]', ISIS),
  attribute('isis metric (level-1|level-2) [number]', ISIS),
  attribute('isis metric [number]', ISIS),
  attribute('isis hello-interval (level-1|level-2) [number]', ISIS),
  attribute('isis hello-interval [number]', ISIS),
  attribute('isis priority (level-1|level-2) [number]', ISIS),
  attribute('isis priority [number]', ISIS),
  member('isis network point-to-point', ISIS),
  member('isis passive', ISIS),
  attribute('isis password ...', ISIS),
  member('isis bfd', ISIS),
];

const MULTICAST: readonly LineRule[] = [
  member('ip pim', { defines: 'pim-port' }),
  attribute('ip pim drpriority [number]', PIM),
  attribute('ip pim hello ...', PIM),
  member('ip pim bfd', PIM),
  member('ip igmp', { defines: 'igmp-port' }),
  attribute('ip igmp version [number]', { negation: 'line', ...IGMP }),
  attribute('ip igmp query-interval [number]', IGMP),
  member('ip igmp join <ip>', IGMP),
];

const RIP: readonly LineRule[] = [
  attribute('ip rip (send|receive) version ...'),
  attribute('ip rip authentication string [word]'),
  attribute('ip rip authentication key-chain [@key-chain]'),
];

const NEIGHBOR_DISCOVERY: readonly LineRule[] = [
  toggle('ipv6 nd suppress-ra', 'on'),
  attribute('ipv6 nd ra-interval ...'),
  attribute('ipv6 nd ra-lifetime [number]'),
  attribute('ipv6 nd mtu [number]'),
  member('ipv6 nd managed-config-flag'),
  member('ipv6 nd other-config-flag'),
  member('ipv6 nd prefix <net>'),
  member('ipv6 nd rdnss <ip>'),
];

const INTERFACE_LINES: readonly LineRule[] = [
  attribute('description {text}', { model: 'attribute' }),
  toggle('shutdown', 'off', { model: 'attribute' }),
  toggle('link-detect', 'on'),
  attribute('bandwidth [number]'),
  // An interface has any number of equal addresses; a second one does not replace the first.
  member('ip address <addr>', { model: 'member', exclusive: 'wish' }),
  member('ipv6 address <addr>', { model: 'member' }),
  attribute('pbr-policy [@pbr-map]', { negation: 'line' }),
  ...OSPF,
  ...ISIS_LINES,
  ...MULTICAST,
  ...RIP,
  ...NEIGHBOR_DISCOVERY,
];

const INTERFACE: Omit<SectionRule, 'opener'> = {
  // FRR shows an interface only while something is configured on it, whether or not the kernel has it.
  presence: 'implied',
  lines: INTERFACE_LINES,
  sections: [],
  model: true,
  exit: 'exit',
  meant: [],
};

export const FRR_INTERFACES: readonly SectionRule[] = [
  { opener: 'interface <word>', ...INTERFACE },
  { opener: 'interface <word> vrf <@vrf>', ...INTERFACE },
];
