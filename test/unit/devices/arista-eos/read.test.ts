import { describe, expect, it } from 'vitest';
import { parseEosBgp } from '../../../../src/devices/arista-eos/bgp.ts';
import { createPrompts, isTopOfSession, looksLikeExec } from '../../../../src/devices/arista-eos/prompt.ts';
import { parseEosFacts } from '../../../../src/devices/arista-eos/read.ts';
import { refusalOf } from '../../../../src/devices/arista-eos/refusal.ts';
import { parseEosRunning, parseIsUnsaved } from '../../../../src/devices/arista-eos/running.ts';
import {
  interfaceWith,
  parseEosInterfaces,
  parseEosLldp,
  parseEosOspf,
} from '../../../../src/devices/arista-eos/state.ts';
import { parseEosUsers } from '../../../../src/devices/arista-eos/users.ts';

describe('the running configuration of EOS', () => {
  const header =
    '! Command: show running-config\n! device: sw1 (DCS-7050SX3, EOS-4.31.1F)\n!\n! boot system flash:/EOS.swi\n!\n';

  it('comes without the comments above it, and with those inside', () => {
    expect(parseEosRunning(`${header}hostname sw1\n!\nend\n`, 'sw1')).toBe('hostname sw1\n!\nend\n');
  });

  it('is found behind log lines and what looks like a prompt', () => {
    expect(parseEosRunning(`sw1#\n%SYS-5-CONFIG_I: x\n${header}hostname sw1\nend`, 'sw1')).toBe(
      'hostname sw1\nend\n',
    );
  });

  it.each([
    ['its end', `${header}hostname sw1\n!\n`],
    ['its header', 'hostname sw1\nend\n'],
    ['everything', ''],
  ])('is incomplete without %s', (_what, text) => {
    expect(() => parseEosRunning(text, 'sw1')).toThrow('did not show its whole running configuration');
  });

  it('is saved when it does not differ from what starts the device, and unknown is not saved', () => {
    expect(parseIsUnsaved('\n')).toBe(false);
    expect(parseIsUnsaved('--- flash:/startup-config\n+++ system:/running-config\n@@ -1 +1 @@\n-a\n+b')).toBe(
      true,
    );
    expect(parseIsUnsaved('what?')).toBeNull();
  });
});

describe('the facts of an EOS device', () => {
  it('have a serial number only where there is one', () => {
    const version = { version: '4.31.1F', serialNumber: 'JPE1' };
    expect(parseEosFacts(version, 'sw1', 'sw1')).toEqual({
      hostname: 'sw1',
      version: '4.31.1F',
      serial: 'JPE1',
    });
    expect(parseEosFacts({ ...version, serialNumber: '' }, 'sw1', 'sw1').serial).toBeNull();
    expect(() => parseEosFacts({}, 'sw1', 'sw1')).toThrow('does not tell its version');
  });
});

describe('the interfaces of EOS', () => {
  const answer = {
    interfaces: {
      Ethernet1: {
        interfaceStatus: 'connected',
        lineProtocolStatus: 'up',
        interfaceAddress: [
          { primaryIp: { address: '10.0.12.1', maskLen: 30 }, secondaryIps: { '10.9.0.1': { maskLen: 24 } } },
        ],
        interfaceAddressIp6: { globalUnicastIp6s: [{ address: '2001:db8::1' }] },
      },
      Ethernet2: { interfaceStatus: 'disabled', lineProtocolStatus: 'down' },
      Ethernet3: { interfaceStatus: 'errdisabled', lineProtocolStatus: 'down' },
      Ethernet4: { interfaceStatus: 'notconnect', lineProtocolStatus: 'notPresent' },
    },
  };

  it('are down on purpose only when they are disabled', () => {
    expect(parseEosInterfaces(answer)).toEqual({
      Ethernet1: { admin: 'up', oper: 'up' },
      Ethernet2: { admin: 'down', oper: 'down' },
      Ethernet3: { admin: 'up', oper: 'down' },
      Ethernet4: { admin: 'up', oper: 'down' },
    });
  });

  it.each(['10.0.12.1', '10.9.0.1', '2001:db8::1'])('carry the address %s', (address) => {
    expect(interfaceWith(answer, address)).toBe('Ethernet1');
  });

  it('carry no other address', () => {
    expect(interfaceWith(answer, '10.0.12.2')).toBeNull();
  });
});

describe('the BGP peers of EOS', () => {
  const summary = {
    vrfs: {
      default: {
        peers: {
          '10.0.12.2': { peerState: 'Established' },
          '10.0.13.2': { peerState: 'Idle', peerStateIdleReason: 'Admin' },
          '10.0.14.2': { peerState: 'Active' },
        },
      },
      RED: { peers: { '10.0.12.2': { peerState: 'Established' }, '10.1.0.2': { peerState: 'Connect' } } },
    },
  };
  const configuration = `hostname sw1
!
router bgp 65001
   timers bgp 20 60
   neighbor SPINES peer group
   neighbor SPINES timers 1 3
   neighbor 10.0.12.2 peer group SPINES
   neighbor 10.0.13.2 timers 5 15
   neighbor 10.0.14.2 remote-as 1
   !
   vrf RED
      timers bgp 30 90
      neighbor 10.1.0.2 timers 4 12
!
router ospf 1
   timers bgp 1 1
!
end
`;

  it('are named with their VRF, and have the hold time of their own line, their group, their VRF or the process', () => {
    expect(parseEosBgp(summary, configuration)).toEqual({
      '10.0.12.2': { established: true, state: 'Established', holdTimeSeconds: 3 },
      '10.0.13.2': { established: false, state: 'Idle (Admin)', holdTimeSeconds: 15 },
      '10.0.14.2': { established: false, state: 'Active', holdTimeSeconds: 60 },
      'RED 10.0.12.2': { established: true, state: 'Established', holdTimeSeconds: 90 },
      'RED 10.1.0.2': { established: false, state: 'Connect', holdTimeSeconds: 12 },
    });
  });

  it('hold for three minutes where nothing is configured, and are none where BGP does not run', () => {
    expect(parseEosBgp(summary, 'router bgp 1\n!\nend\n')['10.0.14.2']?.holdTimeSeconds).toBe(180);
    expect(parseEosBgp({ errors: ['BGP inactive'] }, '')).toEqual({});
  });
});

describe('the neighbors of EOS', () => {
  it('are heard by LLDP under their own port name, without its quotation marks', () => {
    const heard = (systemName: string, interfaceId: string) => ({
      lldpNeighborInfo: [{ systemName, chassisId: '001c.7300.0001', neighborInterfaceInfo: { interfaceId } }],
    });
    const lldpNeighbors = {
      Ethernet1: heard('r2', '"Ethernet2"'),
      Ethernet2: heard('', 'Gi0/1'),
      Ethernet3: { lldpNeighborInfo: [] },
    };
    expect(parseEosLldp({ lldpNeighbors })).toEqual({
      Ethernet1: { system: 'r2', port: 'Ethernet2' },
      Ethernet2: { system: '001c.7300.0001', port: 'Gi0/1' },
    });
  });

  it('are adjacent by OSPF when full, or in two-way between two that are not designated', () => {
    const entry = (interfaceAddress: string, adjacencyState: string, drState: string) => ({
      interfaceAddress,
      adjacencyState,
      drState,
      interfaceName: 'Ethernet1',
    });
    const entries = [
      entry('10.0.0.2', 'full', 'DR'),
      entry('10.0.0.3', '2Ways', 'DR Other'),
      entry('10.0.0.4', 'init', 'DR'),
    ];
    const vrfs = {
      default: { instList: { 1: { ospfNeighborEntries: entries } } },
      RED: { instList: { 2: { ospfNeighborEntries: [entry('10.1.0.2', 'exchange', 'BDR')] } } },
    };
    expect(parseEosOspf({ vrfs })).toEqual({
      '10.0.0.2': { adjacent: true, state: 'full', interface: 'Ethernet1' },
      '10.0.0.3': { adjacent: true, state: '2Ways', interface: 'Ethernet1' },
      '10.0.0.4': { adjacent: false, state: 'init', interface: 'Ethernet1' },
      'RED 10.1.0.2': { adjacent: false, state: 'exchange', interface: 'Ethernet1' },
    });
  });
});

describe('the users of EOS', () => {
  const text = `    Line      User        Host(s)       Idle        Location
   1 con 0    admin       idle          00:04:32    -
*  2 vty 2    plumbline   idle          00:00:00    10.99.1.1
   3 vty 3    plumbline   idle          00:10:00    10.99.1.1
   4 vty 4    anna        idle          00:00:07    10.99.1.4
`;

  it('are those beside us, and configure when they stand in a configuration session', () => {
    const instance = { user: 'anna', terminal: 'vty4' };
    const session = {
      name: 'night',
      isPending: true,
      commitUser: null,
      completedAt: null,
      instances: [instance],
    };
    const sessions = { sessions: [session], waiting: null, maxOpen: 5, savesOnCommit: false };
    expect(parseEosUsers(text, ['plumbline'], sessions)).toEqual([
      { name: 'admin', line: 'con 0', from: null, isConfiguring: false },
      { name: 'anna', line: 'vty 4', from: '10.99.1.4', isConfiguring: true },
    ]);
  });
});

describe('the prompts of EOS', () => {
  it('begin with the whole name, a redundancy mark included, which is no configuration mode', () => {
    expect(looksLikeExec('core1(s1)#')).toBe(true);
    expect(looksLikeExec('core1(s1)(config)#')).toBe(false);
    const prompts = createPrompts('core1(s1)#');
    expect(prompts.isExec('core1(s1)#')).toBe(true);
    expect(prompts.modeOf('core1(s1)#')).toBeNull();
    expect(prompts.modeOf('core1(s1)(config-s-pl-abc-if-Et1)#')).toBe('config-s-pl-abc-if-Et1');
    expect(prompts.isAny('core2(s1)(config)#')).toBe(false);
  });

  it('show only the first characters of a session, and no other session may begin like that', () => {
    expect(isTopOfSession('config-s-pl-abc', 'pl-abcdef')).toBe(true);
    expect(isTopOfSession('config-s-pl-abd', 'pl-abcdef')).toBe(false);
    expect(isTopOfSession('config', 'pl-abcdef')).toBe(false);
    expect(isTopOfSession('config-s-', 'pl-abcdef')).toBe(false);
  });
});

describe('what EOS answers to a line', () => {
  it.each([
    '% Invalid input',
    '% Incomplete command',
    "% Authorization denied for command 'interface Ethernet1'",
    '% Maximum number of pending sessions has been reached. Please commit or abort previous sessions.',
    '% Duplicate sequence number',
    '% something nobody has seen',
  ])('is a refusal: "%s"', (answer) => {
    expect(refusalOf(`${answer}\n`)).toBe(answer);
  });

  it.each([
    '',
    '! IP configuration will be ignored while interface Ethernet1 is not a routed port.\n',
    '%SYS-5-CONFIG_I: Configured from console by anna\n',
    'Copy completed successfully.\n',
  ])('is none: "%s"', (answer) => {
    expect(refusalOf(answer)).toBeNull();
  });
});
