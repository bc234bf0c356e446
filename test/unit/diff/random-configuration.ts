import fc from 'fast-check';
import type { Platform } from '../../../src/domain/platform.ts';
import { junosPair } from './random/juniper-junos.ts';

/** Two configurations of the same random device, each whole and free of contradictions. */
export interface RandomPair {
  readonly one: string;
  readonly other: string;
}

const words = fc.stringMatching(/^[a-z0-9!"%$()*+,./:;<=>@_-]([a-z0-9 !"%$()*+,./:;<=>@_-]{0,20}[a-z0-9])?$/);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const vlans = fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 8 });

/** A pair for the platform: ports with everything model intent knows, and BGP with prefix lists and route maps on FRR. */
export function randomPair(platform: Platform): fc.Arbitrary<RandomPair> {
  if (platform === 'juniper_junos') return junosPair;
  const text = platform === 'frr' ? frrText : iosText;
  return fc.record({ one: text, other: text });
}

const PORTS = [1, 2, 3, 4];

/** Each port gets networks of its own, dealt anew in each configuration, so that addresses move between ports. */
const networks = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 });

const frrPort = fc.record({
  description: maybe(words),
  shutdown: fc.boolean(),
  addresses: fc.integer({ min: 0, max: 2 }),
  ipv6: fc.boolean(),
});

const neighbor = fc.record({
  remoteAs: fc.constantFrom(65001, 65002, 65003),
  description: maybe(words),
  timers: fc.boolean(),
  connect: fc.boolean(),
  shutdown: fc.boolean(),
  list: maybe(fc.constantFrom('A', 'B')),
  map: maybe(fc.constantFrom('M', 'N')),
  nextHopSelf: fc.boolean(),
});

const prefixList = fc
  .tuple(fc.subarray([5, 10]), fc.shuffledSubarray(['', ' le 24', ' ge 16'], { minLength: 2, maxLength: 2 }))
  .map(([numbers, values]) => numbers.map((seq, index) => ({ seq, value: values[index] ?? '' })));

const frrText = fc
  .record({
    ports: fc.array(frrPort, { minLength: 4, maxLength: 4 }),
    networks,
    neighbors: fc.array(maybe(neighbor), { minLength: 3, maxLength: 3 }),
    policy: fc.boolean(),
    // FRR keeps a value once per list, at whatever number.
    lists: fc.record({ A: prefixList, B: prefixList }),
    maps: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('M', 'N'), metric: maybe(fc.integer({ min: 1, max: 99 })) }),
      {
        selector: ({ name }) => name,
      },
    ),
    routes: fc.uniqueArray(fc.integer({ min: 1, max: 5 })),
  })
  .map(({ ports, networks: dealt, neighbors, policy, lists, maps, routes }) =>
    [
      'frr version 8.4.4',
      'hostname r1',
      ...routes.map((route) => `ip route 10.${route}.0.0/16 192.0.2.1`),
      ...ports.flatMap((port, index) => [
        `interface eth${PORTS[index]}`,
        ...(port.description === null ? [] : [` description ${port.description}`]),
        ...dealt
          .slice(index * 2, index * 2 + port.addresses)
          .map((network) => ` ip address 10.0.${network}.1/24`),
        ...(port.ipv6 ? [` ipv6 address 2001:db8:1${dealt[index * 2]}::1/64`] : []),
        ...(port.shutdown ? [' shutdown'] : []),
        'exit',
      ]),
      'router bgp 65000',
      ...(policy ? [] : [' no bgp ebgp-requires-policy']),
      ...neighbors.flatMap((entry, index) => {
        const name = ` neighbor 10.9.0.${index + 1}`;
        if (entry === null) return [];
        return [
          `${name} remote-as ${entry.remoteAs}`,
          ...(entry.description === null ? [] : [`${name} description ${entry.description}`]),
          ...(entry.shutdown ? [`${name} shutdown`] : []),
          ...(entry.timers ? [`${name} timers 3 9`] : []),
          ...(entry.connect ? [`${name} timers connect 5`] : []),
        ];
      }),
      ' address-family ipv4 unicast',
      ...neighbors.flatMap((entry, index) => {
        const name = `  neighbor 10.9.0.${index + 1}`;
        if (entry === null) return [];
        return [
          ...(entry.list === null ? [] : [`${name} prefix-list ${entry.list} out`]),
          ...(entry.map === null ? [] : [`${name} route-map ${entry.map} in`]),
          ...(entry.nextHopSelf ? [`${name} next-hop-self`] : []),
        ];
      }),
      ' exit-address-family',
      'exit',
      ...Object.entries(lists).flatMap(([name, entries]) => [
        // The only entry of a list cannot be renumbered without a moment in which the list is empty.
        `ip prefix-list ${name} seq 1 permit 192.0.2.0/24`,
        ...entries.map(({ seq, value }) => `ip prefix-list ${name} seq ${seq} permit 10.0.0.0/8${value}`),
      ]),
      ...maps.flatMap(({ name, metric }) => [
        `route-map ${name} permit 10`,
        ...(metric === null ? [] : [` set metric ${metric}`]),
        'exit',
      ]),
      'end',
      '',
    ].join('\n'),
  );

const iosPort = fc.record({
  description: maybe(words),
  shutdown: fc.boolean(),
  mtu: maybe(fc.constantFrom(1500, 9000, 9198)),
  vrf: maybe(fc.constantFrom('RED', 'BLUE')),
  addresses: fc.integer({ min: 0, max: 2 }),
  ipv6: fc.boolean(),
  mode: maybe(fc.constantFrom('access', 'trunk')),
  native: maybe(fc.constantFrom(1, 99)),
  allowed: vlans,
});

const iosText = fc
  .record({
    ports: fc.array(iosPort, { minLength: 4, maxLength: 4 }),
    networks,
    loopbacks: fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
    routes: fc.uniqueArray(fc.integer({ min: 1, max: 5 })),
    lists: fc.uniqueArray(
      fc.record({ seq: fc.constantFrom(5, 10), length: fc.integer({ min: 8, max: 16 }) }),
      {
        selector: ({ seq }) => seq,
      },
    ),
  })
  .map(({ ports, networks: dealt, loopbacks, routes, lists }) =>
    [
      'hostname sw1',
      'vrf definition RED',
      'vrf definition BLUE',
      ...loopbacks.flatMap((id) => [`interface Loopback${id}`, ` ip address 192.0.2.${id} 255.255.255.255`]),
      ...ports.flatMap((port, index) => [
        `interface GigabitEthernet1/0/${PORTS[index]}`,
        ...(port.description === null ? [] : [` description ${port.description}`]),
        ...(port.vrf === null ? [] : [` vrf forwarding ${port.vrf}`]),
        ...(port.mtu === null || port.mtu === 1500 ? [] : [` mtu ${port.mtu}`]),
        ...dealt
          .slice(index * 2, index * 2 + port.addresses)
          .map((network, at) => ` ip address 10.0.${network}.1 255.255.255.0${at === 0 ? '' : ' secondary'}`),
        ...(port.ipv6 ? [` ipv6 address 2001:DB8:1${dealt[index * 2]}::1/64`] : []),
        ...(port.mode === 'access' ? [' switchport access vlan 7', ' switchport mode access'] : []),
        ...(port.mode === 'trunk' && port.native === 99 ? [' switchport trunk native vlan 99'] : []),
        ...(port.mode === 'trunk'
          ? [` switchport trunk allowed vlan ${port.allowed.join(',')}`, ' switchport mode trunk']
          : []),
        ...(port.shutdown ? [' shutdown'] : []),
        '!',
      ]),
      ...routes.map((route) => `ip route 10.${route}.0.0 255.255.0.0 192.0.2.1`),
      ...lists.map(({ seq, length }) => `ip prefix-list P seq ${seq} permit 10.0.0.0/${length}`),
      'end',
      '',
    ].join('\n'),
  );
