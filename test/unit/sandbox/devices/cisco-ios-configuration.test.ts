import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulatedDevice } from '../../../../src/sandbox/devices/start-simulated-device.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';

const CONFIGURATION = `!
version 17.9
service timestamps log datetime msec
hostname sw1
!
vrf definition RED
 !
 address-family ipv4
 exit-address-family
!
vlan 10
 name users
!
interface Loopback0
 ip address 192.0.2.1 255.255.255.255
!
interface GigabitEthernet1
 description to r2
 ip address 10.0.12.1 255.255.255.252
!
interface GigabitEthernet2
 no ip address
 shutdown
!
interface GigabitEthernet3
 switchport trunk allowed vlan 10,20-22
 switchport mode trunk
!
router bgp 65001
 bgp router-id 192.0.2.1
 neighbor 10.0.12.2 remote-as 65002
 !
 address-family ipv4
  neighbor 10.0.12.2 activate
 exit-address-family
!
ip access-list extended EDGE
 10 permit tcp any any eq 80
 20 deny ip any any
!
banner motd ^C
interface is no interface here
^C
!
line vty 0 4
 login local
!
end
`;

describe('the configuration of the simulated cisco_ios device', () => {
  let device: SimulatedDevice;
  beforeEach(async () => {
    device = await startSimulatedDevice({
      platform: 'cisco_ios',
      host: '127.77.0.31',
      port: 0,
      hostname: 'sw1',
      users: [{ username: 'anna', password: 'x' }],
      configuration: CONFIGURATION,
    });
  });
  afterEach(() => device.stop());

  /** Lines of one section as they stand after some were entered. */
  function section(header: string, ...entered: readonly string[]): readonly string[] {
    device.editByHand(entered);
    const lines = device.running().split('\n');
    const start = lines.indexOf(header);
    const length = lines.slice(start + 1).findIndex((line) => !line.startsWith(' '));
    return start === -1 ? [] : lines.slice(start + 1, start + 1 + length).map((line) => line.trim());
  }
  const port = (name: string, ...entered: readonly string[]) =>
    section(`interface ${name}`, `interface ${name}`, ...entered);

  it('shows what it was given, line by line', () => {
    expect(device.running()).toBe(CONFIGURATION);
  });

  it('replaces a value, and forgets it whatever stands behind the negation', () => {
    expect(port('GigabitEthernet1', 'description new  text')).toContain('description new  text');
    expect(port('GigabitEthernet1', 'no description something else')).not.toContain('description new  text');
  });

  it('takes shortened keywords and interface names, and shows them in full', () => {
    expect(section('interface GigabitEthernet1', 'int gi1', 'desc short', 'shut')).toEqual(
      expect.arrayContaining(['description short', 'shutdown']),
    );
  });

  it.each([
    ['no shutdown', 'GigabitEthernet2', 'shutdown'],
    ['mtu 1500', 'GigabitEthernet2', 'mtu'],
    ['ip redirects', 'GigabitEthernet2', 'ip redirects'],
    ['switchport access vlan 1', 'GigabitEthernet3', 'switchport access'],
  ])('does not show %s, because it is the default', (line, name, absent) => {
    expect(port(name, line).join('\n')).not.toContain(absent);
  });

  it('shows what is on by default only when it is off', () => {
    expect(port('GigabitEthernet1', 'no ip redirects')).toContain('no ip redirects');
    expect(port('GigabitEthernet1', 'ip redirects').join('\n')).not.toContain('redirects');
  });

  it('keeps one primary address and any number of secondary ones', () => {
    expect(port('GigabitEthernet2', 'ip address 198.51.100.1 255.255.255.0')).toEqual([
      'ip address 198.51.100.1 255.255.255.0',
      'shutdown',
    ]);
    port('GigabitEthernet2', 'ip address 203.0.113.1 255.255.255.0 secondary');
    expect(port('GigabitEthernet2', 'ip address 198.51.100.2 255.255.255.0')).toEqual([
      'ip address 203.0.113.1 255.255.255.0 secondary',
      'ip address 198.51.100.2 255.255.255.0',
      'shutdown',
    ]);
    expect(() => port('GigabitEthernet2', 'no ip address 198.51.100.2 255.255.255.0')).toThrow(
      'Must delete secondary',
    );
    expect(port('GigabitEthernet2', 'no ip address')).toEqual(['no ip address', 'shutdown']);
  });

  it.each([
    ['ip address 10.0.12.2 255.255.255.0', 'overlaps with GigabitEthernet1'],
    ['ip address 198.51.100.0 255.255.255.0', 'Bad mask /24'],
    ['ip address 198.51.100.1 255.0.255.0', 'Bad mask'],
    ['ip address 198.51.100.1', 'Incomplete command'],
    ['ip address 198.51.100.1 255.255.255.0 secondary', 'Primary address must be configured first'],
    ['ip address 300.1.1.1 255.255.255.0', 'invalid'],
    ['vrf forwarding BLUE', 'VRF BLUE not configured'],
    ['bogus', 'invalid'],
    ['s', 'Ambiguous command'],
  ])('refuses "%s"', (line, words) => {
    expect(() => port('GigabitEthernet2', line)).toThrow(words);
  });

  it('takes the addresses away when the VRF changes', () => {
    expect(port('GigabitEthernet1', 'vrf forwarding RED')).toEqual([
      'description to r2',
      'vrf forwarding RED',
      'no ip address',
    ]);
  });

  it('adds to and takes from a list of VLANs, and shows it shortest', () => {
    const allowed = (line: string) => port('GigabitEthernet3', `switchport trunk allowed vlan ${line}`)[0];
    expect(allowed('add 11,23')).toBe('switchport trunk allowed vlan 10,11,20-23');
    expect(allowed('remove 10,21')).toBe('switchport trunk allowed vlan 11,20,22,23');
    expect(allowed('30-32')).toBe('switchport trunk allowed vlan 30-32');
    expect(allowed('none')).toBe('switchport trunk allowed vlan none');
    expect(allowed('all')).toBe('switchport mode trunk');
    expect(() => allowed('4095')).toThrow('Bad VLAN allowed list');
  });

  it('makes VLANs by list, and keeps VLAN 1', () => {
    device.editByHand(['vlan 30,31', 'vlan 10', 'name staff', 'no vlan 31']);
    expect(device.running()).toContain('vlan 10\n name staff\n!\nvlan 30\n!\ninterface');
    expect(() => device.editByHand(['no vlan 1'])).toThrow('may not be deleted');
  });

  it('removes logical interfaces, never ports, and makes no ports up', () => {
    device.editByHand(['no interface Loopback0', 'interface Vlan10']);
    expect(device.running()).not.toContain('Loopback0');
    expect(device.running()).toContain('interface Vlan10\n no ip address\n');
    expect(() => device.editByHand(['no interface GigabitEthernet1'])).toThrow(
      'Removal of physical interfaces',
    );
    expect(() => device.editByHand(['interface GigabitEthernet9'])).toThrow('invalid');
  });

  it('shows IPv6 addresses short and in capitals', () => {
    expect(port('GigabitEthernet1', 'ipv6 address 2001:db8:0:0::1/64')).toContain(
      'ipv6 address 2001:DB8::1/64',
    );
    expect(port('GigabitEthernet1', 'no ipv6 address 2001:0db8::1/64').join()).not.toContain('ipv6');
  });

  it('knows a neighbor by its remote-as, and forgets it wholly with it', () => {
    const bgp = (...lines: readonly string[]) => section('router bgp 65001', 'router bgp 65001', ...lines);
    expect(() => bgp('neighbor 10.9.9.9 description x')).toThrow('Specify remote-as');
    expect(bgp('neighbor 10.0.12.2 description x')).toContain('neighbor 10.0.12.2 description x');
    expect(bgp('no neighbor 10.0.12.2 remote-as 65002').join('\n')).not.toContain('10.0.12.2');
    expect(() => device.editByHand(['router bgp 65009'])).toThrow('BGP is already running; AS is 65001');
  });

  it('numbers access list entries, and refuses a number twice', () => {
    const list = (...lines: readonly string[]) =>
      section('ip access-list extended EDGE', 'ip access-list extended EDGE', ...lines);
    expect(list('15 permit tcp any any eq 443', 'permit udp any any')).toEqual([
      '10 permit tcp any any eq 80',
      '15 permit tcp any any eq 443',
      '20 deny ip any any',
      '30 permit udp any any',
    ]);
    expect(() => list('20 permit ip any any')).toThrow('Duplicate sequence number');
    expect(list('no 15', 'no permit udp any any')).toHaveLength(2);
  });

  it('shows a secret as a salted hash, never as it was typed', () => {
    device.editByHand(['enable secret hunter2', 'username bob secret hunter2']);
    expect(device.running()).toMatch(/^enable secret 9 \$9\$/m);
    expect(device.running()).toMatch(/^username bob secret 9 \$9\$/m);
    expect(device.running()).not.toContain('hunter2');
  });

  it('goes back to the startup configuration when it boots', () => {
    device.editByHand(['interface GigabitEthernet1', 'description gone after a boot']);
    device.reboot();
    expect(device.running()).toBe(CONFIGURATION);
  });

  it('refuses options that contradict the configuration', async () => {
    const start = startSimulatedDevice({
      platform: 'cisco_ios',
      host: '127.77.0.32',
      port: 0,
      hostname: 'other',
      users: [],
      configuration: CONFIGURATION,
    });
    await expect(start).rejects.toThrow('the configuration says hostname sw1');
  });
});
