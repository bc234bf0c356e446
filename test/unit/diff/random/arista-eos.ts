import fc from 'fast-check';

/** Two configurations of the same random switch, each whole and free of contradictions. */
export interface RandomPair {
  readonly one: string;
  readonly other: string;
}

/** Changes one thing a text means, or gives null where it has no such thing; `at` picks which one. */
export interface Mutation {
  readonly name: string;
  readonly apply: (text: string, at: number) => string | null;
}

const words = fc.stringMatching(/^[a-z0-9!"%$()*+,./:;<=>@_-]([a-z0-9 !"%$()*+,./:;<=>@_-]{0,20}[a-z0-9])?$/);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const some = <T>(...members: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...members]);

/** A section as EOS prints it: nothing for a section without lines, unless its header alone says something. */
function section(header: string, lines: readonly string[], isShownEmpty = true): readonly string[] {
  if (lines.length === 0 && !isShownEmpty) return [];
  return [header, ...lines.map((line) => `   ${line}`), '!'];
}

function when(condition: boolean, ...lines: readonly string[]): readonly string[] {
  return condition ? lines : [];
}

function value<T>(found: T | null, lineOf: (found: T) => string): readonly string[] {
  return found === null ? [] : [lineOf(found)];
}

/** Each interface gets networks of its own, dealt anew in each configuration, so that addresses move between interfaces. */
const networks = fc.shuffledSubarray([...Array(12).keys()], { minLength: 12, maxLength: 12 });

const switching = fc.record({
  mode: fc.constantFrom('access', 'trunk'),
  vlan: fc.constantFrom(1, 10, 20),
  native: fc.constantFrom(1, 99),
  allowed: fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 8 }),
  isListed: fc.boolean(),
  groups: some('MLAG', 'EDGE'),
  spanning: some(
    'spanning-tree portfast',
    'spanning-tree bpduguard enable',
    'storm-control broadcast level 10',
  ),
});

const routing = fc.record({
  vrf: maybe(fc.constantFrom('RED', 'BLUE')),
  addresses: fc.integer({ min: 0, max: 3 }),
  ipv6: fc.boolean(),
  ospf: maybe(fc.constantFrom('0.0.0.0', '0.0.0.1')),
  cost: maybe(fc.integer({ min: 1, max: 99 })),
  acl: maybe(fc.constantFrom('IN', 'EDGE')),
});

const port = fc.record({
  description: maybe(words),
  mtu: maybe(fc.constantFrom(9000, 9214)),
  isShut: fc.boolean(),
  silent: some('no lldp transmit', 'no snmp trap link-change'),
  kind: fc.constantFrom('switched', 'routed', 'member'),
  policy: fc.boolean(),
  switching,
  routing,
});

type Port = typeof port extends fc.Arbitrary<infer Value> ? Value : never;

function switchingLines(kind: Port['switching']): readonly string[] {
  if (kind.mode === 'access') {
    return [
      ...value(kind.vlan === 1 ? null : kind.vlan, (id) => `switchport access vlan ${id}`),
      ...kind.spanning,
    ];
  }
  return [
    ...when(kind.native !== 1, `switchport trunk native vlan ${kind.native}`),
    ...when(kind.isListed, `switchport trunk allowed vlan ${kind.allowed.join(',')}`),
    'switchport mode trunk',
    ...kind.groups.map((group) => `switchport trunk group ${group}`),
    ...kind.spanning,
  ];
}

function routingLines(
  kind: Port['routing'],
  dealt: readonly number[],
  vrfs: readonly string[],
): readonly string[] {
  return [
    ...value(kind.vrf !== null && vrfs.includes(kind.vrf) ? kind.vrf : null, (name) => `vrf ${name}`),
    ...dealt
      .slice(0, kind.addresses)
      .map((network, at) => `ip address 10.0.${network}.1/24${at === 0 ? '' : ' secondary'}`),
    ...when(kind.ipv6, `ipv6 address 2001:db8:1${dealt[0] ?? 0}::1/64`),
    ...value(kind.acl, (name) => `ip access-group ${name} in`),
    ...value(kind.cost, (cost) => `ip ospf cost ${cost}`),
    ...value(kind.ospf, (area) => `ip ospf area ${area}`),
  ];
}

function portLines(
  one: Port,
  dealt: readonly number[],
  vrfs: readonly string[],
  hasPolicy: boolean,
): readonly string[] {
  return [
    ...value(one.description, (text) => `description ${text}`),
    ...value(one.mtu, (mtu) => `mtu ${mtu}`),
    ...when(one.kind === 'member', 'channel-group 1 mode active', 'lacp timer fast'),
    ...when(one.kind === 'routed', 'no switchport'),
    ...(one.kind === 'routed' ? routingLines(one.routing, dealt, vrfs) : []),
    ...(one.kind === 'switched' ? switchingLines(one.switching) : []),
    ...one.silent,
    ...when(one.policy && hasPolicy, 'service-policy type qos input EDGE'),
    ...when(one.isShut, 'shutdown'),
  ];
}

const aclEntries = [
  'permit tcp any host 192.0.2.10 eq www',
  'permit tcp 10.0.0.0/8 any eq ssh',
  'permit udp any any range 161 162',
  'deny ip 198.51.100.0/24 any log',
  'remark the rest',
  'deny ip any any',
];
const acl = fc
  .tuple(
    fc.shuffledSubarray(aclEntries, { minLength: 1 }),
    fc.shuffledSubarray([10, 20, 25, 30, 40, 50], { minLength: 6 }),
  )
  .map(([entries, numbers]) => {
    const sorted = numbers.slice(0, entries.length).sort((a, b) => a - b);
    return entries.map((entry, index) => `${sorted[index] ?? 0} ${entry}`);
  });

const prefixList = fc
  .subarray([10, 20, 30], { minLength: 1 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((seq) =>
        fc.constantFrom('', ' le 24', ' ge 16').map((more) => `seq ${seq} permit 10.${seq}.0.0/16${more}`),
      ),
    ),
  );

const mapEntry = fc.record({
  name: fc.constantFrom('IMPORT', 'EXPORT'),
  number: fc.constantFrom(10, 20),
  action: fc.constantFrom('permit', 'deny'),
  list: maybe(fc.constantFrom('A', 'B')),
  path: fc.boolean(),
  metric: maybe(fc.integer({ min: 1, max: 99 })),
  community: maybe(fc.constantFrom('65000:1', '65000:2 additive')),
});

const neighbor = fc.record({
  remoteAs: fc.constantFrom(65001, 65002, 65003),
  description: maybe(words),
  group: fc.boolean(),
  isShut: fc.boolean(),
  map: maybe(fc.constantFrom('IMPORT', 'EXPORT')),
  list: maybe(fc.constantFrom('A', 'B')),
  send: maybe(fc.constantFrom('', ' extended', ' standard extended')),
  routes: maybe(fc.constantFrom(12000, 100)),
  activate: maybe(fc.boolean()),
});

const system = fc.record({
  name: fc.constantFrom('leaf1', 'leaf2'),
  routes: fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), maybe(words)),
    {
      selector: ([network, hop]) => `${network} ${hop}`,
    },
  ),
  defaultHop: maybe(fc.integer({ min: 1, max: 3 })),
  servers: some('192.0.2.51', '192.0.2.52', '192.0.2.53'),
  hosts: some('192.0.2.61', '192.0.2.62'),
  console: maybe(fc.constantFrom('logging console informational', 'no logging console')),
  spanning: maybe(fc.constantFrom('no spanning-tree vlan-id 4094', 'spanning-tree mst 0 priority 4096')),
  isRouting: fc.boolean(),
  paths: fc.shuffledSubarray(['deny _65100_ any', 'deny _65200_ any', 'permit .* any']),
  api: maybe(some('protocol http', 'no protocol https', 'no shutdown')),
  mlag: some('domain-id POD1', 'local-interface Vlan4094', 'peer-address 10.255.0.1', 'shutdown'),
  location: maybe(words),
});

const services = fc.record({
  vlans: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(10, 20, 30),
      name: maybe(fc.constantFrom('users', 'voice')),
      groups: some('MLAG'),
    }),
    { selector: ({ id }) => id },
  ),
  vrfs: some('RED', 'BLUE'),
  mapped: some(10, 20, 30),
  gateways: fc.uniqueArray(fc.constantFrom(10, 20)),
  classes: fc.shuffledSubarray(['VOICE', 'VIDEO', 'BULK']),
  loopbacks: some(0, 1, 2),
});

const bgp = fc.record({
  as: fc.constantFrom(65000, 65000, 65000, 65009),
  unicast: fc.boolean(),
  neighbors: fc.array(maybe(neighbor), { minLength: 3, maxLength: 3 }),
  group: maybe(fc.record({ send: fc.boolean(), evpn: fc.boolean() })),
  inVrf: fc.boolean(),
  connected: fc.boolean(),
});

const parts = {
  ports: fc.array(port, { minLength: 4, maxLength: 4 }),
  networks,
  lists: fc.record({ A: prefixList, B: prefixList }),
  acls: fc.record({ IN: acl, EDGE: acl }),
  maps: fc.uniqueArray(mapEntry, { selector: ({ name, number }) => `${name} ${number}` }),
  system,
  services,
  bgp,
  ospf: maybe(
    fc.record({ passive: fc.boolean(), open: some(1, 2, 3), lsa: maybe(fc.constantFrom(12000, 15000)) }),
  ),
};

type Parts = {
  [Name in keyof typeof parts]: (typeof parts)[Name] extends fc.Arbitrary<infer Value> ? Value : never;
};

function systemLines({ system: its, services: { vrfs } }: Parts): readonly string[] {
  return [
    '! Command: show running-config',
    '! device: leaf1 (vEOS-lab, EOS-4.31.1F)',
    '!',
    ...value(its.console, (line) => line),
    ...its.hosts.map((host) => `logging host ${host}`),
    `hostname ${its.name}`,
    ...its.servers.map((server) => `ntp server ${server}`),
    ...value(its.location, (text) => `snmp-server location ${text}`),
    ...value(its.spanning, (line) => line),
    ...vrfs.flatMap((name) => section(`vrf instance ${name}`, [])),
    ...when(its.isRouting, 'ip routing'),
    ...vrfs.map((name) => `ip routing vrf ${name}`),
    ...value(its.defaultHop, (hop) => `ip route 0.0.0.0/0 10.9.9.${hop}`),
    ...its.routes.map(
      ([network, hop, text]) =>
        `ip route 10.${network}.0.0/16 10.9.9.${hop}${text === null ? '' : ` name n${network}${hop}x${text.length}`}`,
    ),
    ...vrfs.map((name) => `ip route vrf ${name} 0.0.0.0/0 10.9.8.1`),
    ...section('mlag configuration', its.mlag, false),
    ...section('management api http-commands', its.api ?? [], false),
  ];
}

function serviceLines({ services: its, ports, networks: dealt }: Parts): readonly string[] {
  const { classes, gateways, mapped } = its;
  const hasPolicy = classes.length > 0;
  return [
    ...its.vlans.flatMap(({ id, name, groups }) =>
      section(`vlan ${id}`, [
        ...value(name, (text) => `name ${text}`),
        ...groups.map((group) => `trunk group ${group}`),
      ]),
    ),
    ...classes.flatMap((name, index) =>
      section(`class-map type qos match-any ${name}`, [`match dscp ${index + 40}`]),
    ),
    ...(hasPolicy
      ? [
          'policy-map type quality-of-service EDGE',
          ...classes.flatMap((name) => [
            `   class ${name}`,
            `      set traffic-class ${name.length}`,
            '   !',
          ]),
          '!',
        ]
      : []),
    ...ports.flatMap((one, index) =>
      section(
        `interface Ethernet${index + 1}`,
        portLines(one, dealt.slice(index * 3, index * 3 + 3), its.vrfs, hasPolicy),
      ),
    ),
    ...(ports.some(({ kind }) => kind === 'member')
      ? section('interface Port-Channel1', ['description bundle', 'switchport mode trunk', 'mlag 1'])
      : []),
    ...its.loopbacks.flatMap((id) => section(`interface Loopback${id}`, [`ip address 192.0.2.${id}/32`])),
    ...gateways.flatMap((id) => section(`interface Vlan${id}`, [`ip address virtual 10.20.${id}.1/24`])),
    ...section('interface Vxlan1', [
      'vxlan source-interface Loopback1',
      ...mapped.map((id) => `vxlan vlan ${id} vni ${10000 + id}`),
      ...its.vrfs.map((name) => `vxlan vrf ${name} vni ${50000 + name.length}`),
    ]),
  ];
}

function listLines({ lists, acls, maps, system: { paths } }: Parts): readonly string[] {
  return [
    ...Object.entries(acls).flatMap(([name, entries]) => section(`ip access-list ${name}`, entries)),
    ...Object.entries(lists).flatMap(([name, entries]) => section(`ip prefix-list ${name}`, entries)),
    ...paths.map((entry) => `ip as-path access-list UP ${entry}`),
    ...maps.flatMap(({ name, number, action, list, path, metric, community }) =>
      section(`route-map ${name} ${action} ${number}`, [
        ...value(list, (found) => `match ip address prefix-list ${found}`),
        ...when(path && paths.length > 0, 'match as-path UP'),
        ...value(metric, (found) => `set metric ${found}`),
        ...value(community, (found) => `set community ${found}`),
      ]),
    ),
  ];
}

function bgpLines({ bgp: its, maps, services: { vrfs, mapped } }: Parts): readonly string[] {
  const hasMap = (name: string | null): boolean => maps.some((entry) => entry.name === name);
  const named = its.neighbors.flatMap((entry, index) =>
    entry === null ? [] : [{ ...entry, name: `neighbor 10.9.0.${index + 1}` }],
  );
  const family = named.flatMap(({ name, activate, list }) => [
    ...value(activate, (isOn) => `${isOn ? '' : 'no '}${name} activate`),
    ...value(list, (found) => `${name} prefix-list ${found} in`),
  ]);
  return [
    `router bgp ${its.as}`,
    '   router-id 192.0.2.1',
    ...when(!its.unicast, '   no bgp default ipv4-unicast'),
    ...(its.group === null
      ? []
      : [
          '   neighbor SPINES peer group',
          ...when(its.group.send, '   neighbor SPINES send-community extended'),
        ]),
    ...named.flatMap(({ name, remoteAs, description, group, isShut, map, send, routes }) => [
      ...when(group && its.group !== null, `   ${name} peer group SPINES`),
      `   ${name} remote-as ${remoteAs}`,
      ...value(description, (text) => `   ${name} description ${text}`),
      ...when(isShut, `   ${name} shutdown`),
      ...value(hasMap(map) ? map : null, (found) => `   ${name} route-map ${found} in`),
      ...value(send, (kinds) => `   ${name} send-community${kinds}`),
      ...value(routes, (most) => `   ${name} maximum-routes ${most}`),
    ]),
    ...when(its.connected, '   redistribute connected'),
    '   !',
    ...mapped.flatMap((id) => [
      `   vlan ${id}`,
      `      rd 192.0.2.1:${id}`,
      `      route-target both ${id}:${id}`,
      '   !',
    ]),
    ...(its.group?.evpn === true ? ['   address-family evpn', '      neighbor SPINES activate', '   !'] : []),
    ...(family.length === 0
      ? []
      : ['   address-family ipv4', ...family.map((line) => `      ${line}`), '   !']),
    ...(its.inVrf
      ? vrfs.flatMap((name) => [
          `   vrf ${name}`,
          `      rd 192.0.2.1:${name.length}`,
          '      redistribute connected',
          '   !',
        ])
      : []),
    '!',
  ];
}

function ospfLines({ ospf }: Parts): readonly string[] {
  if (ospf === null) return [];
  return section('router ospf 1', [
    ...when(ospf.passive, 'passive-interface default'),
    ...ospf.open.map((id) => `${ospf.passive ? 'no ' : ''}passive-interface Ethernet${id}`),
    ...value(ospf.lsa, (most) => `max-lsa ${most}`),
  ]);
}

/** A whole configuration of a random switch, as EOS prints it. */
export const eosText: fc.Arbitrary<string> = fc
  .record(parts)
  .map((all) =>
    [
      ...systemLines(all),
      ...serviceLines(all),
      ...listLines(all),
      ...bgpLines(all),
      ...ospfLines(all),
      'end',
      '',
    ].join('\n'),
  );

/** Two of them. */
export const eosPair: fc.Arbitrary<RandomPair> = fc.record({ one: eosText, other: eosText });

/** Lines whose removal or change changes what a text means, by their numbers. */
function linesThat(text: string, fits: (line: string) => boolean): readonly number[] {
  return text.split('\n').flatMap((line, index) => (fits(line) ? [index] : []));
}

/** Takes one of the lines that fit and puts others in its place. */
function replaceLine(
  fits: (line: string) => boolean,
  instead: (line: string) => readonly string[],
): Mutation['apply'] {
  return (text, at) => {
    const found = linesThat(text, fits);
    const chosen = found[at % Math.max(found.length, 1)];
    if (chosen === undefined) return null;
    const lines = text.split('\n');
    lines.splice(chosen, 1, ...instead(lines[chosen] ?? ''));
    return lines.join('\n');
  };
}

/** Each of them must show in the findings. */
export const eosMutations: readonly Mutation[] = [
  // A header goes with what is inside only when that is empty or moves into the section before it: lines alone, then.
  {
    name: 'a line inside a section is gone',
    apply: replaceLine(
      (line) => /^ {3,6}[a-z\d]/.test(line) && !/^ +(class|vlan|vrf|address-family) /.test(line),
      () => [],
    ),
  },
  {
    name: 'a description is another',
    apply: replaceLine(
      (line) => / description /.test(line),
      (line) => [`${line}x`],
    ),
  },
  {
    name: 'a blank is doubled in a description',
    apply: replaceLine(
      (line) => / description \S+ \S/.test(line),
      (line) => [line.replace(/( description \S+) /, '$1  ')],
    ),
  },
  {
    name: 'an address is another',
    apply: replaceLine(
      (line) => /^ {3}ip address (virtual )?10\./.test(line),
      (line) => [line.replace(/\.1\/24/, '.2/24')],
    ),
  },
  {
    name: 'a VLAN of a trunk is another',
    apply: replaceLine(
      (line) => / allowed vlan /.test(line),
      (line) => [`${line},3999`],
    ),
  },
  {
    name: 'a port gets one line more',
    apply: replaceLine(
      (line) => /^interface Ethernet\d+$/.test(line),
      (line) => [line, '   load-interval 77'],
    ),
  },
  {
    name: 'an entry of an access list says the opposite',
    apply: replaceLine(
      (line) => /^ {3}\d+ (permit|deny)/.test(line),
      (line) => [
        line.includes(' permit ') ? line.replace(' permit ', ' deny ') : line.replace(' deny ', ' permit '),
      ],
    ),
  },
  {
    name: 'a prefix is longer',
    apply: replaceLine(
      (line) => /^ {3}seq \d+ permit/.test(line),
      (line) => [line.replace('.0.0/16', '.0.0/15')],
    ),
  },
  {
    name: 'a route map entry says the opposite',
    apply: replaceLine(
      (line) => line.startsWith('route-map '),
      (line) => [
        line.includes(' permit ') ? line.replace(' permit ', ' deny ') : line.replace(' deny ', ' permit '),
      ],
    ),
  },
  {
    name: 'a neighbor is activated or not',
    apply: replaceLine(
      (line) => / activate$/.test(line),
      (line) => [line.includes(' no ') ? line.replace(' no ', ' ') : line.replace('neighbor', 'no neighbor')],
    ),
  },
  {
    name: 'a static route leads elsewhere',
    apply: replaceLine(
      (line) => line.startsWith('ip route 10.'),
      (line) => [line.replace(' 10.9.9.', ' 10.9.7.')],
    ),
  },
  {
    name: 'a server is gone',
    apply: replaceLine(
      (line) => /^(ntp server|logging host) /.test(line),
      () => [],
    ),
  },
  {
    name: 'a switch is turned over',
    apply: replaceLine(
      (line) => line.startsWith('ip routing'),
      () => [],
    ),
  },
  {
    name: 'a line nobody knows appears',
    apply: replaceLine(
      (line) => line.startsWith('hostname '),
      (line) => [line, 'feature nobody knows'],
    ),
  },
  {
    name: 'two classes of a policy change places',
    apply: (text) => {
      const swapped = text.replace(/( {3}class \S+\n.*\n {3}!\n)( {3}class \S+\n.*\n {3}!\n)/, '$2$1');
      return swapped === text ? null : swapped;
    },
  },
  {
    name: 'two lines of an AS path list change places',
    apply: (text) => {
      const swapped = text.replace(/(ip as-path .*\n)(ip as-path .*\n)/, '$2$1');
      return swapped === text ? null : swapped;
    },
  },
];

/** The same configuration as a template or another release writes it: nothing of it is a difference. */
export function respelled(text: string): string {
  return text
    .replaceAll(/^interface Ethernet(\d)/gm, 'interface Et$1')
    .replaceAll(/^interface Port-Channel(\d)/gm, 'interface po$1')
    .replaceAll(/^vrf instance /gm, 'vrf definition ')
    .replaceAll(/^( +neighbor \S+) peer group/gm, '$1 peer-group')
    .replaceAll(/^( +ip address 10\.0\.\d+\.1)\/24/gm, '$1 255.255.255.0')
    .replaceAll(/eq www$/gm, 'eq 80')
    .replaceAll(/host 192\.0\.2\.10 /g, '192.0.2.10/32 ')
    .replaceAll('2001:db8:', '2001:0DB8:')
    .replaceAll(/^ip prefix-list (\S+)\n((?: {3}seq .*\n)+)!/gm, (_whole, name: string, entries: string) =>
      entries
        .trimEnd()
        .split('\n')
        .map((entry) => `ip prefix-list ${name} ${entry.trim()}`)
        .join('\n'),
    )
    .replaceAll(/^(interface Et\d+)$/gm, '$1\n   no description')
    .replaceAll(/^!\n/gm, '')
    .replaceAll('\n', '\r\n');
}
