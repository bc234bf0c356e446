import { describe, expect, it } from 'vitest';
import { readAccessListEntry } from '../../../../src/diff/platforms/eos-access-list-entry.ts';
import {
  eosInterfaceName,
  expandEosHeader,
  isLogicalEosInterface,
} from '../../../../src/diff/platforms/eos-interface-name.ts';
import { readKey, readSecret, readServerOptions } from '../../../../src/diff/platforms/eos-secret.ts';
import { entryInItsList, respellEosLine } from '../../../../src/diff/platforms/eos-spelling.ts';
import { EOS_KINDS, readAddress, readSecondaryAddress } from '../../../../src/diff/platforms/eos-words.ts';

describe('names of EOS interfaces', () => {
  it('are known by every abbreviation that fits one type only', () => {
    const names = ['et1', 'Eth1/1', 'Ethernet 3', 'po10', 'Ma1', 'Lo0', 'vl20', 'vx1', 'null0', 'Et1/1.100'];
    expect(names.map(eosInterfaceName)).toEqual([
      'Ethernet1',
      'Ethernet1/1',
      'Ethernet3',
      'Port-Channel10',
      'Management1',
      'Loopback0',
      'Vlan20',
      'Vxlan1',
      'Null0',
      'Ethernet1/1.100',
    ]);
  });

  it('stay as they are when they fit two types or none', () => {
    expect(['v1', 'GigabitEthernet1', 'RM', 'Ethernet'].map(eosInterfaceName)).toEqual([
      'v1',
      'GigabitEthernet1',
      'RM',
      'Ethernet',
    ]);
  });

  it('tell whether the configuration makes the interface', () => {
    const made = ['Loopback0', 'Vlan10', 'Port-Channel1', 'Vxlan1', 'Ethernet1.100', 'Tunnel1'];
    expect(made.every(isLogicalEosInterface)).toBe(true);
    expect(['Ethernet1', 'Ethernet1/1', 'Management1'].some(isLogicalEosInterface)).toBe(false);
  });

  it('are taken out of a range one by one', () => {
    expect(expandEosHeader('interface Ethernet1-3,7')).toEqual(
      [1, 2, 3, 7].map((port) => `interface Ethernet${port}`),
    );
    expect(expandEosHeader('interface Et5/1-2,Po3')).toEqual([
      'interface Ethernet5/1',
      'interface Ethernet5/2',
      'interface Port-Channel3',
    ]);
    expect(expandEosHeader('vlan 10,20-22')).toEqual(['vlan 10', 'vlan 20', 'vlan 21', 'vlan 22']);
  });

  it('are not guessed where a header names one thing or is no sure range', () => {
    const lines = ['interface Ethernet1', 'vlan 10', 'interface Ethernet3-1', 'interface Ethernet1/1-2/4'];
    expect(lines.map(expandEosHeader)).toEqual([null, null, null, null]);
  });
});

describe('words of EOS lines', () => {
  it('are one word where EOS shows one for several', () => {
    expect(EOS_KINDS['asn']?.('1.10')).toBe('65546');
    expect(EOS_KINDS['area']?.('0')).toBe('0.0.0.0');
    expect(EOS_KINDS['area']?.('4294967295')).toBe('255.255.255.255');
    expect(EOS_KINDS['mac']?.('001C.73AA.BB01')).toBe('00:1c:73:aa:bb:01');
    expect(EOS_KINDS['hop']?.('et3')).toBe('Ethernet3');
    expect(readAddress('10.0.0.1 255.255.255.0')).toBe('10.0.0.1/24');
    expect(readSecondaryAddress('10.0.1.1 255.255.255.0 secondary')).toBe('10.0.1.1/24 secondary');
  });

  it('are refused where they are something else', () => {
    expect(EOS_KINDS['hop']?.('tag')).toBeNull();
    expect(EOS_KINDS['asn']?.('auto')).toBeNull();
    expect(EOS_KINDS['area']?.('4294967296')).toBeNull();
    expect(EOS_KINDS['mac']?.('system')).toBeNull();
    expect(readAddress('10.0.0.1/24 secondary')).toBeNull();
    expect(readAddress('10.0.0.1 255.0.255.0')).toBeNull();
    expect(readSecondaryAddress('10.0.0.1/24')).toBeNull();
  });

  it('of an access list have one form', () => {
    const forms = [
      ['tcp any host 10.0.0.1 eq www', 'TCP 0.0.0.0/0 10.0.0.1/32 EQ 80'],
      ['udp 10.0.0.0/24 any range 161 162', 'udp 10.0.0.7 0.0.0.255 any range snmp snmptrap'],
      ['ospf any any', '89 any any'],
      ['host 10.0.0.5', '10.0.0.5'],
      ['ip host 10.0.0.5 any', 'ip 10.0.0.5 0.0.0.0 any'],
      ['tcp any eq 22 host 2001:db8::1', 'tcp any eq ssh host 2001:DB8:0::1'],
    ] as const;
    for (const [one, other] of forms) expect(readAccessListEntry(one)).toBe(readAccessListEntry(other));
  });

  it('of an access list stay different where they mean different things', () => {
    const lines = [
      'tcp any any eq 80',
      'tcp any eq 80 any',
      'tcp any any neq 80',
      'udp any any eq 80',
      'tcp any host 10.0.0.0 eq 80',
      'tcp any 10.0.0.0/24 eq 80',
      'tcp any any eq 80 log',
      'tcp 10.0.0.0 0.0.255.0 any',
    ];
    expect(new Set(lines.map(readAccessListEntry)).size).toBe(lines.length);
  });

  it('in an older spelling are read as what EOS shows', () => {
    expect(respellEosLine('vrf definition RED')).toBe('vrf instance RED');
    expect(respellEosLine('ip route vrf RED 10.0.0.0 255.0.0.0 Null0')).toBe(
      'ip route vrf RED 10.0.0.0/8 Null0',
    );
    expect(respellEosLine('neighbor 10.0.0.1 peer-group SPINES')).toBe('neighbor 10.0.0.1 peer group SPINES');
    expect(entryInItsList('ip prefix-list OUT seq 10 permit 10.0.0.0/8')).toBe(
      'ip prefix-list OUT\n seq 10 permit 10.0.0.0/8',
    );
    expect(entryInItsList('ip prefix-list OUT')).toBeNull();
    expect(respellEosLine('ip route 10.0.0.0/8 Ethernet1 10.0.0.1')).toBeNull();
    expect(respellEosLine('neighbor 10.0.0.1 description peer-group')).toBeNull();
  });
});

describe('secrets of EOS lines', () => {
  it('of type 7 are equal when they say the same, whatever their salt, and equal to their clear text', () => {
    const forms = ['7 02050D480809', '7 121A0C041104', 'cisco', '0 cisco'];
    expect(new Set(forms.map(readKey)).size).toBe(1);
    expect(readKey('7 02050D480808')).not.toBe(readKey('cisco'));
  });

  it('of type 7 that cannot be decoded are nothing anybody pretends to know', () => {
    expect(readKey('7 99zz')).toBeNull();
    expect(readServerOptions('key 7 99zz')).not.toContain('99zz');
  });

  it('never stand in a canonical line', () => {
    const lines = [
      readKey('hunter2'),
      readServerOptions('port 49 key 7 02050D480809'),
      readSecret('privilege 15 role network-admin secret hunter2'),
      readSecret('v3 auth sha hunter2 priv aes hunter2'),
      readSecret('7 hunter2'),
    ];
    for (const line of lines) expect(line).not.toMatch(/hunter2|cisco|02050D480809/);
    expect(readServerOptions('port 49 key 7 02050D480809')).toMatch(/^port 49 \(key /);
    expect(readSecret('privilege 15 nopassword')).toBe('privilege 15 nopassword');
  });
});
