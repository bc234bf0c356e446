import { describe, expect, it } from 'vitest';
import { parseRunningDaemons } from '../../../../src/devices/frr/daemons.ts';
import { parseFrrBgp, parseFrrInterfaces, parseFrrVersion } from '../../../../src/devices/frr/read.ts';

const DAEMONS = ' zebra ospfd bgpd watchfrr staticd\n';
const WATCHED = `watchfrr global phase: Idle
 Restart Command: "/usr/lib/frr/watchfrr.sh restart %s"
  zebra                Up
  bgpd                 Up
  ospfd                Up
  staticd              Up
`;
const incomplete = expect.objectContaining({ code: 'device.incomplete' }) as Error;

describe('reading FRR', () => {
  it('lists the daemons of a router that is whole', () => {
    expect(parseRunningDaemons(DAEMONS + WATCHED, 'r1')).toEqual(['zebra', 'bgpd', 'ospfd', 'staticd']);
  });

  it.each([
    ['a daemon is down', DAEMONS + WATCHED.replace('bgpd                 Up', 'bgpd                 Down')],
    [
      'a daemon does not answer',
      DAEMONS + WATCHED.replace('ospfd                Up', 'ospfd                Unresponsive'),
    ],
    ['vtysh does not reach a daemon', DAEMONS.replace(' bgpd', '') + WATCHED],
    ['a daemon is just being restarted', `${DAEMONS}${WATCHED}      restart running, pid 4711\n`],
    ['watchfrr is still starting', DAEMONS + WATCHED.replace('Idle', 'Startup')],
    ['nobody watches the daemons', DAEMONS],
    ['nothing is watched', `${DAEMONS}watchfrr global phase: Idle\n`],
  ])('calls a router incomplete while %s', (_what, text) => {
    expect(() => parseRunningDaemons(text, 'r1')).toThrow(incomplete);
  });

  it('reads the host name daemons use, and the version', () => {
    expect(parseFrrVersion('FRRouting 8.4.4 (r1) on Linux(6.1).\n', 'r1')).toEqual({
      hostname: 'r1',
      version: '8.4.4',
      serial: null,
    });
  });

  it('reads interfaces', () => {
    const text = {
      eth1: { administrativeStatus: 'up', operationalStatus: 'down' },
      eth2: { administrativeStatus: 'down', operationalStatus: 'down' },
    };
    expect(parseFrrInterfaces(text)).toEqual({
      eth1: { admin: 'up', oper: 'down' },
      eth2: { admin: 'down', oper: 'down' },
    });
  });

  it('reads peers of all VRFs, with the negotiated hold time or else the configured one', () => {
    const peer = (state: string) => ({ ipv4Unicast: { peers: { '10.0.12.2': { state } } } });
    const summary = { default: peer('Established'), red: peer('Idle (Admin)') };
    const neighbors = {
      default: { '10.0.12.2': { bgpTimerHoldTimeMsecs: 9_000, bgpTimerConfiguredHoldTimeMsecs: 180_000 } },
      red: { vrfId: 4, '10.0.12.2': { bgpTimerHoldTimeMsecs: 0, bgpTimerConfiguredHoldTimeMsecs: 30_000 } },
    };
    expect(parseFrrBgp(summary, neighbors)).toEqual({
      '10.0.12.2': { established: true, state: 'Established', holdTimeSeconds: 9 },
      'red 10.0.12.2': { established: false, state: 'Idle (Admin)', holdTimeSeconds: 30 },
    });
  });
});
