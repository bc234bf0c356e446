import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../src/domain/configuration.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { hashItems } from '../../../src/diff/hash-items.ts';
import { readItems } from '../../../src/diff/read-items.ts';

const WHOLE: Scope = { kind: 'whole' };

function items(platform: Platform, text: string, scope: Scope = WHOLE): readonly string[] {
  const read = readItems(platform, text, scope, 'intended');
  if (!read.ok) throw new Error(read.reason);
  return read.items.map(({ path, key, line }) =>
    [...path, key === line ? line : `${key} = ${line}`].join(' / '),
  );
}

describe('reading items', () => {
  it('reads sections, attributes, members and switches of FRR', () => {
    const text = [
      'hostname r1',
      'interface eth1',
      ' description to  r2',
      ' ip address 192.0.2.1/24',
      'exit',
      'router bgp 65001',
      ' no bgp ebgp-requires-policy',
      ' neighbor 2001:DB8::2 remote-as 65002',
      ' !',
      ' address-family ipv4 unicast',
      '  network 10.1.2.3/16',
      ' exit-address-family',
      'exit',
      '!',
    ].join('\n');
    expect(items('frr', text)).toEqual([
      'hostname r1',
      'interface eth1 / description = description to r2',
      'interface eth1 / ip address 192.0.2.1/24',
      'router bgp = router bgp 65001',
      'router bgp 65001 / bgp ebgp-requires-policy = no bgp ebgp-requires-policy',
      'router bgp 65001 / neighbor 2001:db8::2 remote-as = neighbor 2001:db8::2 remote-as 65002',
      'router bgp 65001 / address-family ipv4 unicast / network 10.1.0.0/16',
    ]);
  });

  it('keeps inner blanks of free text on IOS and drops those around it', () => {
    expect(items('cisco_ios', 'interface gi1/0/1\n   description a  b   \n')).toEqual([
      'interface GigabitEthernet1/0/1',
      'interface GigabitEthernet1/0/1 / description = description a  b',
    ]);
  });

  it('degrades lines and sections nobody wrote rules for to exact items, repeated lines included', () => {
    const text = 'fancy section A\n remark x\n permit ip any any\n remark x\nfancy  new command\n';
    const read = items('cisco_ios', text);
    expect(read.filter((item) => !item.includes('(order)'))).toEqual([
      'fancy section A',
      'fancy section A / remark x',
      'fancy section A / permit ip any any',
      'fancy section A / remark x #2 = remark x',
      'fancy  new command',
    ]);
    expect(read.filter((item) => item.startsWith('fancy section A / (order)'))).toHaveLength(1);
  });

  it('takes a "!" inside a line for text, and only at its beginning for a comment', () => {
    expect(items('cisco_ios', 'interface Gi1\n description core! uplink\n ! comment\n')).toEqual([
      'interface GigabitEthernet1',
      'interface GigabitEthernet1 / description = description core! uplink',
    ]);
  });

  it.each([
    ['with the two characters ^C', 'banner motd ^C\nno entry\n! x\ninterface eth1\n^C\nhostname sw1\n'],
    ['with a delimiter of its own', 'banner login #\nno entry\nend\n#\nhostname sw1\n'],
    ['in one line', 'banner motd ^Chello^C\nhostname sw1\n'],
    ['that is empty', 'banner motd ^C^C\nhostname sw1\n'],
  ])('keeps a banner %s as one item that eats nothing behind it', (_what, text) => {
    const read = items('cisco_ios', text);
    expect(read).toHaveLength(2);
    expect(read.some((item) => item.startsWith('hostname'))).toBe(true);
  });

  it('refuses a banner that never ends', () => {
    expect(readItems('cisco_ios', 'banner motd ^C\nhostname sw1\nend\n', WHOLE, 'live').ok).toBe(false);
  });

  it('keeps a certificate as one item, repeated lines and all', () => {
    const text = [
      'crypto pki certificate chain TP',
      ' certificate ca 01',
      '  3082AAAA 3082AAAA',
      '  3082AAAA 3082AAAA',
      '  \tquit',
      'hostname sw1',
    ].join('\n');
    expect(items('cisco_ios', text)).toHaveLength(2);
  });

  it('merges a section that is entered twice', () => {
    expect(items('frr', 'interface eth1\n shutdown\nexit\ninterface eth1\n description a\nexit\n')).toEqual([
      'interface eth1 / shutdown',
      'interface eth1 / description = description a',
    ]);
  });

  it.each([
    [
      'a list and its continuation',
      ' switchport trunk allowed vlan 10,20-21\n switchport trunk allowed vlan add 30\n',
      ['10', '20', '21', '30'],
    ],
    ['every VLAN', ' switchport trunk allowed vlan 1-4094\n', ['all']],
    ['none', ' switchport trunk allowed vlan none\n switchport mode trunk\n', []],
    ['no list on a trunk, which means every VLAN', ' switchport mode trunk\n', ['all']],
    ['no list on an access port', ' switchport mode access\n', []],
    ['everything but a few', ' switchport trunk allowed vlan except 3-4094\n', ['1', '2']],
  ])('reads %s', (_what, lines, vlans) => {
    const prefix = 'interface GigabitEthernet1 / switchport trunk allowed vlan ';
    const read = items('cisco_ios', `interface Gi1\n${lines}`);
    expect(read.filter((item) => item.startsWith(prefix)).map((item) => item.slice(prefix.length))).toEqual(
      vlans,
    );
  });

  it('reads the default that a BGP family hides by what the instance says', () => {
    const bgp = (instance: string, family: string) =>
      items(
        'frr',
        `router bgp 1\n${instance} neighbor 10.0.0.2 remote-as 2\n address-family ipv4 unicast\n${family} exit-address-family\nexit\n`,
      ).filter((item) => item.includes('activate'));
    expect(bgp('', '  neighbor 10.0.0.2 activate\n')).toEqual([]);
    expect(bgp('', '  no neighbor 10.0.0.2 activate\n')).toHaveLength(1);
    expect(bgp(' no bgp default ipv4-unicast\n', '  neighbor 10.0.0.2 activate\n')).toHaveLength(1);
    expect(bgp(' no bgp default ipv4-unicast\n', '  no neighbor 10.0.0.2 activate\n')).toEqual([]);
  });

  it("reads only the sections of a scope, by whole words and in the device's spelling", () => {
    const text =
      'interface GigabitEthernet1/0/1\n description a\ninterface GigabitEthernet1/0/10\n description b\nip route 0.0.0.0 0.0.0.0 10.0.0.1\n';
    const scope: Scope = { kind: 'sections', prefixes: ['interface gi1/0/1', 'ip route'] };
    expect(items('cisco_ios', text, scope)).toEqual([
      'interface GigabitEthernet1/0/1',
      'interface GigabitEthernet1/0/1 / description = description a',
      'ip route 0.0.0.0 0.0.0.0 10.0.0.1',
    ]);
  });

  it('reads in model scope what model intent can express, and nothing else', () => {
    const text =
      'hostname r1\nip route 10.0.0.0/8 10.0.0.1\ninterface eth1\n description a\n ip ospf cost 7\nexit\nrouter bgp 1\n bgp router-id 1.1.1.1\nexit\n';
    expect(items('frr', text, { kind: 'model' })).toEqual([
      'hostname r1',
      'interface eth1 / description = description a',
    ]);
  });

  it('takes both host names of FRR 8.4, whose daemons may disagree', () => {
    expect(readItems('frr', 'hostname r1\nhostname r2\nend\n', WHOLE, 'live').ok).toBe(true);
  });

  it('reads line ends of any kind', () => {
    expect(items('frr', 'interface eth1\r\n shutdown\r\nexit\r\n')).toEqual(['interface eth1 / shutdown']);
  });

  it('hashes the same items the same in any order, and other items differently', () => {
    const [one, other] = [
      { path: ['interface eth1'], key: 'shutdown', line: 'shutdown' },
      { path: [], key: 'hostname r1', line: 'hostname r1' },
    ];
    expect(hashItems([one, other])).toMatch(/^[0-9a-f]{64}$/);
    expect(hashItems([one, other])).toBe(hashItems([other, one]));
    expect(hashItems([one])).not.toBe(hashItems([other]));
  });
});
