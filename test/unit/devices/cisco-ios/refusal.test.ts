import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../src/devices/cisco-ios/refusal.ts';

describe('what IOS says to a configuration line', () => {
  it.each([
    ["       ^\n% Invalid input detected at '^' marker.\n", "% Invalid input detected at '^' marker."],
    ['% Incomplete command.', '% Incomplete command.'],
    ['% Ambiguous command:  "sh"', '% Ambiguous command:  "sh"'],
    ['% 10.0.0.0 overlaps with GigabitEthernet2', '% 10.0.0.0 overlaps with GigabitEthernet2'],
    ['%Default VLAN 1 may not be deleted.', '%Default VLAN 1 may not be deleted.'],
    ['% Something nobody has seen before', '% Something nobody has seen before'],
    ['Command authorization failed.', 'Command authorization failed.'],
    ['Command rejected: Bad VLAN allowed list.', 'Command rejected: Bad VLAN allowed list.'],
    ['BGP is already running; AS is 65001', 'BGP is already running; AS is 65001'],
    ['Must delete secondary before deleting primary', 'Must delete secondary before deleting primary'],
    [
      "Configuration mode is locked by process '484' user 'NETCONF' from terminal '64'. Please try later.",
      "Configuration mode is locked by process '484' user 'NETCONF' from terminal '64'. Please try later.",
    ],
  ])('takes "%s" for a refusal', (answer, words) => {
    expect(refusalOf(answer)).toBe(words);
  });

  it.each([
    '',
    '% Warning: use /31 mask on non point-to-point interface cautiously',
    '%Warning: portfast should only be enabled on ports connected to a single\n host.',
    '% Interface GigabitEthernet2 IPv4 disabled and address(es) removed due to enabling VRF RED',
    '*Mar  3 09:14:22.001: %LINK-5-CHANGED: Interface GigabitEthernet2, changed state to administratively down',
    '%SYS-5-CONFIG_I: Configured from console by anna on vty0 (192.0.2.9)',
  ])('takes "%s" for none', (answer) => {
    expect(refusalOf(answer)).toBeNull();
  });

  it('finds a refusal behind a notice', () => {
    expect(refusalOf('% Warning: careful\n% Invalid address')).toContain('% Invalid address');
  });
});
