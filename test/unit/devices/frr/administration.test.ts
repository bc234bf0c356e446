import { describe, expect, it } from 'vitest';
import { parseWho } from '../../../../src/devices/frr/administration.ts';
import { parseLook } from '../../../../src/devices/frr/dead-man.ts';
import { parseFrrOspf } from '../../../../src/devices/frr/ospf.ts';

describe('people on a host that runs FRR', () => {
  it('are named with their terminal and where they come from', () => {
    const text =
      'anna     pts/0        2026-11-26 10:30 (10.99.1.4)\nroot     tty1         2026-11-20 08:00\n';
    expect(parseWho(text)).toEqual([
      { name: 'anna', line: 'pts/0', from: '10.99.1.4', isConfiguring: false },
      { name: 'root', line: 'tty1', from: null, isConfiguring: false },
    ]);
    expect(parseWho('')).toEqual([]);
  });
});

describe('a dead-man job', () => {
  it.each([
    ['lacks', { selfRevert: { can: true }, pendingRevert: null }],
    [
      'lacks\npl-a1b2 armed alive',
      { selfRevert: { can: true }, pendingRevert: { isOurs: true, owner: 'pl-a1b2' } },
    ],
    [
      'lacks\nanna rolling alive',
      { selfRevert: { can: true }, pendingRevert: { isOurs: false, owner: 'anna' } },
    ],
    // The host rebooted: job and unsaved change are gone together.
    ['lacks\npl-a1b2 armed dead', { selfRevert: { can: true }, pendingRevert: null }],
    // Nobody could arm beside what it left behind.
    [
      'lacks\npl-a1b2 failed dead',
      {
        selfRevert: {
          can: false,
          why: 'the job pl-a1b2 failed to restore: see ~/.plumbline/job/log on the host, then remove that folder',
        },
        pendingRevert: null,
      },
    ],
    ['lacks\npl-a1b2 rolledback dead', { selfRevert: { can: true }, pendingRevert: null }],
    [
      'lacks python3 frr-reload.py',
      { selfRevert: { can: false, why: 'the host has no python3 frr-reload.py' }, pendingRevert: null },
    ],
  ])('told as %j is understood', (text, expected) => {
    expect(parseLook(text)).toEqual(expected);
  });
});

describe('OSPF neighbors of FRR 8.4', () => {
  it('are read with their state and interface, one for each link', () => {
    const answer = {
      neighbors: {
        '192.0.2.102': [
          { state: 'Full/DR', nbrState: 'Full/DR', ifaceName: 'eth1:10.0.12.1' },
          { nbrState: 'ExStart/Backup', ifaceName: 'eth2:10.0.13.1' },
        ],
      },
    };
    expect(parseFrrOspf(answer)).toEqual({
      '192.0.2.102 on eth1': { adjacent: true, state: 'Full/DR', interface: 'eth1' },
      '192.0.2.102 on eth2': { adjacent: false, state: 'ExStart/Backup', interface: 'eth2' },
    });
    expect(parseFrrOspf({})).toEqual({});
  });
});
