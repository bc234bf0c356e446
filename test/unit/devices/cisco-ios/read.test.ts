import { describe, expect, it } from 'vitest';
import { parseIosBgp } from '../../../../src/devices/cisco-ios/bgp.ts';
import {
  parseIosInterfaces,
  parseIosRunning,
  parseIosVersion,
} from '../../../../src/devices/cisco-ios/read.ts';

const SUMMARY = `For address family: IPv4 Unicast
BGP router identifier 192.0.2.1, local AS number 65001
BGP table version is 44, main routing table version 44

Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
10.0.12.2       4        65002    1203    1199       44    0    0 17:41:09       12
10.0.13.2       4        65003       0       0        1    0    0 never    Idle (Admin)
10.0.14.2       4         1.10       0       0        1    0    0 never    Active
*10.0.15.2      4        65005      10      10        1    0    0 3d04h           0

For address family: IPv6 Unicast
BGP router identifier 192.0.2.1, local AS number 65001
Neighbor        V           AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
2001:DB8:0:12::2
                4        65002     900     901       44    0    0 3d04h          7
`;

describe('reading IOS', () => {
  it('reads the BGP summary with all its shapes of lines', () => {
    const states = Object.entries(parseIosBgp(SUMMARY, '')).map(([peer, { state }]) => [peer, state]);
    expect(states).toEqual([
      ['10.0.12.2', 'Established'],
      ['10.0.13.2', 'Idle (Admin)'],
      ['10.0.14.2', 'Active'],
      ['10.0.15.2', 'Established'],
      ['2001:DB8:0:12::2', 'Established'],
    ]);
  });

  it('finds no peers where BGP is not active', () => {
    expect(parseIosBgp('% BGP not active\n', '')).toEqual({});
  });

  it.each([
    ['the default', '', 180],
    ['those of the process', ' timers bgp 10 30', 30],
    ['those of the peer', ' timers bgp 10 30\n neighbor 10.0.12.2 timers 3 9', 9],
    ['those of its group', ' neighbor 10.0.12.2 peer-group IX\n neighbor IX timers 5 15', 15],
    ['unknown with a template', ' neighbor 10.0.12.2 inherit peer-session S', null],
  ])('takes the hold time to be %s', (_what, lines, seconds) => {
    const configuration = `router bgp 65001\n${lines}\n`;
    expect(parseIosBgp(SUMMARY, configuration)['10.0.12.2']?.holdTimeSeconds).toBe(seconds);
  });

  it('reads interfaces with admin and operational state', () => {
    const text = `GigabitEthernet1 is up, line protocol is up
  Hardware is CSR vNIC
GigabitEthernet2 is administratively down, line protocol is down
Gi1/0/3 is down, line protocol is down (err-disabled)
TenGigabitEthernet1/1/1 is up, line protocol is down (looped)
`;
    expect(parseIosInterfaces(text)).toEqual({
      GigabitEthernet1: { admin: 'up', oper: 'up' },
      GigabitEthernet2: { admin: 'down', oper: 'down' },
      'Gi1/0/3': { admin: 'up', oper: 'down' },
      'TenGigabitEthernet1/1/1': { admin: 'up', oper: 'down' },
    });
  });

  it('drops header and volatile lines, and nothing that only resembles them', () => {
    const text = `Building configuration...

Current configuration : 312 bytes
!
! Last configuration change at 09:14:22 UTC Tue Mar 3 2026 by anna
! NVRAM config last updated at 09:15:01 UTC Tue Mar 3 2026 by anna
!
version 17.9
hostname edge1
ntp clock-period 36028
interface GigabitEthernet1
 description ntp clock-period 1
!
end
`;
    expect(parseIosRunning(text, 'edge1')).toBe(
      '!\nversion 17.9\nhostname edge1\ninterface GigabitEthernet1\n description ntp clock-period 1\n!\nend\n',
    );
  });

  it.each([
    'Current configuration : 12 bytes\nhostname edge1\n',
    'Current configuration : 12 bytes\nhostname edge1\n description the end\n',
    '',
  ])('calls a configuration that does not close incomplete', (text) => {
    expect(() => parseIosRunning(text, 'edge1')).toThrow(
      expect.objectContaining({ code: 'device.incomplete' }),
    );
  });

  it('reads version and serial number, and refuses to guess a version', () => {
    const text =
      'Cisco IOS Software [Cupertino], Version 17.9.4a, RELEASE SOFTWARE (fc3)\nProcessor board ID 9ABCDEF0123\n';
    expect(parseIosVersion(text, 'edge1')).toEqual({ version: '17.9.4a', serial: '9ABCDEF0123' });
    expect(() => parseIosVersion('hello', 'edge1')).toThrow('software version');
  });
});
