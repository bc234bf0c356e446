import { describe, expect, it } from 'vitest';
import { CISCO_IOS } from '../../../../src/diff/platforms/cisco-ios.ts';
import { IOS_BLOBS } from '../../../../src/diff/platforms/cisco-ios-blobs.ts';
import { IOS_KINDS, IOS_READERS } from '../../../../src/diff/platforms/cisco-ios-kinds.ts';

describe('a header for several sections', () => {
  it.each([
    ['interface range Gi1/0/1 - 3', ['interface Gi1/0/1', 'interface Gi1/0/2', 'interface Gi1/0/3']],
    [
      'interface range GigabitEthernet 1/0/1-2,Te1/1/1',
      ['interface GigabitEthernet1/0/1', 'interface GigabitEthernet1/0/2', 'interface Te1/1/1'],
    ],
    ['interface range Gi1/0/3 - 1', null],
    ['interface range macro USERS', null],
    ['interface GigabitEthernet1/0/1', null],
    ['vlan 10,20-22', ['vlan 10', 'vlan 20', 'vlan 21', 'vlan 22']],
    ['vlan 10', null],
    ['vlan configuration 10,20', null],
  ])('%s', (line, headers) => {
    expect(CISCO_IOS.expandHeader(line)).toEqual(headers);
  });
});

describe('an older or shorter spelling', () => {
  it.each([
    ['access-list 10 permit 10.0.0.1', 'ip access-list standard 10\n permit 10.0.0.1'],
    ['access-list 2000 deny ip any any', 'ip access-list extended 2000\n deny ip any any'],
    ['access-list 700 permit 0000.0000.0001', null],
    ['ip domain-name example.net', 'ip domain name example.net'],
    ['no ip domain-lookup', 'no ip domain lookup'],
    ['logging 192.0.2.1', 'logging host 192.0.2.1'],
    ['class-map X', 'class-map match-all X'],
    ['ip name-server 192.0.2.1 192.0.2.2', 'ip name-server 192.0.2.1\nip name-server 192.0.2.2'],
    [
      'ip name-server vrf M 192.0.2.1 192.0.2.2',
      'ip name-server vrf M 192.0.2.1\nip name-server vrf M 192.0.2.2',
    ],
    ['ip name-server 192.0.2.1', null],
    ['hostname sw1', null],
  ])('%s', (line, spelled) => {
    expect(CISCO_IOS.rewriteLine?.(line)).toBe(spelled);
  });
});

describe('a banner', () => {
  const [banner] = IOS_BLOBS;
  const canonical = (lines: readonly string[]): string | undefined =>
    banner?.canonical(lines[0] ?? '', lines.slice(1));
  const isComplete = (line: string): boolean => banner?.endOf(line) === null;

  it('is what stands between its delimiters', () => {
    expect(canonical(['banner motd ^C', 'one', 'two', '^C'])).toBe('\none\ntwo\n');
    expect(canonical(['banner motd #', 'one', 'two', '#'])).toBe('\none\ntwo\n');
    expect(canonical(['banner motd @text@'])).toBe('text');
    expect(canonical(['banner motd ^C^C'])).toBe('');
  });

  it('knows a caret before a C from the two characters that stand for one', () => {
    expect(isComplete('banner motd ^Come in^')).toBe(true);
    expect(canonical(['banner motd ^Come in^'])).toBe('Come in');
    expect(isComplete('banner motd ^Cone')).toBe(false);
    expect(isComplete('banner motd ^C^C')).toBe(true);
  });

  it('is written with a delimiter it does not hold, and read back the same', () => {
    const text = ['banner login ^C', 'up ^ and ~ and #', '^C'];
    const written = banner?.write?.(text[0] ?? '', text.slice(1)) ?? [];
    expect(written).toEqual(['banner login %', 'up ^ and ~ and #', '%']);
    expect(canonical(written)).toBe(canonical(text));
  });
});

describe('words and rests of lines', () => {
  it.each([
    ['asn', '1.10', '65546'],
    ['asn', '65546', '65546'],
    ['asn', 'x', null],
    ['area', '0.0.0.1', '1'],
    ['area', '1', '1'],
    ['rd', '1.10:5', '65546:5'],
    ['rd', '192.0.2.1:5', '192.0.2.1:5'],
    ['mac', '00AA.BBCC.0001', '00aa.bbcc.0001'],
    ['mac', '00:aa:bb:cc:00:01', '00aa.bbcc.0001'],
    ['port', 'Gi0/1', 'GigabitEthernet0/1'],
    ['port', 'null0', 'Null0'],
    ['port', '10.0.0.1', null],
    ['hop', '2001:DB8::1', '2001:db8::1'],
    ['vlan', '1', null],
    ['vlan', '10', '10'],
    ['reserved-vlan', '1003', '1003'],
    ['vlans', '10,11,12,20', '10-12,20'],
  ])('%s %s is %s', (kind, word, canonical) => {
    expect(IOS_KINDS[kind]?.(word)).toBe(canonical);
  });

  it.each([
    ['prefix', 'le 24 ge 16', 'ge 16 le 24'],
    ['prefix', 'le 24 other', null],
    ['family', 'ipv4 unicast', 'ipv4'],
    ['family', 'vpnv4 unicast', 'vpnv4'],
    ['family', 'ipv4 multicast', 'ipv4 multicast'],
  ])('%s: %s is %s', (reader, rest, canonical) => {
    expect(IOS_READERS[reader]?.(rest)).toBe(canonical);
  });

  it('never show a community', () => {
    const lines = ['version 2c hidden', 'vrf M informs version 2c hidden config', 'hidden'];
    for (const line of lines) expect(IOS_READERS['snmp-host']?.(line)).not.toContain('hidden');
    expect(IOS_READERS['snmp-host']?.('version 3 priv user')).toBe('version 3 priv user');
  });
});
