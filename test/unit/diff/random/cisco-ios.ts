import fc from 'fast-check';
import type { RandomPair } from '../random-configuration.ts';

/**
 * Whole IOS configurations of one random device. Everything a line refers to is defined in the same text, and nothing that the
 * device would not show (defaults, two values for one thing) is written.
 */

type Lines = readonly string[];

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const some = <T>(values: readonly T[]): fc.Arbitrary<readonly T[]> => fc.subarray([...values]);
const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const text = fc.stringMatching(/^[a-z0-9!"%$()*+,./:;<=>@_-]([a-z0-9 !"%$()*+,./:;<=>@_-]{0,20}[a-z0-9])?$/);
const when = (is: boolean, ...lines: Lines): Lines => (is ? lines : []);
const given = <T>(value: T | null, line: (value: T) => string): Lines =>
  value === null ? [] : [line(value)];
const indented = (lines: Lines): Lines => lines.map((line) => ` ${line}`);

/** A section with what is inside; none without a header. */
const section = (header: string, lines: Lines): Lines => [header, ...indented(lines), '!'];

const VRFS = ['RED', 'BLUE'] as const;
const ACCESS_LISTS = ['ACL-A', 'ACL-B'] as const;
const PREFIX_LISTS = ['PL-A', 'PL-B'] as const;
const ROUTE_MAPS = ['RM-A', 'RM-B'] as const;
const CLASSES = ['VOICE', 'VIDEO'] as const;
const GROUPS = ['OG-A', 'OG-B'] as const;
const PORTS = [1, 2, 3, 4] as const;

const vrf = fc.record({ rd: fc.integer({ min: 1, max: 3 }), targets: some([1, 2, 3]), ipv6: fc.boolean() });

const vrfLines = (name: string, { rd, targets, ipv6 }: Value<typeof vrf>): Lines =>
  section(`vrf definition ${name}`, [
    `rd 65000:${rd}`,
    'address-family ipv4',
    ...indented(
      targets.flatMap((id) => [`route-target export 65000:${id}`, `route-target import 65000:${id}`]),
    ),
    'exit-address-family',
    ...when(ipv6, 'address-family ipv6', 'exit-address-family'),
  ]);

const extendedEntry = fc.record({
  action: pick(['permit', 'deny']),
  protocol: pick(['tcp', 'udp']),
  source: pick(['any', 'host 10.0.0.1', '10.1.0.0 0.0.255.255']),
  port: pick(['eq www', 'eq 443', 'range 1000 2000', 'gt 1023']),
  group: maybe(pick(GROUPS)),
});

const accessList = fc.record({
  type: pick(['standard', 'extended']),
  entries: fc.array(extendedEntry, { minLength: 1, maxLength: 5 }),
  gap: pick([1, 5, 10]),
  remark: maybe(text),
});

function accessListLines(name: string, list: Value<typeof accessList>, groups: readonly string[]): Lines {
  const entries = list.entries.map(({ action, protocol, source, port, group }, index) => {
    if (list.type === 'standard') return `${action} 10.${index}.0.0 0.0.255.255`;
    const destination =
      group !== null && groups.includes(group) ? `object-group ${group}` : `host 192.0.2.${index}`;
    return `${action} ${protocol} ${source} ${destination}${protocol === 'udp' ? '' : ` ${port}`}`;
  });
  const all = [...given(list.remark, (remark) => `remark ${remark}`), ...entries];
  return section(
    `ip access-list ${list.type} ${name}`,
    all.map((entry, index) => `${10 + index * list.gap} ${entry}`),
  );
}

const objectGroup = fc.record({ hosts: some([1, 2, 3]), net: fc.boolean() });

const objectGroupLines = (name: string, { hosts, net }: Value<typeof objectGroup>): Lines =>
  section(`object-group network ${name}`, [
    ...hosts.map((id) => `host 198.51.100.${id}`),
    ...when(net, '203.0.113.0 255.255.255.0'),
  ]);

const prefixList = fc.uniqueArray(
  fc.record({
    seq: pick([5, 10, 15]),
    action: pick(['permit', 'deny']),
    length: fc.integer({ min: 8, max: 14 }),
    le: maybe(pick([24, 32])),
  }),
  { selector: ({ seq }) => seq, minLength: 1 },
);

const prefixListLines = (name: string, entries: Value<typeof prefixList>): Lines =>
  [...entries]
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, action, length, le }) =>
      [
        `ip prefix-list ${name} seq ${seq} ${action} 10.0.0.0/${length}`,
        ...given(le, (to) => `le ${to}`),
      ].join(' '),
    );

const asPaths = fc.uniqueArray(pick(['permit ^65001_', 'permit ^65002_', 'deny _65003$', 'permit .*']), {
  maxLength: 4,
});

const routeMap = fc.uniqueArray(
  fc.record({
    seq: pick([10, 20, 30]),
    action: pick(['permit', 'deny']),
    list: maybe(pick(PREFIX_LISTS)),
    asPath: fc.boolean(),
    metric: maybe(fc.integer({ min: 1, max: 99 })),
    preference: maybe(pick([50, 200])),
    community: maybe(pick(['65000:1', '65000:2 additive'])),
  }),
  { selector: ({ seq }) => seq, minLength: 1 },
);

const routeMapLines = (name: string, entries: Value<typeof routeMap>, names: Names): Lines =>
  [...entries]
    .sort((a, b) => a.seq - b.seq)
    .flatMap((entry) =>
      section(`route-map ${name} ${entry.action} ${entry.seq}`, [
        ...given(within(entry.list, names.prefixLists), (list) => `match ip address prefix-list ${list}`),
        ...when(entry.asPath && names.hasAsPath, 'match as-path 1'),
        ...given(entry.metric, (metric) => `set metric ${metric}`),
        ...given(entry.preference, (preference) => `set local-preference ${preference}`),
        ...given(entry.community, (community) => `set community ${community}`),
      ]),
    );

const classMap = fc.record({
  kind: pick(['match-any', 'match-all']),
  dscp: some(['ef', 'cs5', 'af41']),
  list: maybe(pick(ACCESS_LISTS)),
});

const classMapLines = (name: string, map: Value<typeof classMap>, names: Names): Lines =>
  section(`class-map ${map.kind} ${name}`, [
    ...given(within(map.list, names.accessLists), (list) => `match access-group name ${list}`),
    ...map.dscp.map((value) => `match dscp ${value}`),
  ]);

const policyMap = fc.record({
  order: fc.shuffledSubarray([...CLASSES]),
  percent: fc.integer({ min: 1, max: 30 }),
  mark: maybe(pick(['ef', 'af11'])),
  fair: fc.boolean(),
});

const policyMapLines = (map: Value<typeof policyMap>, names: Names): Lines =>
  section('policy-map PM', [
    ...map.order
      .filter((name) => names.classes.includes(name))
      .flatMap((name) => [
        `class ${name}`,
        ...indented([`bandwidth percent ${map.percent}`, ...given(map.mark, (mark) => `set dscp ${mark}`)]),
      ]),
    ...when(map.fair, 'class class-default', ' fair-queue'),
  ]);

const port = fc.record({
  kind: pick(['routed', 'access', 'trunk', 'bare']),
  description: maybe(text),
  shutdown: fc.boolean(),
  mtu: maybe(pick([9000, 9198])),
  vrf: maybe(pick(VRFS)),
  addresses: fc.integer({ min: 0, max: 2 }),
  ipv6: fc.boolean(),
  accessList: maybe(pick(ACCESS_LISTS)),
  routeMap: maybe(pick(ROUTE_MAPS)),
  policy: fc.boolean(),
  redirects: fc.boolean(),
  helpers: some([1, 2]),
  cost: maybe(fc.integer({ min: 1, max: 99 })),
  area: maybe(pick([0, 1])),
  standby: maybe(fc.record({ priority: pick([90, 110]), preempt: fc.boolean() })),
  vlan: pick([10, 20, 30]),
  voice: maybe(pick([40, 50])),
  portfast: fc.boolean(),
  security: maybe(pick([2, 3])),
  native: maybe(pick([10, 99])),
  allowed: fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 8 }),
});

function portLines(
  index: number,
  value: Value<typeof port>,
  networks: readonly number[],
  names: Names,
): Lines {
  return section(`interface GigabitEthernet1/0/${index + 1}`, [
    ...given(value.description, (words) => `description ${words}`),
    ...(value.kind === 'routed' ? routedLines(value, networks.slice(index * 2), names) : []),
    ...(value.kind === 'access' ? accessLines(value) : []),
    ...(value.kind === 'trunk' ? trunkLines(value) : []),
    ...given(value.mtu, (mtu) => `mtu ${mtu}`),
    ...when(value.policy && names.hasPolicy, 'service-policy output PM'),
    ...when(value.shutdown, 'shutdown'),
  ]);
}

function routedLines(value: Value<typeof port>, networks: readonly number[], names: Names): Lines {
  const addresses = networks.slice(0, value.addresses);
  return [
    'no switchport',
    ...given(within(value.vrf, names.vrfs), (name) => `vrf forwarding ${name}`),
    ...addresses.map(
      (network, at) => `ip address 10.0.${network}.1 255.255.255.0${at === 0 ? '' : ' secondary'}`,
    ),
    ...when(!value.redirects, 'no ip redirects'),
    ...value.helpers.map((id) => `ip helper-address 192.0.2.${id}`),
    ...given(within(value.accessList, names.accessLists), (list) => `ip access-group ${list} in`),
    ...given(within(value.routeMap, names.routeMaps), (map) => `ip policy route-map ${map}`),
    ...given(value.area, (area) => `ip ospf 1 area ${area}`),
    ...given(value.cost, (cost) => `ip ospf cost ${cost}`),
    ...(value.standby === null || addresses.length === 0
      ? []
      : [
          `standby 1 ip 10.0.${addresses[0]}.9`,
          `standby 1 priority ${value.standby.priority}`,
          ...when(value.standby.preempt, 'standby 1 preempt'),
        ]),
    ...when(value.ipv6, `ipv6 address 2001:DB8:1${networks[0]}::1/64`),
  ];
}

const accessLines = (value: Value<typeof port>): Lines => [
  `switchport access vlan ${value.vlan}`,
  'switchport mode access',
  ...given(value.voice, (id) => `switchport voice vlan ${id}`),
  ...given(value.security, (most) => `switchport port-security maximum ${most}`),
  ...when(value.security !== null, 'switchport port-security'),
  ...when(value.portfast, 'spanning-tree portfast'),
];

const trunkLines = (value: Value<typeof port>): Lines => [
  ...given(value.native, (id) => `switchport trunk native vlan ${id}`),
  `switchport trunk allowed vlan ${value.allowed.join(',')}`,
  'switchport mode trunk',
];

const neighbor = fc.record({
  as: pick([65001, 65002]),
  description: maybe(text),
  timers: fc.boolean(),
  shutdown: fc.boolean(),
  source: fc.boolean(),
  secret: maybe(pick(['7 0822455D0A16544541', '7 05241207245E0F50'])),
  group: fc.boolean(),
  active: fc.boolean(),
  list: maybe(pick(PREFIX_LISTS)),
  map: maybe(pick(ROUTE_MAPS)),
  filter: fc.boolean(),
  nextHopSelf: fc.boolean(),
  community: maybe(pick([' both', ''])),
  most: maybe(pick([100, 200])),
});

const bgp = fc.record({
  as: pick([65000, 65100]),
  routerId: maybe(pick(['192.0.2.1', '192.0.2.2'])),
  group: fc.boolean(),
  neighbors: fc.array(maybe(neighbor), { minLength: 3, maxLength: 3 }),
  networks: some([1, 2, 3]),
  connected: maybe(pick(['', ' route-map'])),
  vrf: maybe(pick(VRFS)),
});

function bgpLines(value: Value<typeof bgp>, names: Names): Lines {
  const present = value.neighbors.flatMap((entry, index) =>
    entry === null ? [] : [{ ...entry, name: `neighbor 10.9.0.${index + 1}` }],
  );
  return section(`router bgp ${value.as}`, [
    ...given(value.routerId, (id) => `bgp router-id ${id}`),
    ...when(value.group, 'neighbor PEERS peer-group', 'neighbor PEERS timers 5 15'),
    ...present.flatMap((entry) => [
      `${entry.name} remote-as ${entry.as}`,
      ...when(entry.group && value.group, `${entry.name} peer-group PEERS`),
      ...given(entry.description, (words) => `${entry.name} description ${words}`),
      ...when(entry.shutdown, `${entry.name} shutdown`),
      ...given(entry.secret, (secret) => `${entry.name} password ${secret}`),
      ...when(entry.source && names.hasLoopback, `${entry.name} update-source Loopback0`),
      ...when(entry.timers, `${entry.name} timers 10 30`),
    ]),
    'address-family ipv4',
    ...indented([
      ...value.networks.map((id) => `network 10.${id}.0.0 mask 255.255.0.0`),
      ...(value.connected === null
        ? []
        : names.routeMaps.length > 0 && value.connected !== ''
          ? [`redistribute connected route-map ${names.routeMaps[0]}`]
          : ['redistribute connected']),
      ...present.flatMap((entry) => [
        `${entry.active ? '' : 'no '}${entry.name} activate`,
        ...given(within(entry.list, names.prefixLists), (list) => `${entry.name} prefix-list ${list} out`),
        ...given(within(entry.map, names.routeMaps), (map) => `${entry.name} route-map ${map} in`),
        ...when(entry.filter && names.hasAsPath, `${entry.name} filter-list 1 in`),
        ...when(entry.nextHopSelf, `${entry.name} next-hop-self`),
        ...given(entry.community, (kind) => `${entry.name} send-community${kind}`),
        ...given(entry.most, (most) => `${entry.name} maximum-prefix ${most}`),
      ]),
    ]),
    'exit-address-family',
    ...given(within(value.vrf, names.vrfs), (name) => `address-family ipv4 vrf ${name}`),
    ...when(within(value.vrf, names.vrfs) !== null, ' redistribute connected', 'exit-address-family'),
  ]);
}

const ospf = fc.record({
  routerId: maybe(pick(['192.0.2.1', '192.0.2.2'])),
  passive: some(PORTS),
  static: fc.boolean(),
});

const ospfLines = (value: Value<typeof ospf>): Lines =>
  section('router ospf 1', [
    ...given(value.routerId, (id) => `router-id ${id}`),
    ...when(value.static, 'redistribute static subnets'),
    'passive-interface default',
    ...value.passive.map((id) => `no passive-interface GigabitEthernet1/0/${id}`),
  ]);

const management = fc.record({
  vlans: fc.uniqueArray(fc.record({ id: pick([10, 20, 30, 40]), name: maybe(pick(['users', 'voice'])) }), {
    selector: ({ id }) => id,
  }),
  ntp: fc.uniqueArray(fc.record({ id: pick([1, 2, 3]), prefer: fc.boolean() }), { selector: ({ id }) => id }),
  logging: some([1, 2, 3]),
  community: maybe(pick(['public RO', 'public RW', 'hidden RO'])),
  location: maybe(text),
  servers: some(['T1', 'T2']),
  secret: pick(['7 0822455D0A16544541', '7 05241207245E0F50']),
  nameServers: fc.shuffledSubarray([1, 2, 3]),
  banner: maybe(fc.array(text, { maxLength: 3 })),
  routes: fc.uniqueArray(
    fc.record({
      net: pick([1, 2, 3]),
      hop: pick([1, 2]),
      distance: maybe(pick([10, 200])),
      track: fc.boolean(),
    }),
    { selector: ({ net, hop }) => `${net} ${hop}` },
  ),
  access: maybe(pick(ACCESS_LISTS)),
  timeout: maybe(pick([5, 10])),
  lookup: fc.boolean(),
  timestamps: fc.boolean(),
  chain: maybe(fc.uniqueArray(pick([1, 2, 3]), { minLength: 1 })),
  pool: maybe(fc.record({ router: pick([1, 2]), lease: maybe(pick([1, 7])) })),
  unknown: some(['frobnicate level 1', 'no frobnicate the bar', 'wibble wobble']),
});

function managementLines(value: Value<typeof management>, names: Names): Lines {
  return [
    ...when(!value.lookup, 'no ip domain lookup'),
    ...when(value.timestamps, 'service timestamps debug datetime msec'),
    ...value.vlans.flatMap(({ id, name }) =>
      section(
        `vlan ${id}`,
        given(name, (words) => `name ${words}`),
      ),
    ),
    ...value.nameServers.map((id) => `ip name-server 192.0.2.5${id}`),
    ...value.ntp.map(({ id, prefer }) => `ntp server 192.0.2.1${id}${prefer ? ' prefer' : ''}`),
    ...value.logging.map((id) => `logging host 192.0.2.2${id}`),
    ...given(value.community, (words) => `snmp-server community ${words}`),
    ...given(value.location, (words) => `snmp-server location ${words}`),
    ...value.servers.flatMap((name) =>
      section(`tacacs server ${name}`, [
        `address ipv4 192.0.2.${name === 'T1' ? 49 : 50}`,
        `key ${value.secret}`,
      ]),
    ),
    ...when(value.servers.length > 0, 'aaa group server tacacs+ TAC'),
    ...value.servers.map((name) => ` server name ${name}`),
    ...when(value.chain !== null, 'key chain KC'),
    ...(value.chain ?? []).flatMap((id) => [` key ${id}`, `  key-string ${value.secret}`]),
    ...(value.pool === null
      ? []
      : section('ip dhcp pool LAN', [
          'network 10.77.0.0 255.255.255.0',
          `default-router 10.77.0.${value.pool.router}`,
          ...given(value.pool.lease, (days) => `lease ${days}`),
        ])),
    'track 1 interface GigabitEthernet1/0/1 line-protocol',
    ...value.routes.map(
      ({ net, hop, distance, track }) =>
        `ip route 10.10${net}.0.0 255.255.0.0 192.0.2.${hop}${distance === null ? '' : ` ${distance}`}${track ? ' track 1' : ''}`,
    ),
    ...(value.banner === null ? [] : ['banner motd ^C', ...value.banner, '^C']),
    ...section('line vty 0 4', [
      ...given(within(value.access, names.accessLists), (list) => `access-class ${list} in`),
      ...given(value.timeout, (minutes) => `exec-timeout ${minutes} 0`),
      'transport input ssh',
    ]),
    ...value.unknown,
  ];
}

/** What the text defines, so that lines refer to nothing else. */
interface Names {
  readonly vrfs: readonly string[];
  readonly accessLists: readonly string[];
  readonly prefixLists: readonly string[];
  readonly routeMaps: readonly string[];
  readonly classes: readonly string[];
  readonly hasAsPath: boolean;
  readonly hasPolicy: boolean;
  readonly hasLoopback: boolean;
}

type Value<A> = A extends fc.Arbitrary<infer T> ? T : never;

const within = (name: string | null, names: readonly string[]): string | null =>
  name !== null && names.includes(name) ? name : null;

const keysOf = (record: object): readonly string[] =>
  Object.entries(record)
    .filter(([, value]) => value !== null)
    .map(([name]) => name);

function each<T>(
  record: Readonly<Record<string, T | null>>,
  lines: (name: string, value: T) => Lines,
): Lines {
  return Object.entries(record).flatMap(([name, value]) => (value === null ? [] : lines(name, value)));
}

const device = fc.record({
  vrfs: fc.record({ RED: maybe(vrf), BLUE: maybe(vrf) }),
  groups: fc.record({ 'OG-A': maybe(objectGroup), 'OG-B': maybe(objectGroup) }),
  accessLists: fc.record({ 'ACL-A': maybe(accessList), 'ACL-B': maybe(accessList) }),
  prefixLists: fc.record({ 'PL-A': maybe(prefixList), 'PL-B': maybe(prefixList) }),
  asPaths,
  routeMaps: fc.record({ 'RM-A': maybe(routeMap), 'RM-B': maybe(routeMap) }),
  classMaps: fc.record({ VOICE: maybe(classMap), VIDEO: maybe(classMap) }),
  policy: maybe(policyMap),
  ports: fc.array(port, { minLength: PORTS.length, maxLength: PORTS.length }),
  // Each port gets networks of its own, dealt anew in each configuration, so that addresses move between ports.
  networks: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 }),
  loopback: fc.boolean(),
  bgp: maybe(bgp),
  ospf: maybe(ospf),
  management,
});

function deviceText(value: Value<typeof device>): string {
  const names: Names = {
    vrfs: keysOf(value.vrfs),
    accessLists: keysOf(value.accessLists),
    prefixLists: keysOf(value.prefixLists),
    routeMaps: keysOf(value.routeMaps),
    classes: keysOf(value.classMaps),
    hasAsPath: value.asPaths.length > 0,
    hasPolicy: value.policy !== null,
    hasLoopback: value.loopback,
  };
  const lines = [
    'hostname sw1',
    ...each(value.vrfs, vrfLines),
    ...each(value.groups, objectGroupLines),
    ...each(value.classMaps, (name, map) => classMapLines(name, map, names)),
    ...(value.policy === null ? [] : policyMapLines(value.policy, names)),
    ...when(value.loopback, 'interface Loopback0', ' ip address 192.0.2.1 255.255.255.255'),
    ...value.ports.flatMap((entry, index) => portLines(index, entry, value.networks, names)),
    ...(value.ospf === null ? [] : ospfLines(value.ospf)),
    ...(value.bgp === null ? [] : bgpLines(value.bgp, names)),
    ...value.asPaths.map((entry) => `ip as-path access-list 1 ${entry}`),
    ...each(value.prefixLists, prefixListLines),
    ...each(value.routeMaps, (name, map) => routeMapLines(name, map, names)),
    ...each(value.accessLists, (name, list) => accessListLines(name, list, keysOf(value.groups))),
    ...managementLines(value.management, names),
  ];
  return [...lines, 'end', ''].join('\n');
}

/** The text of a random device. */
export const iosText: fc.Arbitrary<string> = device.map(deviceText);

/** Two configurations of the same random device, each whole and free of contradictions. */
export const iosPair: fc.Arbitrary<RandomPair> = fc.record({ one: iosText, other: iosText });

/** A change of what a configuration means; null where the text has nothing of the kind. */
export interface Mutation {
  readonly name: string;
  readonly apply: (text: string, at: number) => string | null;
}

/** Changes one of the lines that fit; null leaves it out. */
function edit(name: string, form: RegExp, change: (line: string) => string | null): Mutation {
  return {
    name,
    apply: (text, at) => {
      const lines = text.split('\n');
      const places = lines.flatMap((line, index) => (form.test(line) ? [index] : []));
      const index = places[at % Math.max(places.length, 1)];
      if (index === undefined) return null;
      const changed = change(lines[index] ?? '');
      lines.splice(index, 1, ...(changed === null ? [] : [changed]));
      return lines.join('\n');
    },
  };
}

/** Exchanges the first two neighbors of a kind. */
function swap(name: string, pair: RegExp): Mutation {
  return {
    name,
    apply: (text) => {
      const swapped = text.replace(pair, '$2$1');
      return swapped === text ? null : swapped;
    },
  };
}

function addOne(line: string): string {
  return line.replace(/\d+$/, (number) => String(Number(number) + 1));
}

/** Each of them must show in the findings. */
export const iosMutations: readonly Mutation[] = [
  edit('a description is another', /^ +(neighbor \S+ )?description /, (line) => `${line}x`),
  edit('a blank is doubled in a description', /^ +description \S+ \S/, (line) =>
    line.replace(/( description \S+) /, '$1  '),
  ),
  edit(
    'a number is another',
    /^ *(mtu|ip ospf cost|set metric|bandwidth percent|neighbor \S+ (remote-as|maximum-prefix)|rd|lease|standby 1 priority) [\d:]+$/,
    addOne,
  ),
  edit(
    'a member is gone',
    /^ *(ip address .* secondary|ipv6 address|ip helper-address|route-target|host|network|match dscp|server name) ?/,
    () => null,
  ),
  edit(
    'a state goes back to its default',
    /^ +(no ip redirects|shutdown|no switchport|spanning-tree portfast|no passive-interface|no neighbor \S+ activate)/,
    () => null,
  ),
  edit('a prefix is longer', /^ip prefix-list /, (line) =>
    line.replace(/\/(\d+)/, (_, length) => `/${Number(length) + 1}`),
  ),
  edit('an entry denies', /^( +\d+|ip prefix-list \S+ seq \d+) permit /, (line) =>
    line.replace('permit', 'deny'),
  ),
  edit('an entry stands at another number', /^ +\d+ (permit|deny) /, (line) =>
    line.replace(/\d+/, (number) => String(Number(number) + 500)),
  ),
  edit('a statement of a route map denies', /^route-map \S+ permit /, (line) =>
    line.replace('permit', 'deny'),
  ),
  edit('a class matches all', /^class-map match-any /, (line) => line.replace('match-any', 'match-all')),
  edit('a list is of the other type', /^ip access-list standard /, (line) =>
    line.replace('standard', 'extended'),
  ),
  edit('a port is in another VLAN', /^ +switchport (access|trunk native|voice) vlan \d+$/, addOne),
  edit('a trunk carries one more VLAN', /^ +switchport trunk allowed vlan /, (line) => `${line},77`),
  edit('a secret is another', / 7 0822455D0A16544541$/, (line) =>
    line.replace('0822455D0A16544541', '05241207245E0F50'),
  ),
  edit('a community is another', /^snmp-server community /, (line) => line.replace(/ (\S+) R/, ' x$1 R')),
  edit('a route goes elsewhere', /^ip route /, (line) => line.replace(/ 192\.0\.2\./, ' 192.0.3.')),
  edit(
    'a line is gone',
    /^(ntp server|logging host|snmp-server|ip name-server|no ip domain lookup|ip route|service)/,
    () => null,
  ),
  edit('an unknown line is another', /^(frobnicate|wibble)/, (line) => `${line} x`),
  edit('an unknown line is gone', /^(frobnicate|no frobnicate|wibble)/, () => null),
  edit('a banner has a line more', /^banner motd/, (line) => `${line}\nmore`),
  swap('name servers are asked in another order', /(ip name-server .*\n)(ip name-server .*\n)/),
  swap('paths are matched in another order', /(ip as-path .*\n)(ip as-path .*\n)/),
  swap('servers of a group are asked in another order', /( server name .*\n)( server name .*\n)/),
  swap('classes are tried in another order', /( class V\S+\n(?: {2}.*\n)*)( class V\S+\n(?: {2}.*\n)*)/),
];

/** The same configuration as a template or another release writes it: nothing of it is a difference. */
export function respelled(text: string): string {
  return text
    .replaceAll('interface GigabitEthernet', 'interface Gi')
    .replaceAll(/passive-interface GigabitEthernet/g, 'passive-interface gi')
    .replaceAll(' eq www', ' eq 80')
    .replaceAll(/^( +\d+ (?:permit|deny)) tcp /gm, '$1 6 ')
    .replaceAll('host 10.0.0.1 ', '10.0.0.1 0.0.0.0 ')
    .replaceAll(' 10.1.0.0 0.0.255.255', ' 10.1.7.7 0.0.255.255')
    .replaceAll('2001:DB8:', '2001:0db8:')
    .replaceAll('0822455D0A16544541', '02050D4808095E731F')
    .replaceAll(/^ip prefix-list (.*) 10\.0\.0\.0\//gm, 'ip prefix-list $1 10.0.0.7/')
    .replace(/^(router bgp [^!]*?) address-family ipv4$/m, '$1 address-family ipv4 unicast')
    .replaceAll('no ip domain lookup', 'no ip domain-lookup')
    .replaceAll(/^logging host /gm, 'logging ')
    .replaceAll(/^banner motd \^C\n((?:.*\n)*?)\^C$/gm, 'banner motd \u0003\n$1\u0003')
    .replaceAll(/ area 0$/gm, ' area 0.0.0.0')
    .replaceAll(/^interface Gi(.*)$/gm, 'interface Gi$1\n no ip address\n ip unreachables')
    .replaceAll(/^( .*)\n!$/gm, '$1')
    .replaceAll('\n', '\r\n');
}
