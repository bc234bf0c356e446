import { describe, expect, it } from 'vitest';

import { itemSymbols } from '../../../src/diff/item-symbols.ts';

describe('what an item means to others', () => {
  it('is told by its line: a neighbor is defined inside its process, a route map is referred to', () => {
    const path = ['router bgp 65001'];
    const key = 'neighbor 10.0.0.2 remote-as';
    const peer = itemSymbols('cisco_ios', { path, key, line: `${key} 65002` });
    expect(peer.defines).toContain('peer 10.0.0.2 in router bgp 65001');
    const line = 'neighbor 10.0.0.2 route-map EDGE in';
    const user = itemSymbols('cisco_ios', { path, key: 'neighbor 10.0.0.2 route-map in', line });
    expect(user.refers).toEqual(
      expect.arrayContaining(['route-map EDGE', 'peer 10.0.0.2 in router bgp 65001']),
    );
    expect(user).toMatchObject({ isKnown: true, rows: [] });
  });

  it('is told by the headers around it: a line inside a route map is part of the map', () => {
    const item = { path: ['route-map EDGE permit 10'], key: 'set metric', line: 'set metric 5' };
    expect(itemSymbols('frr', item)).toEqual({
      defines: ['route-map EDGE'],
      refers: [],
      isKnown: true,
      rows: ['route-map EDGE'],
    });
  });

  it('leaves out what stands alone: a description does not change the interface others name', () => {
    const path = ['interface Loopback0'];
    const inside = itemSymbols('cisco_ios', { path, key: 'description', line: 'description x' });
    expect(inside.defines).toEqual([]);
    const header = itemSymbols('cisco_ios', {
      path: [],
      key: 'interface Loopback0',
      line: 'interface Loopback0',
    });
    expect(header.defines).toEqual(['interface Loopback0']);
  });

  it.each([
    [
      'an entry of a numbered list',
      ['ip access-list extended A'],
      '10 permit ip any any',
      'ip access-list extended A',
    ],
    ['an entry of an ordered list', ['ipv6 access-list A'], 'permit ipv6 any any', 'ipv6 access-list A'],
    ['a line of a section no rule knows', ['flow monitor M'], 'record R', 'flow monitor M'],
    ['a line of an ordered family', [], 'ip as-path access-list 1 permit ^1$', 'ip as-path access-list 1'],
    ['a numbered line', [], 'ip prefix-list P seq 5 permit 10.0.0.0/8', 'prefix-list P'],
    ['a line inside one class of a policy', ['policy-map P', 'class C'], 'bandwidth 100', 'policy-map P'],
    ['the order of a section', ['ip access-list extended A'], '(order)', 'ip access-list extended A'],
    ['the order of a family', [], '(order) ip as-path access-list 1', 'ip as-path access-list 1'],
  ])('names the row of %s', (_what, path, line, row) => {
    expect(itemSymbols('cisco_ios', { path, key: line, line }).rows).toContain(row);
  });

  it('names no row for what has no place among others', () => {
    const attribute = { path: ['policy-map P'], key: 'description', line: 'description x' };
    expect(itemSymbols('cisco_ios', attribute).rows).toEqual([]);
    const item = { path: ['interface GigabitEthernet0/1'], key: 'mtu', line: 'mtu 9000' };
    expect(itemSymbols('cisco_ios', item).rows).toEqual([]);
  });

  it('tells what no rule knows, and knows banners, switches that are denied and hashed secrets', () => {
    const isKnown = (line: string, path: readonly string[] = []) =>
      itemSymbols('cisco_ios', { path, key: line, line }).isKnown;
    expect(isKnown('frobnicate the network')).toBe(false);
    expect(isKnown('record R', ['flow monitor M'])).toBe(false);
    expect(isKnown('banner motd (multi-line, sha256 0011223344556677)')).toBe(true);
    expect(isKnown('no shutdown', ['interface GigabitEthernet0/1'])).toBe(true);
    expect(isKnown('switchport trunk allowed vlan 10', ['interface GigabitEthernet0/1'])).toBe(true);
  });

  it('knows on Junos what stands in order, and no symbols', () => {
    const path = ['policy-options', 'policy-statement OUT', 'term A', 'then'];
    const item = itemSymbols('juniper_junos', { path, key: 'accept', line: 'accept' });
    expect(item).toMatchObject({ defines: [], refers: [], isKnown: true });
    expect(item.rows).toContain('policy-options / policy-statement OUT');
    expect(itemSymbols('juniper_junos', { path: ['froz'], key: 'nicate', line: 'nicate' }).isKnown).toBe(
      false,
    );
  });
});
