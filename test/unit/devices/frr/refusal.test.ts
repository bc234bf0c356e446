import { describe, expect, it } from 'vitest';
import { isFrrRefusal } from '../../../../src/devices/frr/refusal.ts';

const accepted = { code: 0, stdout: '', stderr: '' };

describe('an answer of vtysh to a configuration command', () => {
  it.each([
    ['nothing', ''],
    ['a sentence', 'The route-map "NOPE" does not exist.\n'],
    [
      'the notice about echo mode',
      '% Echo mode works correctly for IPv4, but only works when the peer is also FRR for IPv6.\n',
    ],
    [
      'the notice about the reference bandwidth',
      '% OSPF: Reference bandwidth is changed.\n        Please ensure reference bandwidth is consistent across all routers\n',
    ],
    ['a notice of every daemon', '% "log monitor" is deprecated and does nothing.\n'.repeat(6)],
  ])('accepts with %s', (_what, stdout) => {
    expect(isFrrRefusal({ ...accepted, stdout }, 'any')).toBe(false);
  });

  it.each([
    ['an unknown line with a percent sign', { stdout: '% Refusing to remove a non-existent route\n' }],
    ['a refusal behind a notice', { stdout: '% OSPF: Reference bandwidth is changed.\n% Cannot do that\n' }],
    ['more than the notice on its line', { stdout: '% OSPF: Reference bandwidth is changed. Not!\n' }],
    ['an exit status', { code: 1, stdout: 'BGP is already running; AS is 65001\n' }],
    ['a notice and an exit status', { code: 1, stdout: '% OSPF: Reference bandwidth is changed.\n' }],
    ['standard error', { stderr: 'bgpd is not running\n' }],
  ])('refuses with %s', (_what, answer) => {
    expect(isFrrRefusal({ ...accepted, ...answer }, 'any')).toBe(true);
  });

  it('refuses without a word, unless an address was taken away that had never reached the kernel', () => {
    expect(isFrrRefusal({ ...accepted, code: 1 }, 'no ip address 10.44.0.1/24')).toBe(false);
    expect(isFrrRefusal({ ...accepted, code: 1 }, 'ip address 10.44.0.1/24')).toBe(true);
  });
});
