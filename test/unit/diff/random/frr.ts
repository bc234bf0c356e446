import fc from 'fast-check';
import type { RandomPair } from '../random-configuration.ts';

/**
 * Whole FRR configurations of one random router, in the form FRR 8.4.4 shows itself: nothing it would refuse, drop or leave
 * out as a default is written, so a real router can be the judge.
 */

type Lines = readonly string[];
type Value<A> = A extends fc.Arbitrary<infer V> ? V : never;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const some = <T>(values: readonly T[]): fc.Arbitrary<readonly T[]> => fc.subarray([...values]);
const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const text = fc
  .stringMatching(/^[a-z0-9!"%$()*+,./:;<=>@_-]([a-z0-9 !"%$()*+,./:;<=>@_-]{0,20}[a-z0-9])?$/)
  .map((words) => words.replaceAll(/ +/g, ' '));
const when = (is: boolean, ...lines: Lines): Lines => (is ? lines : []);
const given = <T>(value: T | null, line: (value: T) => string): Lines =>
  value === null ? [] : [line(value)];
const indented = (lines: Lines): Lines => lines.map((line) => ` ${line}`);
/** FRR shows most sections only with something inside, and the others as well when they are empty. */
const section = (header: string, lines: Lines, exit = 'exit'): Lines => [header, ...indented(lines), exit];
const shown = (header: string, lines: Lines, exit = 'exit'): Lines =>
  lines.length === 0 ? [] : section(header, lines, exit);

const LISTS = ['A', 'B'] as const;
const MAPS = ['M', 'N'] as const;
const PORTS = ['eth1', 'eth2', 'eth3', 'eth4'] as const;
const GROUPS = ['GROUP', 'CORE'] as const;
const ADDRESSES = ['10.9.0.1', '10.9.0.2', '10.9.0.3', '2001:db8:9::4'] as const;
const VRFS = ['RED', 'BLUE'] as const;

// ---- lists and maps ---------------------------------------------------------------------------------------------

/**
 * Entries of a list at some numbers. FRR keeps a value once per list, at whatever number. The first one stays, because the
 * only entry of a list cannot be renumbered without a moment in which the list is empty.
 */
const entries = (values: readonly string[]) =>
  fc
    .tuple(some([5, 10, 15]), fc.shuffledSubarray([...values], { minLength: 3, maxLength: 3 }))
    .map(([numbers, chosen]) => numbers.map((seq, index) => `seq ${seq} ${chosen[index] ?? ''}`));

const listed = (start: string, first: string, lines: Lines): Lines =>
  [`seq 1 ${first}`, ...lines].map((line) => `${start} ${line}`);

const lists = fc.record({
  description: maybe(text),
  prefixes: entries([
    'permit 10.0.0.0/8',
    'permit 10.0.0.0/8 ge 16 le 24',
    'deny 10.1.0.0/16 le 32',
    'deny any',
  ]),
  prefixes6: entries([
    'permit 2001:db8::/32',
    'deny 2001:db8:1::/48 le 64',
    'permit any',
    'deny 2001:db8:2::/48',
  ]),
  access: entries(['permit 10.0.0.0/8', 'deny 10.1.0.0/16', 'permit 10.2.0.0/16 exact-match', 'deny any']),
  paths: entries(['permit ^65001_', 'permit _65002$', 'deny .*', 'permit ^65003 65004$']),
  communities: entries(['permit 65000:1', 'permit 65000:2 65000:3', 'deny no-export', 'deny 65000:4']),
});

const listLines = (name: string, list: Value<typeof lists>): Lines => [
  ...given(list.description, (words) => `ip prefix-list ${name} description ${words}`),
  ...listed(`ip prefix-list ${name}`, 'permit 192.0.2.0/24', list.prefixes),
  ...listed(`ipv6 prefix-list ${name}`, 'permit 2001:db8:ff::/48', list.prefixes6),
  ...listed(`access-list ${name}`, 'permit 192.0.2.0/24', list.access),
  ...listed(`bgp as-path access-list ${name}`, 'deny _666_', list.paths),
  ...listed(`bgp community-list standard ${name}`, 'permit 65000:9', list.communities),
];

const mapEntry = fc.record({
  action: pick(['permit', 'deny']),
  description: maybe(text),
  prefixes: maybe(pick(LISTS)),
  path: maybe(pick(LISTS)),
  community: maybe(pick(LISTS)),
  exact: fc.boolean(),
  metric: maybe(fc.integer({ min: 1, max: 9 })),
  local: maybe(pick([100, 200])),
  communities: maybe(pick(['65000:1', '65000:1 65000:2', '65000:3 additive', 'none'])),
  prepend: maybe(pick(['65000', '65000 65000'])),
  nextHop: maybe(pick(['10.9.9.1', '10.9.9.2', 'peer-address', 'unchanged'])),
  end: maybe(pick(['on-match next', 'on-match goto 30'])),
});

const routeMap = fc.tuple(maybe(mapEntry), maybe(mapEntry));

const mapLines = (name: string, map: Value<typeof routeMap>, isWanted: (list: string) => boolean): Lines =>
  map.flatMap((entry, index) => {
    if (entry === null) return [];
    const known = (list: string | null) => (list !== null && isWanted(list) ? list : null);
    return section(`route-map ${name} ${entry.action} ${10 + index * 10}`, [
      ...given(entry.description, (words) => `description ${words}`),
      ...given(known(entry.path), (list) => `match as-path ${list}`),
      ...given(
        known(entry.community),
        (list) => `match community ${list}${entry.exact ? ' exact-match' : ''}`,
      ),
      ...given(known(entry.prefixes), (list) => `match ip address prefix-list ${list}`),
      // FRR refuses it in an entry that denies.
      ...given(entry.action === 'permit' ? entry.end : null, (line) => line),
      ...given(entry.prepend, (path) => `set as-path prepend ${path}`),
      ...given(entry.communities, (value) => `set community ${value}`),
      ...given(entry.nextHop, (address) => `set ip next-hop ${address}`),
      ...given(entry.local, (value) => `set local-preference ${value}`),
      ...given(entry.metric, (value) => `set metric ${value}`),
    ]);
  });

// ---- ports and routes -------------------------------------------------------------------------------------------

const port = fc.record({
  description: maybe(text),
  shutdown: fc.boolean(),
  bandwidth: maybe(pick([1000, 10000])),
  linkDetect: fc.boolean(),
  addresses: fc.integer({ min: 0, max: 2 }),
  ipv6: fc.boolean(),
  cost: maybe(fc.integer({ min: 2, max: 9 })),
  hello: maybe(pick([3, 5])),
  network: fc.boolean(),
  passive: fc.boolean(),
  cost6: maybe(fc.integer({ min: 2, max: 9 })),
  isis: maybe(fc.record({ ipv6: fc.boolean(), metric: maybe(pick([20, 30])), passive: fc.boolean() })),
  pim: maybe(fc.record({ priority: maybe(pick([5, 6])), bfd: fc.boolean() })),
});

/** Two networks a port, dealt anew in each configuration, so that addresses move between ports. */
const networks = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 });

const portLines = (name: string, it: Value<typeof port>, dealt: readonly number[]): Lines =>
  shown(`interface ${name}`, [
    ...given(it.bandwidth, (value) => `bandwidth ${value}`),
    ...given(it.description, (words) => `description ${words}`),
    ...dealt.slice(0, it.addresses).map((network) => `ip address 10.0.${network}.1/24`),
    ...given(it.cost, (value) => `ip ospf cost ${value}`),
    ...given(it.hello, (value) => `ip ospf hello-interval ${value}`),
    ...when(it.network, 'ip ospf network point-to-point'),
    ...when(it.passive, 'ip ospf passive'),
    ...when(it.pim !== null, 'ip pim'),
    ...when(it.pim?.bfd === true, 'ip pim bfd'),
    ...given(it.pim?.priority ?? null, (value) => `ip pim drpriority ${value}`),
    ...when(it.isis !== null, 'ip router isis CORE'),
    ...when(it.ipv6, `ipv6 address 2001:db8:1${dealt[0] ?? 0}::1/64`),
    ...given(it.cost6, (value) => `ipv6 ospf6 cost ${value}`),
    ...when(it.isis?.ipv6 === true, 'ipv6 router isis CORE'),
    ...given(it.isis?.metric ?? null, (value) => `isis metric ${value}`),
    ...when(it.isis?.passive === true, 'isis passive'),
    ...when(!it.linkDetect, 'no link-detect'),
    ...when(it.shutdown, 'shutdown'),
  ]);

const way = fc.record({
  to: pick(['192.0.2.1', '192.0.2.2', '192.0.2.1 eth1', 'eth2']),
  distance: maybe(pick([20, 30])),
});

/** Ways of some networks. A black hole is the only way of its network, and ways of one distance have one tag. */
const routes = fc.uniqueArray(
  fc.record({
    network: pick(['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '0.0.0.0/0']),
    hole: maybe(pick(['blackhole', 'reject'])),
    tag: maybe(pick([7, 8])),
    ways: fc.uniqueArray(way, { minLength: 1, maxLength: 2, selector: ({ to }) => to }),
  }),
  { maxLength: 3, selector: ({ network }) => network },
);

const routeLines = (all: Value<typeof routes>): Lines =>
  all.flatMap(({ network, hole, tag, ways }) => {
    const isHole = hole !== null && network !== '0.0.0.0/0';
    return (isHole ? ways.slice(0, 1) : ways).map(({ to, distance }) =>
      [
        `ip route ${network} ${isHole ? hole : to}`,
        ...given(tag, (it) => `tag ${it}`),
        ...given(distance, String),
      ].join(' '),
    );
  });

const vrf = fc.record({ vni: maybe(pick([100, 200])), routes });

const vrfLines = (name: string, { vni, routes: inside }: Value<typeof vrf>, index: number): Lines =>
  shown(
    `vrf ${name}`,
    // A VNI belongs to one VRF.
    [...given(vni, (id) => `vni ${id + index}`), ...routeLines(inside)],
    'exit-vrf',
  );

// ---- BGP --------------------------------------------------------------------------------------------------------

const session = fc.record({
  description: maybe(text),
  shutdown: fc.boolean(),
  password: maybe(pick(['s3cret', 'other'])),
  timers: maybe(pick(['3 9', '10 30'])),
  connect: maybe(pick([5, 6])),
  source: maybe(pick(['lo', '10.0.0.9'])),
  passive: fc.boolean(),
  bfd: maybe(pick(['', 'FAST', 'SLOW'])),
});

const sessionLines = (name: string, it: Value<typeof session>): Lines =>
  [
    ...given(it.description, (words) => `description ${words}`),
    ...when(it.bfd !== null, 'bfd'),
    ...when((it.bfd ?? '') !== '', `bfd profile ${it.bfd ?? ''}`),
    ...when(it.shutdown, 'shutdown'),
    ...given(it.password, (secret) => `password ${secret}`),
    ...when(it.passive, 'passive'),
    ...given(it.source, (source) => `update-source ${source}`),
    ...given(it.timers, (timers) => `timers ${timers}`),
    ...given(it.connect, (seconds) => `timers connect ${seconds}`),
  ].map((line) => `neighbor ${name} ${line}`);

const NOTHING: Value<typeof session> = {
  description: null,
  shutdown: false,
  password: null,
  timers: null,
  connect: null,
  source: null,
  passive: false,
  bfd: null,
};

const policy = fc.record({
  list: maybe(pick(LISTS)),
  filter: maybe(pick(LISTS)),
  mapIn: maybe(pick(MAPS)),
  mapOut: maybe(pick(MAPS)),
  nextHopSelf: fc.boolean(),
  soft: fc.boolean(),
  removePrivate: maybe(pick(['', ' all', ' all replace-AS'])),
  community: pick(['all', 'no standard', 'no extended', 'none']),
  allowas: maybe(pick(['', ' 2', ' origin'])),
  maximum: maybe(pick(['100', '100 80', '200 warning-only'])),
  weight: maybe(pick([10, 20])),
});

const policyLines = (name: string, it: Value<typeof policy>, version: 4 | 6): Lines => [
  ...[
    ...given(it.removePrivate, (kind) => `remove-private-AS${kind}`),
    ...when(it.nextHopSelf, 'next-hop-self'),
    ...when(it.soft, 'soft-reconfiguration inbound'),
    ...given(it.maximum, (limit) => `maximum-prefix ${limit}`),
    ...given(it.allowas, (kind) => `allowas-in${kind}`),
    ...given(it.weight, (value) => `weight ${value}`),
    ...(version === 4 ? given(it.list, (list) => `prefix-list ${list} out`) : []),
    ...given(it.mapIn, (map) => `route-map ${map} in`),
    ...given(it.mapOut, (map) => `route-map ${map} out`),
    ...given(it.filter, (list) => `filter-list ${list} in`),
  ].map((line) => `neighbor ${name} ${line}`),
  ...when(it.community === 'no standard', `no neighbor ${name} send-community`),
  ...when(it.community === 'no extended', `no neighbor ${name} send-community extended`),
  ...when(it.community === 'none', `no neighbor ${name} send-community all`),
];

const group = fc.record({ as: maybe(pick(['65010', 'external'])), session, policy });

/** Its AS stands in a line of its own, unless its group has one; a member has its policy from the group. */
const peer = fc.record({
  as: pick(['65001', '65002', 'external', 'internal']),
  group: maybe(pick(GROUPS)),
  session,
  policy,
  isActive6: fc.boolean(),
});

const instance = fc.record({
  as: fc.oneof(
    { weight: 9, arbitrary: fc.constant('65000') },
    { weight: 1, arbitrary: fc.constant('64999') },
  ),
  routerId: maybe(pick(['192.0.2.1', '192.0.2.2'])),
  switches: some([
    'no bgp ebgp-requires-policy',
    'bgp log-neighbor-changes',
    'no bgp network import-check',
    'bgp always-compare-med',
    'bgp bestpath as-path multipath-relax',
    'bgp bestpath compare-routerid',
    'bgp graceful-restart',
  ]),
  med: maybe(pick(['confed', 'missing-as-worst', 'confed missing-as-worst'])),
  confederation: maybe(pick(['65101', '65101 65102', '65103'])),
  stale: maybe(pick([100, 200])),
  timers: maybe(pick(['3 9', '10 30'])),
  groups: fc.tuple(maybe(group), maybe(group)),
  range: maybe(pick(GROUPS)),
  peers: fc.tuple(maybe(peer), maybe(peer), maybe(peer), maybe(peer)),
  unnumbered: maybe(
    fc.record({
      v6only: fc.boolean(),
      as: pick(['external', '65007']),
      group: maybe(pick(GROUPS)),
      description: maybe(text),
    }),
  ),
  networks: some([1, 2, 3]),
  map: maybe(pick(MAPS)),
  aggregate: maybe(pick(['', ' summary-only', ' as-set summary-only'])),
  redistribute: maybe(pick(['', ' metric 5', ' route-map M', ' metric 6 route-map N'])),
  paths: maybe(pick([2, 4])),
  networks6: some([1, 2]),
  evpn: maybe(fc.record({ more: some(['advertise-default-gw', 'advertise-svi-ip']), vnis: some([5, 6]) })),
});

function unnumberedLines(it: NonNullable<Value<typeof instance>['unnumbered']>, group: string | null): Lines {
  const how = group === null ? `remote-as ${it.as}` : `peer-group ${group}`;
  return [
    `neighbor eth4 interface ${it.v6only ? 'v6only ' : ''}${how}`,
    ...given(it.description, (words) => `neighbor eth4 description ${words}`),
  ];
}

function bgpLines(it: Value<typeof instance>): Lines {
  const groups = new Map<string, Value<typeof group>>(
    GROUPS.flatMap((name, index) => (it.groups[index] ? [[name, it.groups[index]]] : [])),
  );
  const joined = (name: string | null) => (name !== null && groups.has(name) ? name : null);
  // Who has no AS of its own needs a group that says which.
  const numbered = (name: string | null) => (groups.get(name ?? '')?.as == null ? null : name);
  const birth = (name: string, own: string, wanted: string | null): Lines => {
    const its = joined(wanted);
    const hasAs = its !== null && groups.get(its)?.as !== null;
    // Members are all internal or all external.
    const as = its !== null && own === 'internal' ? 'external' : own;
    return [
      ...when(!hasAs, `neighbor ${name} remote-as ${as}`),
      ...given(its, (group) => `neighbor ${name} peer-group ${group}`),
    ];
  };
  const peers = ADDRESSES.flatMap((name, index) => (it.peers[index] ? [{ name, ...it.peers[index] }] : []));
  const unnumbered = it.unnumbered;
  const family = (header: string, lines: Lines) => shown(header, lines, 'exit-address-family');
  return section(`router bgp ${it.as}`, [
    ...given(it.routerId, (id) => `bgp router-id ${id}`),
    ...it.switches,
    ...given(it.confederation, (peers) => `bgp confederation peers ${peers}`),
    ...given(it.stale, (seconds) => `bgp graceful-restart stalepath-time ${seconds}`),
    ...given(it.med, (kind) => `bgp bestpath med ${kind}`),
    ...given(it.timers, (timers) => `timers bgp ${timers}`),
    ...[...groups].flatMap(([name, group]) => [
      `neighbor ${name} peer-group`,
      ...given(group.as, (as) => `neighbor ${name} remote-as ${as}`),
      ...sessionLines(name, group.session),
    ]),
    ...peers.flatMap(({ name, as, group, session: own }) => [
      ...birth(name, as, group),
      ...(joined(group) === null
        ? sessionLines(name, own)
        : sessionLines(name, { ...NOTHING, description: own.description })),
    ]),
    ...(unnumbered === null ? [] : unnumberedLines(unnumbered, numbered(unnumbered.group))),
    ...given(numbered(it.range), (group) => `bgp listen range 10.99.0.0/16 peer-group ${group}`),
    ...family('address-family ipv4 unicast', [
      ...it.networks.map(
        (id) =>
          `network 10.${id}.0.0/16${id === 3 ? given(it.map, (map) => ` route-map ${map}`).join('') : ''}`,
      ),
      ...given(it.aggregate, (kind) => `aggregate-address 10.0.0.0/8${kind}`),
      ...given(it.redistribute, (more) => `redistribute connected${more}`),
      ...[...groups].flatMap(([name, group]) => policyLines(name, group.policy, 4)),
      // FRR refuses to take it off a peer that has become an internal one.
      ...peers.flatMap(({ name, group, policy: own }) =>
        joined(group) === null ? policyLines(name, { ...own, removePrivate: null }, 4) : [],
      ),
      ...given(it.paths, (count) => `maximum-paths ${count}`),
    ]),
    ...family('address-family ipv6 unicast', [
      ...it.networks6.map((id) => `network 2001:db8:${id}::/48`),
      ...peers.flatMap(({ name, isActive6 }) => when(isActive6, `neighbor ${name} activate`)),
    ]),
    ...family('address-family l2vpn evpn', [
      ...when(it.evpn !== null, 'advertise-all-vni'),
      ...(it.evpn?.vnis ?? []).flatMap((vni) => section(`vni ${vni}`, [`rd 65000:${vni}`], 'exit-vni')),
      ...(it.evpn?.more ?? []),
    ]),
  ]);
}

/** An instance of a VRF: it stands on the default one. */
const vrfInstance = fc.record({ peer: maybe(pick(['65001', '65002'])), networks: some([1, 2]) });

const vrfInstanceLines = (as: string, it: Value<typeof vrfInstance>): Lines =>
  section(`router bgp ${as} vrf RED`, [
    ...given(it.peer, (own) => `neighbor 10.9.1.1 remote-as ${own}`),
    ...shown(
      'address-family ipv4 unicast',
      it.networks.map((id) => `network 10.${id}.0.0/16`),
      'exit-address-family',
    ),
  ]);

// ---- other protocols --------------------------------------------------------------------------------------------

const ospf = fc.record({
  routerId: maybe(pick(['192.0.2.1', '192.0.2.2'])),
  log: maybe(pick(['', ' detail'])),
  throttle: maybe(pick(['10 100 500', '20 200 600'])),
  paths: maybe(pick([2, 4])),
  redistribute: maybe(pick(['', ' metric 5', ' metric 6 metric-type 1', ' route-map M'])),
  passive: fc.boolean(),
  networks: some([1, 2, 3]),
  area: pick(['0', '1']),
  stub: maybe(pick(['', ' no-summary'])),
  ranges: some([5, 6]),
  hide: fc.boolean(),
  origin: maybe(pick(['', ' always', ' metric 7'])),
});

const ospfLines = (it: Value<typeof ospf>): Lines =>
  section('router ospf', [
    ...given(it.routerId, (id) => `ospf router-id ${id}`),
    ...given(it.log, (kind) => `log-adjacency-changes${kind}`),
    ...given(it.throttle, (times) => `timers throttle spf ${times}`),
    ...given(it.paths, (count) => `maximum-paths ${count}`),
    ...given(it.redistribute, (more) => `redistribute connected${more}`),
    ...when(it.passive, 'passive-interface default'),
    ...it.networks.map((id) => `network 10.${id}.0.0/16 area ${it.area}`),
    ...it.ranges.map((id) => `area 0 range 10.${id}.0.0/16${it.hide ? ' not-advertise' : ''}`),
    ...given(it.stub, (kind) => `area 2 stub${kind}`),
    ...given(it.origin, (more) => `default-information originate${more}`),
  ]);

const ospf6 = fc.record({
  routerId: maybe(pick(['192.0.2.1', '192.0.2.2'])),
  redistribute: maybe(pick(['', ' metric 5', ' route-map M'])),
  stub: maybe(pick(['', ' no-summary'])),
});

const ospf6Lines = (it: Value<typeof ospf6>): Lines =>
  section('router ospf6', [
    ...given(it.routerId, (id) => `ospf6 router-id ${id}`),
    ...given(it.redistribute, (more) => `redistribute connected${more}`),
    ...given(it.stub, (kind) => `area 2 stub${kind}`),
  ]);

const isis = fc.record({
  net: pick(['49.0001.0000.0000.0001.00', '49.0001.0000.0000.0002.00']),
  type: maybe(pick(['level-1', 'level-2-only'])),
  overload: fc.boolean(),
  style: maybe(pick(['narrow', 'transition'])),
  log: fc.boolean(),
});

const isisLines = (it: Value<typeof isis>): Lines =>
  section('router isis CORE', [
    ...given(it.type, (type) => `is-type ${type}`),
    `net ${it.net}`,
    ...when(it.overload, 'set-overload-bit'),
    ...given(it.style, (style) => `metric-style ${style}`),
    ...when(it.log, 'log-adjacency-changes'),
  ]);

const rip = fc.record({
  metric: maybe(pick([3, 4])),
  neighbors: some([1, 2]),
  networks: some(['10.0.0.0/8', 'eth1']),
  redistribute: maybe(pick(['', ' metric 5', ' route-map N'])),
  timers: maybe(pick(['10 60 60', '20 90 90'])),
});

const ripLines = (it: Value<typeof rip>): Lines =>
  section('router rip', [
    ...given(it.metric, (metric) => `default-metric ${metric}`),
    ...it.neighbors.map((id) => `neighbor 10.0.9.${id}`),
    ...it.networks.map((network) => `network ${network}`),
    ...given(it.redistribute, (more) => `redistribute connected${more}`),
    ...given(it.timers, (timers) => `timers basic ${timers}`),
  ]);

const bfd = fc.record({
  profiles: some(['FAST', 'SLOW']),
  passive: fc.boolean(),
  peer: maybe(pick(['FAST', 'SLOW'])),
});

const bfdLines = ({ profiles, passive, peer: chosen }: Value<typeof bfd>): Lines =>
  shown('bfd', [
    ...profiles.flatMap((name) => section(`profile ${name}`, when(passive, 'passive-mode'))),
    ...(chosen !== null && profiles.includes(chosen) ? section('peer 10.9.0.1', [`profile ${chosen}`]) : []),
  ]);

const pbr = fc.record({
  source: pick(['10.1.0.0/16', '10.2.0.0/16']),
  way: pick(['nexthop 10.0.0.9', 'nexthop-group WAYS']),
  members: some([1, 2, 3]),
});

const pbrLines = ({ source, way, members }: Value<typeof pbr>): Lines => [
  ...section('nexthop-group WAYS', ['nexthop 10.0.0.1', ...members.map((id) => `nexthop 10.0.9.${id}`)]),
  ...section('pbr-map PBR seq 5', [`match src-ip ${source}`, `set ${way}`]),
];

const keys = fc.record({ first: pick(['alpha', 'beta']), second: maybe(pick(['gamma', 'delta'])) });

const keyLines = ({ first, second }: Value<typeof keys>): Lines =>
  section('key chain KEYS', [
    ...section('key 1', [`key-string ${first}`]),
    ...given(second, (secret) => `key 2\n  key-string ${secret}\n exit`),
  ]);

// ---- the whole router -------------------------------------------------------------------------------------------

const router = fc.record({
  system: some(['no ip forwarding', 'log syslog', 'log timestamp precision 3', 'ip nht resolve-via-default']),
  keys: maybe(keys),
  routes,
  vrfs: fc.tuple(maybe(vrf), maybe(vrf)),
  ports: fc.tuple(port, port, port, port),
  networks,
  lists: fc.tuple(maybe(lists), maybe(lists)),
  maps: fc.tuple(routeMap, routeMap),
  bgp: maybe(instance),
  vrfInstance: maybe(vrfInstance),
  ospf: maybe(ospf),
  ospf6: maybe(ospf6),
  isis: maybe(isis),
  rip: maybe(rip),
  bfd: maybe(bfd),
  pbr: maybe(pbr),
});

function routerText(it: Value<typeof router>): string {
  const known = LISTS.filter((_, index) => it.lists[index] !== null);
  return [
    'frr version 8.4.4',
    'frr defaults traditional',
    'hostname r1',
    'service integrated-vtysh-config',
    ...it.system,
    ...(it.keys === null ? [] : keyLines(it.keys)),
    ...routeLines(it.routes),
    ...VRFS.flatMap((name, index) => (it.vrfs[index] ? vrfLines(name, it.vrfs[index], index) : [])),
    ...PORTS.flatMap((name, index) => {
      const own = it.ports[index];
      // The lines of IS-IS on a port need an instance.
      const isis = it.isis === null ? null : own?.isis;
      return own ? portLines(name, { ...own, isis: isis ?? null }, it.networks.slice(index * 2)) : [];
    }),
    ...(it.bgp === null ? [] : bgpLines(it.bgp)),
    ...(it.bgp === null || it.vrfInstance === null ? [] : vrfInstanceLines(it.bgp.as, it.vrfInstance)),
    ...(it.rip === null ? [] : ripLines(it.rip)),
    ...(it.ospf === null ? [] : ospfLines(it.ospf)),
    ...(it.ospf6 === null ? [] : ospf6Lines(it.ospf6)),
    ...(it.isis === null ? [] : isisLines(it.isis)),
    ...LISTS.flatMap((name, index) => (it.lists[index] ? listLines(name, it.lists[index]) : [])),
    ...MAPS.flatMap((name, index) =>
      it.maps[index] ? mapLines(name, it.maps[index], (list) => known.some((one) => one === list)) : [],
    ),
    ...(it.pbr === null ? [] : pbrLines(it.pbr)),
    ...(it.bfd === null ? [] : bfdLines(it.bfd)),
    'end',
    '',
  ].join('\n');
}

export const frrText: fc.Arbitrary<string> = router.map(routerText);

/** Two configurations of one router: some parts are the same, the others have nothing to do with each other. */
export const frrPair: fc.Arbitrary<RandomPair> = fc
  .record({ one: router, other: router, same: fc.infiniteStream(fc.boolean()) })
  .map(({ one, other, same }) => {
    const parts = Object.keys(one).filter(() => same.next().value === true);
    const kept = Object.fromEntries(Object.entries(one).filter(([part]) => parts.includes(part)));
    return { one: routerText(one), other: routerText({ ...other, ...kept }) };
  });

/** Lines that mean something by themselves, and what makes another line of them; null: the line is left out. */
const EDITS: readonly (readonly [RegExp, (line: string) => string | null])[] = [
  [/^ +(neighbor \S+ )?description /, (line) => `${line}x`],
  [/^ +(bandwidth|ip ospf cost|ipv6 ospf6 cost|set metric|default-metric|maximum-paths|vni) \d+$/, addOne],
  [/ (weight|timers connect|ip pim drpriority|isis metric|set local-preference) \d+$/, addOne],
  [/^ +(ip|ipv6) address /, () => null],
  [/^ +(no bgp|bgp|network|redistribute|aggregate-address|advertise-)/, () => null],
  [/^ +neighbor \S+ (prefix-list|route-map|filter-list) /, () => null],
  [/^ +neighbor \S+ (bfd|passive|shutdown|next-hop-self|remove-private-AS|allowas-in)/, () => null],
  [/^ +no neighbor \S+ send-community/, () => null],
  [/^ +neighbor \S+ remote-as /, (line) => line.replace(/\S+$/, '65099')],
  [
    / (permit|deny) /,
    (line) =>
      line.includes(' permit ') ? line.replace(' permit ', ' deny ') : line.replace(' deny ', ' permit '),
  ],
  [
    /^ip(v6)? prefix-list \S+ seq \d+ \S+ \S+\/\d+/,
    (line) => line.replace(/\/(\d+)/, (_, length) => `/${Number(length) + 1}`),
  ],
  [/^bgp (as-path|community-list) /, (line) => `${line}0`],
  [/^ *ip route .*(192\.0\.2\.)/, (line) => line.replace('192.0.2.', '192.0.3.')],
  [/^ *ip route .* \d+$/, addOne],
  [/^ *no /, (line) => line.replace('no ', '')],
  [/^ +(shutdown|ip pim|ip router isis CORE|net|is-type|set-overload-bit|area|passive)/, () => null],
  [/^ +(key-string|match|set|on-match|nexthop) /, () => null],
];

function addOne(line: string): string {
  return line.replace(/\d+$/, (number) => String(Number(number) + 1));
}

/** A configuration, and the same with one line of another meaning: its findings are never empty. */
export const frrMutation: fc.Arbitrary<RandomPair> = fc
  .record({ one: frrText, at: fc.nat() })
  .map(({ one, at }) => {
    const lines = one.split('\n');
    const places = lines.flatMap((line, index) =>
      EDITS.flatMap(([form, edit]) => (form.test(line) ? [{ index, edited: edit(line) }] : [])),
    );
    const place = places[at % places.length];
    // Nothing of the kind in it: a line nobody knows is a difference as well.
    if (place === undefined) return { one, other: `allow-reserved-ranges\n${one}` };
    const { index, edited } = place;
    const other = [...lines.slice(0, index), ...(edited === null ? [] : [edited]), ...lines.slice(index + 1)];
    return { one, other: other.join('\n') };
  });

/** The same configuration as a template may write it: nothing of it is a difference. */
export function respelledFrr(configuration: string): string {
  return configuration
    .replaceAll('2001:db8:', '2001:0DB8:')
    .replaceAll(/^(ip prefix-list .* 10\.)0\.0\.0\/8/gm, '$17.7.7/8')
    .replaceAll(/ ge (\d+) le (\d+)/g, ' le $2 ge $1')
    .replaceAll(/ blackhole/g, ' Null0')
    .replaceAll(/ area 0$/gm, ' area 0.0.0.0')
    .replaceAll(/^frr version .*$/gm, 'frr version 8.5')
    .replaceAll('\n', ' \r\n');
}
