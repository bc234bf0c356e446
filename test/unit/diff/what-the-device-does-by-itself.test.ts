import { describe, expect, it } from 'vitest';
import { findFindings } from '../../../src/diff/compare.ts';
import { printCommands } from '../../../src/diff/print-commands.ts';
import { remediate } from '../../../src/diff/remediate.ts';

/** The plan between two EOS texts as an engineer would type it. */
function planOf(live: readonly string[], wanted: readonly string[]): string {
  const [from, to] = [[...live, 'end', ''].join('\n'), wanted.join('\n')];
  const found = findFindings({
    platform: 'arista_eos',
    intended: { source: 'rendered', text: to, scope: { kind: 'whole' }, provenance: [], warnings: [] },
    live: from,
    baseline: null,
    marks: [],
  });
  if (!found.ok) throw new Error(found.reason);
  const plan = remediate({ platform: 'arista_eos', live: from, wanted: to, chosen: found.findings });
  if (plan.kind === 'cannot') throw new Error(plan.places.join('\n'));
  return printCommands(plan.commands);
}

const lines = (...text: readonly string[]): string => text.map((line) => `${line}\n`).join('');

describe('a plan for EOS', () => {
  it('names a line by its first words although another line consists of just these', () => {
    expect(
      planOf(
        ['router bgp 1', ' neighbor 10.0.0.2 remote-as 2', ' neighbor 10.0.0.2 send-community extended'],
        ['router bgp 1', ' neighbor 10.0.0.2 remote-as 2'],
      ),
    ).toBe(lines('router bgp 1', ' no neighbor 10.0.0.2 send-community'));
  });

  it('brings lines that only change places into their order', () => {
    const [one, other] = [
      'ip as-path access-list UP deny _1_ any',
      'ip as-path access-list UP permit .* any',
    ];
    expect(planOf([other, one], [one, other])).toBe(lines(`no ${other}`, other));
  });

  it('says nothing of switches that go with their peer group, wherever they stand', () => {
    expect(
      planOf(
        [
          'router bgp 1',
          ' neighbor SPINES peer group',
          ' neighbor SPINES bfd',
          ' address-family evpn',
          '  neighbor SPINES activate',
          ' address-family ipv4',
          '  no neighbor SPINES activate',
        ],
        ['router bgp 1'],
      ),
    ).toBe(lines('router bgp 1', ' no neighbor SPINES peer group'));
  });

  it('waits with an address for the VRF change that takes it from its old place', () => {
    expect(
      planOf(
        [
          'vrf instance RED',
          'interface Vlan10',
          ' vrf RED',
          ' ip address 10.0.2.1/24',
          'interface Vlan20',
          ' vrf RED',
          ' ip address 10.0.1.1/24',
        ],
        [
          'vrf instance RED',
          'interface Vlan10',
          ' vrf RED',
          ' ip address 10.0.2.1/24',
          ' ip address 10.0.1.1/24 secondary',
          'interface Vlan20',
          ' description free',
        ],
      ),
    ).toBe(
      lines(
        'interface Vlan20',
        ' no vrf',
        ' description free',
        'interface Vlan10',
        ' ip address 10.0.1.1/24 secondary',
      ),
    );
  });
});
