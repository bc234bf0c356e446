import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalAddress,
  canonicalInterfaceAddress,
  canonicalNetwork,
  lengthOfMask,
} from '../../../src/diff/canonical-address.ts';
import { iosInterfaceName, isLogicalIosInterface } from '../../../src/diff/interface-name.ts';
import { formatVlanLists, parseVlanList } from '../../../src/diff/vlan-list.ts';

describe('one spelling for one thing', () => {
  it.each([
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.256', null],
    ['fe80::1%eth0', null],
    ['name', null],
  ])('address %s is %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3/12', '10.0.0.0/12'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['2001:DB8:ffff::1/33', '2001:db8:8000::/33'],
    ['2001:db8::1/128', '2001:db8::1/128'],
    ['::1/0', '::/0'],
    ['10.1.2.3', null],
    ['10.1.2.3/33', null],
    ['any', null],
  ])('network %s is %s', (text, expected) => {
    expect(canonicalNetwork(text)).toBe(expected);
  });

  it('keeps the host bits of an interface address', () => {
    expect(canonicalInterfaceAddress('2001:DB8::1/64')).toBe('2001:db8::1/64');
  });

  it.each([
    ['255.255.255.0', 24],
    ['0.0.0.0', 0],
    ['255.255.255.255', 32],
    ['255.0.255.0', null],
    ['0.0.0.255', null],
  ])('mask %s is %s', (mask, expected) => {
    expect(lengthOfMask(mask)).toBe(expected);
  });

  it.each([
    ['gi1/0/1', 'GigabitEthernet1/0/1'],
    ['Gi 1/0/1', 'GigabitEthernet1/0/1'],
    ['GIGABITETHERNET1/0/1', 'GigabitEthernet1/0/1'],
    ['Te1/1/1', 'TenGigabitEthernet1/1/1'],
    ['Tw1/0/1', 'TwoGigabitEthernet1/0/1'],
    ['Po1', 'Port-channel1'],
    ['vl10', 'Vlan10'],
    ['T1', 'T1'],
    ['mgmt0', 'mgmt0'],
    ['Console', 'Console'],
  ])('interface %s is %s', (name, expected) => {
    expect(iosInterfaceName(name)).toBe(expected);
  });

  it.each([
    ['Loopback0', true],
    ['Vlan10', true],
    ['GigabitEthernet0/0.100', true],
    ['Port-channel1', true],
    ['Vlan1', false],
    ['GigabitEthernet1/0/1', false],
  ])('interface %s exists only in the configuration: %s', (name, expected) => {
    expect(isLogicalIosInterface(name)).toBe(expected);
  });

  it('reads a VLAN list back from what it wrote, in pieces of any length', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 4094 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 12, max: 200 }), (list, length) => {
        const pieces = formatVlanLists(list, length);
        expect(pieces.every((piece) => piece.length <= length)).toBe(true);
        const read = pieces.flatMap((piece) => parseVlanList(piece) ?? []);
        expect(read).toEqual([...list].sort((a, b) => a - b));
      }),
    );
  });

  it.each(['', 'all', '0', '4095', '10-5', '10,,20', '10 20'])(
    'does not take "%s" for a VLAN list',
    (text) => {
      expect(parseVlanList(text)).toBeNull();
    },
  );
});
