import { describe, expect, it } from 'vitest';

import { compareConfigurations } from '../../../src/diff/compare.ts';
import { countRemovals, type RemovalCount } from '../../../src/diff/count-removals.ts';
import { readItems } from '../../../src/diff/read-items.ts';
import type { Platform } from '../../../src/domain/platform.ts';

const SCOPE = { kind: 'whole' } as const;

function textOf(platform: Platform, lines: readonly string[]): string {
  return `${[...(platform === 'frr' ? ['frr version 8.4'] : ['version 15.2']), ...lines, 'end'].join('\n')}\n`;
}

/** What turning one configuration into the other removes. */
function removals(platform: Platform, live: readonly string[], intended: readonly string[]): RemovalCount {
  const text = textOf(platform, live);
  const wanted = {
    source: 'rendered',
    text: textOf(platform, intended),
    scope: SCOPE,
    provenance: [],
    warnings: [],
  } as const;
  const compared = compareConfigurations({
    platform,
    intended: wanted,
    live: text,
    baseline: null,
    marks: [],
  });
  const items = readItems(platform, text, SCOPE, 'live');
  if (!compared.ok || !items.ok) throw new Error('the texts cannot be compared');
  return countRemovals(platform, compared.findings, items.items);
}

const placesOf = (items: RemovalCount['sections']) =>
  items.map(({ path, key }) => [...path, key].join(' / '));

describe('what a plan removes', () => {
  it('is nothing where values change or a switch returns to its default', () => {
    const count = removals(
      'cisco_ios',
      ['interface Loopback1', ' description old', ' shutdown'],
      ['interface Loopback1', ' description new'],
    );
    expect(count).toEqual({ lines: 0, of: 3, sections: [], addresses: [], neighbors: [], lastMembers: [] });
  });

  it('is a line where an attribute goes, and the section around it stays', () => {
    const count = removals('frr', ['interface eth1', ' description old', 'exit'], ['interface eth1', 'exit']);
    expect(count).toMatchObject({ lines: 1, sections: [], lastMembers: [] });
  });

  it('is a whole section with every line in it', () => {
    const count = removals(
      'cisco_ios',
      ['interface Loopback1', ' description a', ' ip address 10.0.0.1 255.255.255.255'],
      [],
    );
    expect(count).toMatchObject({ lines: 3, of: 3 });
    expect(placesOf(count.sections)).toEqual(['interface Loopback1']);
    expect(placesOf(count.addresses)).toEqual(['interface Loopback1 / ip address']);
  });

  it('is a section too where its header alone is left to go', () => {
    expect(placesOf(removals('cisco_ios', ['vlan 20'], []).sections)).toEqual(['vlan 20']);
  });

  it('is a section too where nothing is left of one that stands for itself only by what it holds', () => {
    const vty = ['line vty', ' access-class MGMT', 'exit'];
    expect(placesOf(removals('frr', vty, []).sections)).toEqual(['line vty']);
  });

  it('is an address that goes, and none that another takes the place of', () => {
    const eth1 = (...addresses: readonly string[]) => [
      'interface eth1',
      ...addresses.map((address) => ` ip address ${address}`),
      'exit',
    ];
    expect(removals('frr', eth1('10.0.0.1/24'), eth1('10.0.0.2/24')).addresses).toEqual([]);
    const gone = removals('frr', eth1('10.0.0.1/24', '10.9.0.1/24'), eth1('10.0.0.1/24'));
    expect(placesOf(gone.addresses)).toEqual(['interface eth1 / ip address 10.9.0.1/24']);
  });

  it('is a BGP neighbor with its session, and none whose AS number changes', () => {
    const bgp = (...lines: readonly string[]) => [
      'router bgp 65001',
      ...lines.map((line) => ` ${line}`),
      'exit',
    ];
    const two = bgp('neighbor 10.0.0.2 remote-as 65002', 'neighbor 10.0.0.3 remote-as 65003');
    expect(placesOf(removals('frr', two, bgp('neighbor 10.0.0.2 remote-as 65002')).neighbors)).toEqual([
      'router bgp 65001 / neighbor 10.0.0.3 remote-as',
    ]);
    const other = bgp('neighbor 10.0.0.2 remote-as 65009', 'neighbor 10.0.0.3 remote-as 65003');
    expect(removals('frr', two, other).neighbors).toEqual([]);
  });

  it('is the last member of a list, and not one of several', () => {
    const ntp = (...servers: readonly string[]) => servers.map((server) => `ntp server ${server}`);
    expect(removals('cisco_ios', ntp('10.0.0.1', '10.0.0.2'), ntp('10.0.0.1')).lastMembers).toEqual([]);
    expect(removals('cisco_ios', ntp('10.0.0.1'), ntp('10.0.0.2')).lastMembers).toEqual([]);
    const list = (...entries: readonly string[]) => entries.map((entry) => `ip prefix-list P ${entry}`);
    const one = list('seq 5 permit 10.0.0.0/8');
    const two = [...one, ...list('seq 10 permit 10.0.0.0/16')];
    expect(removals('frr', two, one).lastMembers).toEqual([]);
    expect(placesOf(removals('frr', one, []).lastMembers)).toEqual(['ip prefix-list P seq 5']);
  });

  it('is the last VLAN of a trunk', () => {
    const trunk = (vlans: string) => [
      'interface GigabitEthernet0/1',
      ' switchport mode trunk',
      ` switchport trunk allowed vlan ${vlans}`,
    ];
    expect(removals('cisco_ios', trunk('10,20'), trunk('10')).lastMembers).toEqual([]);
    expect(placesOf(removals('cisco_ios', trunk('10'), trunk('none')).lastMembers)).toEqual([
      'interface GigabitEthernet0/1 / switchport trunk allowed vlan 10',
    ]);
  });
});
