import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/domain/plan.ts';
import { dangerousCommand, delicateCommand } from '../../../../src/diff/dangerous-commands.ts';
import { influenceOf, reversibilityOf } from '../../../../src/diff/influence.ts';
import { touchesManagement } from '../../../../src/diff/touches-management.ts';

const plan = (...lines: readonly string[]): readonly Command[] =>
  lines.map((command) => ({ path: [], command }));
const influence = (...lines: readonly string[]) => influenceOf('juniper_junos', plan(...lines));

describe('the influence of a Junos plan', () => {
  it.each([
    'set interfaces ge-0/0/0 description "to core"',
    'delete interfaces ge-0/0/0 unit 10 description',
    'set protocols bgp group R neighbor 10.0.0.2 description x',
    'set system host-name mx2',
    'set snmp location "rack 7"',
    'delete system syslog host 192.0.2.1',
  ])('is nothing for words: %s', (line) => {
    expect(influence(line)).toEqual({ interfaces: [], disables: [], routing: false });
  });

  it.each([
    ['set interfaces ge-0/0/0 mtu 9000', 'ge-0/0/0'],
    ['set interfaces ge-0/0/0 unit 10 family inet address 192.0.2.1/24', 'ge-0/0/0.10'],
    ['activate interfaces ae0', 'ae0'],
    ['set routing-instances CUST interface ge-0/0/1.5', 'ge-0/0/1.5'],
  ])('of %s is %s, and routing', (line, name) => {
    expect(influence(line)).toEqual({ interfaces: [name], disables: [], routing: true });
  });

  it('knows what is down afterwards because it was asked for', () => {
    const { disables } = influence(
      'set interfaces ge-0/0/1 disable',
      'delete interfaces ge-0/0/2 disable',
      'deactivate interfaces ge-0/0/3 unit 7',
      'delete interfaces lo0',
      'delete interfaces ge-0/0/4 unit 0 family inet',
    );
    expect(disables).toEqual(['ge-0/0/1', 'ge-0/0/3.7', 'lo0']);
  });

  it('takes no name for the word it looks like', () => {
    expect(influence('delete policy-options policy-statement description').routing).toBe(true);
    expect(influence('delete routing-instances description').routing).toBe(true);
  });
});

describe('the reversibility of a Junos plan', () => {
  it.each([
    ['set routing-options autonomous-system 65002', 'one-way'],
    ['delete routing-options autonomous-system', 'one-way'],
    ['set system login user eve class operator', 'one-way'],
    ['set system root-authentication encrypted-password "$6$x"', 'one-way'],
    ['set protocols bgp group R authentication-key "$9$abc"', 'one-way'],
    ['set groups G system login user eve uid 2001', 'one-way'],
    ['set snmp community public authorization read-only', 'one-way'],
    ['set interfaces ge-0/0/0 description "the secret port"', 'commands'],
    ['set protocols bgp group R neighbor 10.0.0.2 peer-as 65002', 'commands'],
    ['set system host-name mx2', 'commands'],
  ])('of %s is %s', (line, expected) => {
    expect(reversibilityOf('juniper_junos', plan(line))).toBe(expected);
  });
});

describe('the management path of a Junos device', () => {
  const facts = { managementInterfaces: ['fxp0', 'fxp0.0'] };

  it.each([
    'set interfaces fxp0 disable',
    'delete interfaces fxp0',
    'delete interfaces fxp0 unit 0 family inet address 192.0.2.1/24',
    'deactivate interfaces fxp0 unit 0',
    'set routing-instances mgmt interface fxp0.0',
    'delete routing-instances mgmt',
    'delete routing-options static route 0.0.0.0/0',
    'set routing-instances CUST routing-options static route 0.0.0.0/0 discard',
    'delete firewall family inet filter protect-re term ssh',
    'set security zones security-zone trust host-inbound-traffic system-services ping',
    'delete system services ssh',
    'set system login user eve class operator',
    'set system management-instance',
    'set groups G interfaces <*> disable',
    'set routing-options stat route 0.0.0.0/0 discard',
    'set int fxp0 disable',
    'delete apply-groups G',
    'set interfaces interface-range uplinks disable',
    'set interfaces fxp0 description "an open quote',
  ])('is touched by "%s"', (line) => {
    expect(touchesManagement('juniper_junos', plan(line), facts)).toContain(line);
  });

  it.each([
    'set interfaces fxp0 description management',
    'set interfaces ge-0/0/0 disable',
    'set interfaces fxp01 disable',
    'delete interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/24',
    'set protocols bgp group R neighbor 10.0.0.2 peer-as 65002',
    'set vlans office vlan-id 10',
    'set system host-name mx2',
  ])('is not touched by "%s"', (line) => {
    expect(touchesManagement('juniper_junos', plan(line), facts)).toBeNull();
  });

  it('leads over the ports of a VLAN, and over the members of a bundle', () => {
    const touches = (line: string, ...managementInterfaces: readonly string[]) =>
      touchesManagement('juniper_junos', plan(line), { managementInterfaces });
    expect(touches('delete vlans mgmt', 'irb.10')).not.toBeNull();
    expect(
      touches('delete interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members mgmt', 'irb.10'),
    ).not.toBeNull();
    expect(touches('delete interfaces ge-0/0/1 gigether-options 802.3ad', 'ae0.0')).not.toBeNull();
    expect(touches('delete interfaces ge-0/0/1 gigether-options 802.3ad', 'fxp0.0')).toBeNull();
  });

  it.each([[null], [[]]])(
    'counts as touched by all but words when it is unknown (%j)',
    (managementInterfaces) => {
      const unknown = { managementInterfaces };
      expect(touchesManagement('juniper_junos', plan('set interfaces ge-0/0/7 disable'), unknown)).toContain(
        'could not be determined',
      );
      expect(
        touchesManagement('juniper_junos', plan('set interfaces ge-0/0/7 description x'), unknown),
      ).toBeNull();
    },
  );
});

describe('dangerous lines of Junos plans', () => {
  it.each([
    'deactivate interfaces',
    'deactivate protocols',
    'set system ports console disable',
    'delete system root-authentication',
    'deactivate system services ssh',
    'delete groups G system login user eve',
    'set sys log user eve class super-user',
    'set groups G sys root-auth encrypted-password x',
    'set gr G system login user eve',
    'set event policy p then x',
    'request system zeroize',
    'load factory-default',
    'rollback 1',
    'annotate system "x"',
  ])('are never sent: "%s"', (line) => {
    expect(dangerousCommand('juniper_junos', line)).not.toBeNull();
  });

  it('need a person where they lift a protection', () => {
    expect(delicateCommand('juniper_junos', 'unprotect system ntp')).toContain('protection');
    expect(delicateCommand('juniper_junos', 'protect system ntp')).toBeNull();
    expect(delicateCommand('cisco_ios', 'unprotect system ntp')).toBeNull();
  });
});
