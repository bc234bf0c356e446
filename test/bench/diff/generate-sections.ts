import type { LineDialect } from './line-dialect.ts';
import { firm, type GeneratedSection, loose, sizeOf } from './section.ts';

/** Shares of the lines, as on an aggregation router of an enterprise. */
const SHARES = { interfaces: 0.6, bgp: 0.15, accessLists: 0.1, prefixLists: 0.08, vlans: 0.07 } as const;

/** Ids 1 and 1002 to 1005 are the device's own. */
const FIRST_VLAN = 10;
const VLANS = 990;

/** Sections of about `lines` lines with the shares of {@link SHARES}; `seed` makes the texts differ between variants. */
export function generateSections(
  lines: number,
  dialect: LineDialect,
  seed: number,
): readonly GeneratedSection[] {
  return [
    ...fill(lines * SHARES.vlans, (index) => vlan(index, seed)),
    ...fill(lines * SHARES.interfaces, (index) =>
      index % 2 === 0 ? accessPort(index, dialect, seed) : routedPort(index, dialect, seed),
    ),
    bgp(lines * SHARES.bgp, seed),
    ...fill(lines * SHARES.accessLists, (index) => accessList(index, dialect, seed)),
    ...fill(lines * SHARES.prefixLists, (index) => prefixList(index, seed)),
  ];
}

/** One `router bgp` with this many lines below it. */
export function bgp(lines: number, seed: number): GeneratedSection {
  const neighbors = Math.ceil(lines / 5);
  const of = (index: number): string =>
    `neighbor 10.${200 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
  return {
    header: 'router bgp 65001',
    lines: [
      firm('bgp router-id 192.0.2.1'),
      ...Array.from({ length: neighbors }, (_, index) => [
        firm(`${of(index)} remote-as ${64_512 + (index % 400)}`),
        loose(`${of(index)} description peer-${index}-${seed}`, `${of(index)} description peer-${index}-new`),
        loose(`${of(index)} timers 10 30`, `${of(index)} timers 5 15`),
        loose(`${of(index)} update-source Loopback0`, `${of(index)} update-source Loopback1`),
        loose(`${of(index)} ebgp-multihop 2`, `${of(index)} ebgp-multihop 4`),
      ]).flat(),
    ],
    another: (number) => `${of(number % neighbors)} shutdown`,
  };
}

function fill(lines: number, make: (index: number) => GeneratedSection): readonly GeneratedSection[] {
  const sections: GeneratedSection[] = [];
  for (let left = lines; left > 0; left -= sizeOf(sections.at(-1) ?? make(0)))
    sections.push(make(sections.length));
  return sections;
}

function accessPort(index: number, dialect: LineDialect, seed: number): GeneratedSection {
  const vlanOf = (step: number): number => FIRST_VLAN + ((index + step) % VLANS);
  return {
    header: `interface ${dialect.port(index)}`,
    lines: [
      loose(`description desk ${index} floor ${seed}`, `description desk ${index} moved`),
      loose(`switchport access vlan ${vlanOf(seed)}`, `switchport access vlan ${vlanOf(seed + 1)}`),
      firm('switchport mode access'),
      firm('spanning-tree portfast'),
    ],
    another: () => 'shutdown',
  };
}

function routedPort(index: number, dialect: LineDialect, seed: number): GeneratedSection {
  return {
    header: `interface ${dialect.port(index)}`,
    lines: [
      loose(`description link ${index} to core-${seed}`, `description link ${index} to spare`),
      firm('no switchport'),
      loose(dialect.address(10, index), dialect.address(11, index)),
      loose(`ip ospf cost ${10 + (index % 90)}`, `ip ospf cost ${200 + (index % 90)}`),
      loose('mtu 9000', 'mtu 9100'),
    ],
    another: () => 'shutdown',
  };
}

function accessList(index: number, dialect: LineDialect, seed: number): GeneratedSection {
  const entry = (place: number, port: number): string =>
    dialect.accessListEntry((place + 1) * 10, `10.${100 + (index % 100)}.${place}.${(seed % 250) + 1}`, port);
  return {
    header: dialect.accessList(`FILTER-${index}`),
    lines: Array.from({ length: 20 }, (_, place) => loose(entry(place, 443), entry(place, 8443))),
    another: (number) => dialect.accessListEntry(1000 + number, '192.0.2.9', 22),
  };
}

function prefixList(index: number, seed: number): GeneratedSection {
  const entry = (place: number, length: number): string =>
    `ip prefix-list NETS-${index} seq ${(place + 1) * 5} permit 10.${(index + seed) % 256}.${place * 4}.0/24 le ${length}`;
  return {
    header: null,
    lines: Array.from({ length: 10 }, (_, place) => loose(entry(place, 32), entry(place, 28))),
    another: (number) =>
      `ip prefix-list NETS-${index} seq ${1000 + number} permit 192.0.2.0/24 le ${25 + (number % 7)}`,
  };
}

function vlan(index: number, seed: number): GeneratedSection {
  return {
    header: `vlan ${FIRST_VLAN + index}`,
    lines: [loose(`name users-${index}-${seed}`, `name users-${index}-new`)],
    another: null,
  };
}
