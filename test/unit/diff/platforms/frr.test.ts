import { describe, expect, it } from 'vitest';
import { FRR_KINDS, FRR_READERS } from '../../../../src/diff/platforms/frr-words.ts';
import { routeInItsVrf } from '../../../../src/diff/platforms/frr-static-routes.ts';

describe('an entry of a prefix list', () => {
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.0.0.0/8 le 24 ge 16', '10.0.0.0/8 ge 16 le 24'],
    ['10.0.0.0/8 ge 16', '10.0.0.0/8 ge 16'],
    ['2001:DB8::1/32 le 64', '2001:db8::/32 le 64'],
    ['0.0.0.0/0 le 32', 'any'],
    ['::/0 le 128', 'any'],
    ['any', 'any'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['any le 24', null],
    ['10.0.0.0/8 le', null],
    ['10.0.0.0/8 or more', null],
    ['10.0.0.0', null],
  ])('%s', (rest, canonical) => {
    expect(FRR_READERS['prefix']?.(rest)).toBe(canonical);
  });
});

describe('a word', () => {
  it.each([
    ['as', '1.10', '65546'],
    ['as', '65001', '65001'],
    ['as', 'external', 'external'],
    ['as', 'AS65001', null],
    ['area', '0.0.0.0', '0'],
    ['area', '0.0.1.4', '260'],
    ['area', '10', '10'],
    ['area', 'backbone', null],
    ['hole', 'Null0', 'blackhole'],
    ['hole', 'null0', 'blackhole'],
    ['hole', 'reject', 'reject'],
    ['hole', 'eth1', null],
    ['nexthop', '2001:DB8::1', '2001:db8::1'],
    ['nexthop', 'eth1', 'eth1'],
    ['nexthop', 'blackhole', null],
    ['port', 'eth1', 'eth1'],
    ['port', 'tag', null],
    ['port', '20', null],
    ['name', 'FABRIC', 'FABRIC'],
    ['name', '10.0.0.1', null],
    ['peer', '2001:DB8::1', '2001:db8::1'],
    ['peer', 'FABRIC', 'FABRIC'],
    ['list', 'prefix-list', null],
    ['list', 'EDGE', 'EDGE'],
  ])('of kind %s: %s', (kind, word, canonical) => {
    expect(FRR_KINDS[kind]?.(word)).toBe(canonical);
  });
});

describe('a route with the name of its VRF', () => {
  it.each([
    ['ip route 10.8.0.0/16 192.0.2.1 vrf RED', 'vrf RED\n ip route 10.8.0.0/16 192.0.2.1'],
    ['ipv6 route 2001:db8::/32 eth1 20 vrf RED', 'vrf RED\n ipv6 route 2001:db8::/32 eth1 20'],
    [
      'ip route 10.8.0.0/16 192.0.2.1 vrf RED nexthop-vrf BLUE',
      'vrf RED\n ip route 10.8.0.0/16 192.0.2.1 nexthop-vrf BLUE',
    ],
    ['ip route 10.8.0.0/16 192.0.2.1 nexthop-vrf BLUE', null],
    ['ip route 10.8.0.0/16 192.0.2.1', null],
    ['router bgp 65001 vrf RED', null],
  ])('%s', (line, read) => {
    expect(routeInItsVrf(line)).toBe(read);
  });
});
