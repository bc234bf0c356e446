import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../src/domain/configuration.ts';
import { PLATFORMS, type Platform } from '../../../src/domain/platform.ts';
import type { DeviceRecord, InterfaceFacts } from '../../../src/domain/device-model.ts';
import { intendedFromModel } from '../../../src/intent/intended-from-model.ts';
import { addressFacts, deviceRecord, interfaceFacts } from './device-record.ts';

function intended(platform: Platform, device: DeviceRecord) {
  const result = intendedFromModel(platform, device);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.intended;
}

function problems(platform: Platform, device: DeviceRecord): readonly string[] {
  const result = intendedFromModel(platform, device);
  return result.ok ? [] : result.problems.map(({ object, message }) => `${object.name}: ${message}`);
}

function onIos(facts: Partial<InterfaceFacts>): DeviceRecord {
  return deviceRecord('sw1', [interfaceFacts('GigabitEthernet1/0/1', facts)]);
}

describe('intent from the model on FRR', () => {
  it('states name, description, state and addresses, and answers for the model scope only', () => {
    const device = deviceRecord('r1', [
      interfaceFacts('eth1', {
        description: 'to r2',
        addresses: [addressFacts('192.0.2.1/31'), addressFacts('2001:DB8::1/64')],
      }),
      interfaceFacts('eth2', { enabled: false }),
    ]);
    const { text, scope, source } = intended('frr', device);
    expect({ scope, source }).toEqual({ scope: { kind: 'model' }, source: 'model' });
    expect(text.split('\n')).toEqual([
      'hostname r1',
      'interface eth1',
      ' description to r2',
      ' no shutdown',
      ' ip address 192.0.2.1/31',
      ' ipv6 address 2001:db8::1/64',
      'exit',
      'interface eth2',
      ' shutdown',
      'exit',
      '',
    ]);
  });

  it('leaves the address of a management-only port to Linux, and says so', () => {
    const port = { description: 'management', mgmtOnly: true, addresses: [addressFacts('10.98.1.2/30')] };
    const { text, warnings } = intended('frr', deviceRecord('r1', [interfaceFacts('mgmt0', port)]));
    expect(text).toContain('interface mgmt0\n description management\n no shutdown\nexit\n');
    expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'address-of-management', path: ['interface mgmt0'] },
    ]);
  });

  it('warns of what FRR cannot express, and does not guess', () => {
    const { text, warnings } = intended(
      'frr',
      deviceRecord('r1', [interfaceFacts('eth1', { mtu: 9000, mode: 'access' })]),
    );
    expect(text).not.toMatch(/mtu|vlan|switchport/);
    expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'not-expressible', path: ['interface eth1'] },
      { code: 'not-expressible', path: ['interface eth1'] },
    ]);
  });

  it('names the object behind each line', () => {
    const address = addressFacts('192.0.2.1/31');
    const port = interfaceFacts('eth1', { addresses: [address] });
    const device = deviceRecord('r1', [port]);
    expect(intended('frr', device).provenance).toEqual([
      { path: [], key: 'hostname r1', object: device.object },
      { path: ['interface eth1'], key: null, object: port.object },
      { path: ['interface eth1'], key: 'shutdown', object: port.object },
      { path: ['interface eth1'], key: 'ip address 192.0.2.1/31', object: address.object },
    ]);
  });

  it.each([
    ['reserved', null],
    ['deprecated', null],
    ['dhcp', null],
    ['active', 'vrrp'],
    ['active', 'hsrp'],
  ])('leaves out an address with status %s and role %s, and says so', (status, role) => {
    const device = deviceRecord('r1', [
      interfaceFacts('eth1', { addresses: [addressFacts('192.0.2.1/31', { status, role })] }),
    ]);
    const { text, warnings } = intended('frr', device);
    expect(text).not.toContain('192.0.2.1');
    expect(warnings).toHaveLength(1);
  });
});

describe('intent from the model on IOS', () => {
  it('states MTU, primary and secondary addresses and IPv6', () => {
    const device = onIos({
      mtu: 9000,
      addresses: [
        addressFacts('10.0.0.1/24'),
        addressFacts('10.0.1.1/30', { role: 'secondary' }),
        addressFacts('2001:db8::1/64'),
        addressFacts('fe80::1/64'),
        addressFacts('192.0.2.1/32', { role: 'secondary' }),
      ],
    });
    expect(intended('cisco_ios', device).text.split('\n')).toEqual([
      'hostname sw1',
      'interface GigabitEthernet1/0/1',
      ' mtu 9000',
      ' ip address 10.0.0.1 255.255.255.0',
      ' ip address 10.0.1.1 255.255.255.252 secondary',
      ' ipv6 address 2001:db8::1/64',
      ' ipv6 address fe80::1 link-local',
      ' ip address 192.0.2.1 255.255.255.255 secondary',
      ' no shutdown',
      '!',
      '',
    ]);
  });

  it.each([
    ['access', 10, [], [' switchport mode access', ' switchport access vlan 10']],
    ['access', null, [], [' switchport mode access']],
    [
      'tagged',
      99,
      [20, 10],
      [
        ' switchport mode trunk',
        ' switchport trunk native vlan 99',
        ' switchport trunk allowed vlan 10',
        ' switchport trunk allowed vlan add 20',
        ' switchport trunk allowed vlan add 99',
      ],
    ],
    ['tagged-all', null, [], [' switchport mode trunk', ' switchport trunk allowed vlan all']],
    [null, null, [], []],
  ] as const)(
    'states the VLANs of mode %s, untagged %s, tagged %j',
    (mode, untaggedVlan, taggedVlans, lines) => {
      const { text } = intended('cisco_ios', onIos({ mode, untaggedVlan, taggedVlans }));
      expect(text.split('\n').filter((line) => line.includes('switchport'))).toEqual(lines);
    },
  );

  it('has no opinion on the VLAN list of a tagged port that names none, and says so', () => {
    const { text, warnings } = intended('cisco_ios', onIos({ mode: 'tagged' }));
    expect(text).not.toContain('allowed');
    expect(warnings.map(({ code }) => code)).toEqual(['no-tagged-vlans']);
  });

  it.each([
    [
      'two primary addresses',
      { addresses: [addressFacts('10.0.0.1/24'), addressFacts('10.0.1.1/24')] },
      /several primary/,
    ],
    [
      'only secondary addresses',
      { addresses: [addressFacts('10.0.0.1/24', { role: 'secondary' })] },
      /no primary/,
    ],
    ['a network address', { addresses: [addressFacts('10.0.0.0/24')] }, /network or broadcast/],
    ['a broadcast address', { addresses: [addressFacts('10.0.0.255/24')] }, /network or broadcast/],
    ['no address at all', { addresses: [addressFacts('nonsense')] }, /no IP address/],
    ['an impossible VLAN', { mode: 'access', untaggedVlan: 4095 }, /no VLAN id/],
    ['a description that breaks out of its line', { description: 'a\nno shutdown' }, /line break/],
  ])('refuses the unit for %s and names the object', (_what, facts, message) => {
    expect(problems('cisco_ios', onIos(facts)).join()).toMatch(message);
  });

  it('takes both addresses of a /31 and a /32', () => {
    expect(problems('cisco_ios', onIos({ addresses: [addressFacts('10.0.0.0/31')] }))).toEqual([]);
    expect(problems('cisco_ios', onIos({ addresses: [addressFacts('10.0.0.255/32')] }))).toEqual([]);
  });
});

describe('intent from the model on any platform', () => {
  it('tells all problems of a device at once', () => {
    const device = deviceRecord('not a name', [
      interfaceFacts('eth 1'),
      interfaceFacts('eth2', { description: 'what?' }),
    ]);
    expect(problems('frr', device)).toHaveLength(3);
  });

  it('carries exclusive collections in the scope, and without one leaves the scope as it always was', () => {
    const device = deviceRecord('r1', []);
    const scopeOf = (exclusive: readonly Collection[]) => {
      const result = intendedFromModel('frr', device, exclusive);
      return result.ok ? JSON.stringify(result.intended.scope) : '';
    };
    expect(scopeOf([])).toBe('{"kind":"model"}');
    expect(scopeOf(['addresses', 'interfaces'])).toBe(
      '{"kind":"model","exclusive":["addresses","interfaces"]}',
    );
  });

  for (const platform of PLATFORMS) {
    it(`makes the lines it means to and no other, whatever the values are (${platform})`, () => {
      const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...NASTY));
      const or = (usual: string) => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, value);
      let said = 0;
      fc.assert(
        fc.property(
          fc.record({
            hostname: or('r1'),
            port: or(NAMES[platform].port),
            lag: or(NAMES[platform].lag),
            description: or('to core'),
            address: or('192.0.2.1/24'),
            vlan: or('users'),
            vrf: or('RED'),
          }),
          (values) => {
            const result = intendedFromModel(platform, hostileDevice(platform, values));
            if (!result.ok) {
              expect(result.problems.every(({ message }) => isOneLine(message))).toBe(true);
              return;
            }
            said += 1;
            expect(result.intended.warnings.every(({ message }) => isOneLine(message))).toBe(true);
            const lines = result.intended.text.split(/[\n\r\u000b\u000c\u0085\u2028\u2029]/);
            for (const line of lines) expect(line).toMatch(SHAPES[platform]);
          },
        ),
        { numRuns: 1000 },
      );
      expect(said).toBeGreaterThan(20);
    });
  }
});

const NASTY = [
  'a\nreload',
  'a\rreload',
  '"; }',
  '\\"',
  'a b',
  'no shutdown',
  '!',
  '{',
  '# x',
  '?',
  '|',
  'Zürich',
  '\u2028',
  'x'.repeat(300),
];

const NAMES: Readonly<Record<Platform, { readonly port: string; readonly lag: string }>> = {
  frr: { port: 'eth1', lag: 'bond0' },
  cisco_ios: { port: 'GigabitEthernet1/0/1', lag: 'Port-channel10' },
  arista_eos: { port: 'Ethernet1', lag: 'Port-Channel10' },
  juniper_junos: { port: 'ge-0/0/0', lag: 'ae10' },
};

const IOS_LINES = String.raw`hostname [\w.-]+|vlan \d+|interface \S+( \d+)?|!|vrf forwarding \S+|name \S{1,32}|switchport( [\w ]+)?|channel-group \d+ mode active|ip address [\d.]+ [\d.]+|ipv6 address [\da-f:/.]+|(no )?shutdown`;

/** Every line a platform may make of {@link hostileDevice}; a description may be anything that is one line. */
const SHAPES: Readonly<Record<Platform, RegExp>> = {
  frr: /^(|hostname [\w.-]+|interface [\w.:@-]+|exit| description .+| (no )?shutdown| ipv?6? address [\da-f:./]+)$/,
  cisco_ios: new RegExp(`^(| description .+| ?(${IOS_LINES})( link-local)?)$`),
  arista_eos: new RegExp(
    `^(|   description .+| {0,3}(${IOS_LINES}|no switchport|vrf \\S+|ip address [\\d.]+/\\d+)( link-local)?)$`,
  ),
  juniper_junos:
    /^(|set system host-name [\w.-]+|set vlans [\w.-]+ vlan-id \d+|set interfaces [a-z]+[\d/:-]*( unit \d+)?( ((description "([^"\\]|\\["\\])*")|disable|gigether-options 802\.3ad ae\d+|native-vlan-id \d+|family ethernet-switching (interface-mode (access|trunk)|vlan members [\w.-]+)|family inet6? address [\da-f:./]+))?|set routing-instances [\w.-]+ interface [a-z\d/:.-]+)$/,
};

function isOneLine(message: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(message);
}

function hostileDevice(
  platform: Platform,
  values: Readonly<Record<'hostname' | 'port' | 'lag' | 'description' | 'address' | 'vlan' | 'vrf', string>>,
): DeviceRecord {
  const { port } = NAMES[platform];
  const vrf = { object: { type: 'ipam.vrf', id: 1, name: values.vrf }, name: values.vrf };
  const interfaces = [
    interfaceFacts(values.port, {
      description: values.description,
      vrf,
      addresses: [addressFacts(values.address)],
    }),
    interfaceFacts(`${port}1`, { mode: 'access', untaggedVlan: 10 }),
    interfaceFacts(`${port}2`, { lag: { type: 'dcim.interface', id: 9, name: values.lag } }),
  ];
  const vlans = [{ object: { type: 'ipam.vlan', id: 1, name: values.vlan }, vid: 10, name: values.vlan }];
  return { ...deviceRecord(values.hostname, interfaces), vlans };
}
