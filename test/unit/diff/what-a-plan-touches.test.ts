import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/domain/plan.ts';
import { PLATFORMS } from '../../../src/domain/platform.ts';
import { dangerousCommand } from '../../../src/diff/dangerous-commands.ts';
import { influenceOf, reversibilityOf } from '../../../src/diff/influence.ts';
import { touchesManagement } from '../../../src/diff/touches-management.ts';

function commands(...lines: readonly (readonly string[])[]): readonly Command[] {
  return lines.map((words) => ({ path: words.slice(0, -1), command: words.at(-1) ?? '' }));
}

describe('the influence of a plan', () => {
  it('is nothing for words about places', () => {
    const plan = commands(
      ['interface eth1', 'description a'],
      ['router bgp 1', 'no neighbor 10.0.0.2 description'],
      ['hostname r1'],
    );
    expect(influenceOf('frr', plan)).toEqual({ interfaces: [], disables: [], routing: false });
  });

  it.each(['shutdown', 'no shutdown', 'ip address 10.0.0.1/24', 'no ip address 10.0.0.1/24', 'strange line'])(
    'of "%s" is its interface, and routing',
    (command) => {
      expect(influenceOf('frr', commands(['interface eth1', command]))).toMatchObject({
        interfaces: ['eth1'],
        routing: true,
      });
    },
  );

  it('names an interface once and as the device spells it', () => {
    const plan = commands(
      ['interface Gi1/0/1', 'mtu 9000'],
      ['interface GigabitEthernet1/0/1', 'shutdown'],
      ['no interface Lo7'],
    );
    expect(influenceOf('cisco_ios', plan).interfaces).toEqual(['GigabitEthernet1/0/1', 'Loopback7']);
  });

  it('knows what is down afterwards because it was asked for', () => {
    const plan = commands(
      ['interface GigabitEthernet1/0/1', 'shutdown'],
      ['interface GigabitEthernet1/0/2', 'no shutdown'],
      ['no interface Loopback7'],
    );
    expect(influenceOf('cisco_ios', plan).disables).toEqual(['GigabitEthernet1/0/1', 'Loopback7']);
  });

  it('reads the words of EOS, also where `default` takes a line back', () => {
    const words = commands(
      ['interface Ethernet1', 'default description'],
      ['vlan 10', 'name users'],
      ['router bgp 1', 'vrf RED', 'neighbor 10.0.0.2 description a'],
    );
    expect(influenceOf('arista_eos', words)).toEqual({ interfaces: [], disables: [], routing: false });
    const plan = commands(
      ['interface et1/1', 'no switchport'],
      ['interface Ethernet2', 'shutdown'],
      ['no interface Vlan7'],
    );
    expect(influenceOf('arista_eos', plan)).toEqual({
      interfaces: ['Ethernet1/1', 'Ethernet2', 'Vlan7'],
      disables: ['Ethernet2', 'Vlan7'],
      routing: true,
    });
  });

  it.each(['ip route 10.0.0.0/8 10.0.0.1', 'ip prefix-list A seq 5 permit any', 'route-map RM permit 10'])(
    'of "%s" is routing',
    (command) => {
      expect(influenceOf('frr', commands([command]))).toEqual({
        interfaces: [],
        disables: [],
        routing: true,
      });
    },
  );
});

describe('the reversibility of a plan', () => {
  it.each([
    [['router bgp 65001'], 'one-way'],
    [['no router bgp 65001'], 'one-way'],
    [['router bgp 65001', 'neighbor 10.0.0.2 password x'], 'one-way'],
    [['username bob secret x'], 'one-way'],
    [['enable secret x'], 'one-way'],
    [['crypto key zeroize'], 'one-way'],
    [['router bgp 65001', 'default neighbor 10.0.0.2 password'], 'one-way'],
    [['interface Ethernet1', 'ip ospf authentication-key 7 x'], 'one-way'],
    [['router bgp 65001', 'neighbor 10.0.0.2 remote-as 65002'], 'commands'],
    [['interface eth1', 'description a key chain'], 'commands'],
    [['hostname r1'], 'commands'],
  ] as const)('of %j is %s', (words, expected) => {
    expect(reversibilityOf('frr', commands(words))).toBe(expected);
  });
});

describe('the management path', () => {
  const facts = { managementInterfaces: ['Gi0/0'] };

  it.each([
    ['its interface', ['interface GigabitEthernet0/0', 'shutdown']],
    ['a subinterface of it', ['interface GigabitEthernet0/0.5', 'ip address 10.0.0.1 255.255.255.0']],
    ['the removal of its interface', ['no interface GigabitEthernet0/0']],
    ['the terminal lines', ['line vty 0 4', 'transport input none']],
    ['who may log in', ['aaa new-model']],
    ['an access class', ['line vty 0 4', 'access-class 10 in']],
    ['a static route', ['no ip route 0.0.0.0 0.0.0.0 10.0.0.1']],
    ['the default gateway', ['ip default-gateway 10.0.0.1']],
    ['a VRF', ['no vrf definition MGMT']],
  ])('is touched by a change of %s', (_what, words) => {
    expect(touchesManagement('cisco_ios', commands(words), facts)).toContain(words.at(-1));
  });

  it.each([
    ['its description', ['interface GigabitEthernet0/0', 'description a']],
    ['another interface', ['interface GigabitEthernet0/1', 'shutdown']],
    ['an interface whose name only begins the same', ['interface GigabitEthernet0/01', 'shutdown']],
    ['the host name', ['hostname sw2']],
  ])('is not touched by a change of %s', (_what, words) => {
    expect(touchesManagement('cisco_ios', commands(words), facts)).toBeNull();
  });

  it.each([
    ['its interface', ['interface Management1', 'no ip address 10.0.0.1/24']],
    ['its interface, by its short name', ['interface ma1', 'shutdown']],
    ['its VRF', ['interface Ethernet1', 'vrf MGMT']],
    ['the SSH server', ['management ssh', 'vrf MGMT', 'shutdown']],
    ['the API', ['no management api http-commands']],
    ['a static route of a VRF', ['ip route vrf MGMT 0.0.0.0/0 10.0.0.254']],
    ['routing altogether', ['no ip routing']],
    ['routing in a VRF', ['default ip routing vrf MGMT']],
    ['a VRF', ['no vrf instance MGMT']],
    ['a login server', ['tacacs-server host 192.0.2.9']],
    ['what reaches the control plane', ['system control-plane', 'ip access-group CPU in']],
    ['who may log in', ['default aaa authentication login default']],
  ])('of EOS is touched by a change of %s', (_what, words) => {
    const told = touchesManagement('arista_eos', commands(words), { managementInterfaces: ['Management1'] });
    expect(told).toContain(words.at(-1));
  });

  it.each([
    ['its description', ['interface Management1', 'default description']],
    ['another interface', ['interface Ethernet1', 'shutdown']],
    ['an interface whose name only begins the same', ['interface Management1/1', 'shutdown']],
    ['a neighbor in a VRF', ['router bgp 65001', 'vrf RED', 'neighbor 10.0.0.2 remote-as 65002']],
    ['a VRF of the routing process', ['router bgp 65001', 'vrf RED']],
  ])('of EOS is not touched by a change of %s', (_what, words) => {
    const facts = { managementInterfaces: ['Management1'] };
    expect(touchesManagement('arista_eos', commands(words), facts)).toBeNull();
  });

  it.each([[null], [[]]])(
    'counts as touched by everything but descriptions when it is unknown (%j)',
    (managementInterfaces) => {
      const unknown = { managementInterfaces };
      expect(touchesManagement('frr', commands(['interface eth7', 'shutdown']), unknown)).toContain(
        'could not be determined',
      );
      expect(touchesManagement('frr', commands(['interface eth7', 'description a']), unknown)).toBeNull();
    },
  );
});

describe('dangerous commands', () => {
  it.each([
    'reload',
    'do reload',
    'erase startup-config',
    'write erase',
    'write memory',
    'format flash:',
    'delete flash:x',
    'username bob secret x',
    'no username bob',
    'enable secret x',
    'aaa new-model',
    'no aaa new-model',
    'crypto key zeroize',
    'boot system flash:x',
    'end',
    'exit',
    'exit-address-family',
    'configure terminal',
    'banner motd ^C',
    '! comment',
    '',
    ' description a',
    'description a\nreload',
    'description what?',
    'default interface Gi1',
    'RELOAD',
    'no no reload',
    'tclsh',
  ])('are never sent: "%s"', (command) => {
    for (const platform of PLATFORMS) expect(dangerousCommand(platform, command)).not.toBeNull();
  });

  it.each([
    'commit',
    'commit timer 00:05:00',
    'abort',
    'bash rm -rf /',
    'rollback clean-config',
    'zerotouch cancel',
  ])('of EOS are never sent: "%s"', (command) =>
    expect(dangerousCommand('arista_eos', command)).not.toBeNull(),
  );

  it.each([
    'description reload at noon',
    'no shutdown',
    'ip address 10.0.0.1/24',
    'neighbor 10.0.0.2 password x',
    'router bgp 1',
    'ip prefix-list A seq 5 permit any',
    'no description',
    'switchport trunk allowed vlan add 10',
    'hostname exit1',
  ])('are not those that plans are made of: "%s"', (command) => {
    const others = PLATFORMS.filter((platform) => platform !== 'juniper_junos');
    for (const platform of others) expect(dangerousCommand(platform, command)).toBeNull();
    // On Junos a line that does not begin with what it does is no configuration.
    expect(dangerousCommand('juniper_junos', command)).toBe('it is no configuration');
  });

  it.each([
    'set interfaces ge-0/0/0 description "reload? | at noon"',
    'delete interfaces ge-0/0/0',
    'deactivate protocols bgp group X',
    'insert policy-options policy-statement P term B before term A',
    'delete apply-groups',
    'set system ntp server 192.0.2.1',
  ])('are not those that plans of Junos are made of: "%s"', (command) => {
    expect(dangerousCommand('juniper_junos', command)).toBeNull();
  });

  it.each([
    'delete interfaces',
    'delete',
    'set system login user eve class super-user',
    'set groups G system root-authentication encrypted-password x',
    'delete system services ssh',
    'set event-options policy p then execute-commands commands x',
    'set interfaces ge-0/0/0 mtu ?',
    'run request system reboot',
    'commit',
  ])('of Junos are never sent: "%s"', (command) => {
    expect(dangerousCommand('juniper_junos', command)).not.toBeNull();
  });
});
