import { describe, expect, it } from 'vitest';
import type { ItemName } from '../../../src/domain/configuration.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import { remediate, type Remediation } from '../../../src/diff/remediate.ts';

const FRR_LIVE = [
  'hostname r1',
  'allow-reserved-ranges',
  'interface eth1',
  ' description a',
  ' ip address 10.0.0.1/24',
  'exit',
  'router bgp 65001',
  ' neighbor 10.0.0.2 remote-as 65002',
  ' neighbor 10.0.0.2 description r2',
  'exit',
  'route-map RM permit 10',
  'exit',
  'ip prefix-list A seq 5 permit 10.0.0.0/8',
  'end',
  '',
].join('\n');

const IOS_LIVE = [
  'hostname sw1',
  'interface GigabitEthernet1',
  ' ip address 10.0.0.1 255.255.255.0',
  ' ip address 10.0.1.1 255.255.255.0 secondary',
  'interface GigabitEthernet2',
  ' switchport trunk allowed vlan 10',
  ' switchport mode trunk',
  'interface Loopback1',
  ' description a',
  'end',
  '',
].join('\n');

/** The names of everything that differs. */
function differing(platform: Platform, live: string, wanted: string): readonly ItemName[] {
  const comparison = compareConfigurations({
    platform,
    intended: { source: 'rendered', text: wanted, scope: { kind: 'whole' }, provenance: [], warnings: [] },
    live,
    baseline: null,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

/** Plans one replacement in the text; `only` names what of it is chosen. */
function replacing(
  platform: Platform,
  live: string,
  [from, to]: readonly [string, string],
  only?: (name: ItemName) => boolean,
): Remediation {
  const wanted = live.replace(from, to);
  const chosen = differing(platform, live, wanted).filter((name) => only?.(name) ?? true);
  return remediate({ platform, live, wanted, chosen });
}

function told(result: Remediation): string {
  if (result.kind === 'commands') return JSON.stringify(result.commands);
  return [result.reason, ...result.places].join('\n');
}

describe('remediation that is refused', () => {
  it.each([
    ['the host name of FRR', 'hostname r1', 'hostname r2', /not changed by commands/],
    [
      'a neighbor whose other lines are to stay',
      ' neighbor 10.0.0.2 remote-as 65002\n',
      '',
      /would be|refuse/,
    ],
    [
      'a neighbor line without the neighbor',
      ' neighbor 10.0.0.2 description r2',
      ' neighbor 10.9.9.9 description x',
      /refuse/,
    ],
  ])('does not change %s on FRR', (_what, from, to, reason) => {
    expect(told(replacing('frr', FRR_LIVE, [from, to]))).toMatch(reason);
  });

  it.each([
    [
      'a port that is not there',
      'interface Loopback1\n',
      'interface GigabitEthernet9\n description x\ninterface Loopback1\n',
      /not on the device/,
    ],
    [
      'the primary address under a secondary one that is to stay',
      ' ip address 10.0.0.1 255.255.255.0\n',
      '',
      /./,
    ],
    [
      'an address in the network of another port',
      ' description a\n',
      ' description a\n ip address 10.0.0.9 255.255.255.0\n',
      /collides with/,
    ],
  ])('does not change %s on IOS', (_what, from, to, reason) => {
    const result = replacing('cisco_ios', IOS_LIVE, [from, to]);
    expect(result.kind).toBe('cannot');
    expect(told(result)).toMatch(reason);
  });

  it('does not make a trunk that carries every VLAN when only its mode was chosen', () => {
    const change = [' description a\n', ' description a\n switchport mode trunk\n'] as const;
    const result = replacing('cisco_ios', IOS_LIVE, change, ({ key }) => key === 'switchport mode');
    expect(told(result)).toMatch(/allowed vlan all/);
  });

  it('refuses the whole when one item is refused, and names every place', () => {
    const wanted = FRR_LIVE.replace('hostname r1', 'hostname r2').replace(' description a', ' description b');
    const result = remediate({
      platform: 'frr',
      live: FRR_LIVE,
      wanted,
      chosen: differing('frr', FRR_LIVE, wanted),
    });
    expect(result.kind).toBe('cannot');
    expect(told(result)).toContain('hostname r2');
  });

  it('refuses a live text that is not whole', () => {
    const live = 'interface eth1\n';
    expect(told(remediate({ platform: 'frr', live, wanted: live, chosen: [] }))).toContain('end');
  });
});

describe('a prefix list of FRR', () => {
  it('is renumbered while another entry keeps it alive', () => {
    const live = FRR_LIVE.replace('end\n', 'ip prefix-list A seq 7 permit 11.0.0.0/8\nend\n');
    const result = replacing('frr', live, ['seq 5 permit', 'seq 10 permit']);
    expect(result.kind === 'commands' && result.commands.map(({ command }) => command)).toEqual([
      'no ip prefix-list A seq 5',
      'ip prefix-list A seq 10 permit 10.0.0.0/8',
    ]);
  });
});

describe('remediation', () => {
  it('sends nothing for what is in line already, be it only a default spelled out', () => {
    const wanted = FRR_LIVE.replace(' description a\n', ' description a\n no shutdown\n');
    const chosen = [{ path: ['interface eth1'], key: 'shutdown' }];
    expect(remediate({ platform: 'frr', live: FRR_LIVE, wanted, chosen })).toMatchObject({
      kind: 'commands',
      commands: [],
    });
  });

  it('adds a line nobody knows as it is, and takes it away with no and itself', () => {
    const there = replacing('frr', FRR_LIVE, ['allow-reserved-ranges\n', '']);
    expect(there).toMatchObject({ commands: [{ path: [], command: 'no allow-reserved-ranges' }] });
    const without = FRR_LIVE.replace('allow-reserved-ranges\n', '');
    const back = replacing('frr', without, ['hostname r1\n', 'hostname r1\nallow-reserved-ranges\n']);
    expect(back).toMatchObject({ commands: [{ path: [], command: 'allow-reserved-ranges' }] });
  });

  it('never negates a line that falls with its neighbor, and brings all of them back', () => {
    const path = ['router bgp 65001'];
    const wanted = FRR_LIVE.replace(/ neighbor .*\n/g, '');
    const chosen = differing('frr', FRR_LIVE, wanted);
    const there = remediate({ platform: 'frr', live: FRR_LIVE, wanted, chosen });
    if (there.kind === 'cannot') throw new Error(told(there));
    expect(there.commands).toEqual([{ path, command: 'no neighbor 10.0.0.2 remote-as 65002' }]);
    const back = remediate({ platform: 'frr', live: there.resultText, wanted: FRR_LIVE, chosen });
    expect(back).toMatchObject({
      commands: [
        { path, command: 'neighbor 10.0.0.2 remote-as 65002' },
        { path, command: 'neighbor 10.0.0.2 description r2' },
      ],
    });
  });

  it('cuts a long VLAN list into commands a device takes', () => {
    const ids = Array.from({ length: 200 }, (_, index) => String(100 + index * 2));
    const name = 'switchport trunk allowed vlan';
    const result = replacing('cisco_ios', IOS_LIVE, [`${name} 10\n`, `${name} 10,${ids.join(',')}\n`]);
    if (result.kind === 'cannot') throw new Error(told(result));
    expect(result.commands.length).toBeGreaterThan(2);
    for (const { command } of result.commands) {
      expect(command.startsWith(`${name} add `)).toBe(true);
      expect(command.length).toBeLessThan(254);
    }
  });

  it('touches nothing that other people wrote into the section meanwhile', () => {
    const live = FRR_LIVE.replace(' description a\n', ' description a\n ip ospf cost 7\n strange line\n');
    const wanted = FRR_LIVE.replace(' description a\n', ' description b\n');
    const chosen = [{ path: ['interface eth1'], key: 'description' }];
    const result = remediate({ platform: 'frr', live, wanted, chosen });
    expect(result).toMatchObject({ commands: [{ path: ['interface eth1'], command: 'description b' }] });
    expect(result.kind === 'commands' && result.resultText).toContain(' ip ospf cost 7\n strange line\n');
  });
});
