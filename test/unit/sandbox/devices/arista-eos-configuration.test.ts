import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulatedDevice } from '../../../../src/sandbox/devices/start-simulated-device.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { unifiedDiff } from '../../../../src/sandbox/devices/unified-diff.ts';

const CONFIGURATION = `hostname sw1
!
vlan 10
   name users
!
vrf instance RED
!
interface Ethernet1
   no switchport
   ip address 10.0.12.1/30
!
interface Ethernet2
!
interface Management1
   ip address 127.77.0.44/24
!
ip access-list EDGE
   10 permit ip host 10.0.0.1 any
!
banner motd
! keep out
end
EOF
!
end
`;

const OPTIONS = { platform: 'arista_eos', host: '127.77.0.44', port: 0, hostname: 'sw1', users: [] } as const;

describe('the configuration of the simulated arista_eos device', () => {
  let device: SimulatedDevice;
  const edit = (...lines: readonly string[]) => device.editByHand(lines);
  /** The lines of a section, without indentation. */
  const section = (header: string) => {
    const lines = device.running().split('\n');
    const inside = lines.slice(lines.indexOf(header) + 1);
    return inside
      .slice(
        0,
        inside.findIndex((line) => !line.startsWith(' ')),
      )
      .map((line) => line.trim());
  };

  beforeAll(async () => {
    device = await startSimulatedDevice({ ...OPTIONS, configuration: CONFIGURATION });
  });
  afterAll(() => device.stop());

  it('is shown as it was given, a banner with its text included', () => {
    for (const line of ['hostname sw1', '   ip address 10.0.12.1/30', '   10 permit ip host 10.0.0.1 any'])
      expect(device.running()).toContain(`\n${line}\n`);
    expect(device.running()).toContain('\nbanner motd\n! keep out\nend\nEOF\n!\nend\n');
  });

  it('takes a mask and shows a prefix length', () => {
    edit('interface et1', 'ip address 10.0.12.1 255.255.255.252');
    expect(section('interface Ethernet1')).toEqual(['no switchport', 'ip address 10.0.12.1/30']);
  });

  it('refuses a secondary address without a primary one, and the end of the primary before the secondary', () => {
    expect(() => edit('interface Ethernet2', 'ip address 10.5.0.1/24 secondary')).toThrow('Primary');
    edit('interface Ethernet1', 'ip address 10.5.0.1/24 secondary');
    expect(() => edit('interface Ethernet1', 'no ip address 10.0.12.1/30')).toThrow('secondary');
    edit('interface Ethernet1', 'no ip address 10.5.0.1/24 secondary');
  });

  it.each([
    ['ip address 10.0.12.2/24', 'overlaps'],
    ['ip address 10.7.0.0/24', 'Invalid interface address'],
    ['ip address 10.7.0.1/33', 'invalid'],
    ['ip address somewhere', 'invalid'],
    ['vrf BLUE', 'does not exist'],
  ])('refuses "%s"', (line, words) => {
    expect(() => edit('interface Ethernet2', line)).toThrow(words);
  });

  it('takes the addresses of a port that moves to another VRF, without a word', () => {
    edit('interface Ethernet2', 'no switchport', 'ip address 10.8.0.1/24', 'ipv6 address 2001:DB8::1/64');
    expect(section('interface Ethernet2')).toContain('ipv6 address 2001:db8::1/64');
    edit('interface Ethernet2', 'vrf RED');
    expect(section('interface Ethernet2')).toEqual(['no switchport', 'vrf RED']);
    edit('interface Ethernet2', 'ip address 10.8.0.1/24', 'vrf RED');
    expect(section('interface Ethernet2')).toContain('ip address 10.8.0.1/24');
    edit('default interface Ethernet2');
    expect(section('interface Ethernet2')).toEqual([]);
  });

  it('hides what is default', () => {
    edit(
      'interface Ethernet2',
      'mtu 1500',
      'switchport mode access',
      'switchport access vlan 1',
      'switchport',
    );
    expect(section('interface Ethernet2')).toEqual([]);
  });

  it('adds VLANs to a trunk and takes them away, and writes neighbors as a range', () => {
    const allow = (words: string) => edit('interface Ethernet2', `switchport trunk allowed vlan ${words}`);
    allow('10,11,20');
    expect(section('interface Ethernet2')).toEqual(['switchport trunk allowed vlan 10-11,20']);
    allow('add 12');
    allow('remove 20');
    expect(section('interface Ethernet2')).toEqual(['switchport trunk allowed vlan 10-12']);
    edit('interface Ethernet2', 'no switchport trunk allowed vlan');
    expect(section('interface Ethernet2')).toEqual([]);
  });

  it('refuses a second entry with the same number, and numbers those without one', () => {
    expect(() => edit('ip access-list EDGE', '10 deny ip any any')).toThrow('Duplicate sequence number');
    edit('ip access-list EDGE', 'deny ip any any', '15 remark between');
    expect(section('ip access-list EDGE')).toEqual([
      '10 permit ip host 10.0.0.1 any',
      '15 remark between',
      '20 deny ip any any',
    ]);
  });

  it('runs one BGP process, whose neighbors go with all their lines', () => {
    edit('router bgp 65001', 'neighbor 10.0.12.2 remote-as 65002', 'neighbor 10.0.12.2 description r2');
    edit('router bgp 65001', 'address-family ipv4', 'neighbor 10.0.12.2 activate');
    edit('router bgp 65001', 'vrf RED', 'neighbor 10.1.0.2 remote-as 65003');
    expect(() => edit('router bgp 65009')).toThrow('already running with AS number 65001');
    edit('router bgp 65001', 'no neighbor 10.0.12.2');
    expect(section('router bgp 65001')).toEqual([
      '!',
      'address-family ipv4',
      '!',
      'vrf RED',
      'neighbor 10.1.0.2 remote-as 65003',
    ]);
    edit('no router bgp 65001');
  });

  it('never shows a secret as it was typed', () => {
    edit('username anna privilege 15 secret hunter2');
    expect(device.running()).toMatch(/\nusername anna privilege 15 secret sha512 \$6\$/);
    expect(device.running()).not.toContain('hunter2');
  });

  it('has no ports beside its own, and makes logical interfaces', () => {
    expect(() => edit('interface Ethernet9')).toThrow('invalid');
    edit('interface Loopback7', 'ip address 192.0.2.7/32', 'no interface Loopback7');
    expect(device.running()).not.toContain('Loopback7');
  });

  it('refuses options that contradict the configuration', async () => {
    const start = startSimulatedDevice({ ...OPTIONS, configuration: CONFIGURATION, hostname: 'other' });
    await expect(start).rejects.toThrow('the configuration says hostname sw1');
  });
});

describe('a unified diff', () => {
  const diff = (before: string, after: string) =>
    unifiedDiff({ name: 'a', text: before }, { name: 'b', text: after });

  it('is empty for equal texts', () => {
    expect(diff('x\ny', 'x\ny')).toBe('');
  });

  it('shows what goes and what comes with what stands around it, each place with its lines', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    const changed = lines.with(1, 'other').toSpliced(17, 0, 'new');
    expect(diff(lines.join('\n'), changed.join('\n'))).toBe(
      [
        ...['--- a', '+++ b', '@@ -1 +1 @@', ' line 1', '-line 2', '+other', ' line 3', ' line 4', ' line 5'],
        ...['@@ -15 +15 @@', ' line 15', ' line 16', ' line 17', '+new', ' line 18', ' line 19', ' line 20'],
      ].join('\n'),
    );
  });
});
