import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { startSimulatedDevice } from '../../../../src/sandbox/devices/start-simulated-device.ts';
import { openTerminal } from './open-terminal.ts';
import type { Terminal } from './open-terminal.ts';
import { eventually } from '../../../support/eventually.ts';

const CONFIGURATION = `hostname edge1
lldp run
archive
 path flash:cfg
 maximum 2
interface GigabitEthernet1
 ip address 10.0.12.1 255.255.255.252
interface GigabitEthernet2
 description before
router ospf 1
 network 10.0.12.0 0.0.0.3 area 0
`;
const ANNA = { username: 'anna', password: 'a' };
const BERT = { username: 'bert', password: 'b' };
const MINUTE_MS = 250;

describe('a change on the simulated cisco_ios device that waits for its confirmation', () => {
  let device: SimulatedDevice;
  const terminals: Terminal[] = [];

  beforeEach(async () => {
    device = await startSimulatedDevice({
      platform: 'cisco_ios',
      host: '127.77.0.34',
      port: 0,
      hostname: 'edge1',
      users: [ANNA, BERT],
      configuration: CONFIGURATION,
      minuteMs: MINUTE_MS,
      lldpNeighbors: [{ interface: 'GigabitEthernet1', system: 'core1', port: 'Gi0/7' }],
      ospfNeighbors: [{ routerId: '192.0.2.2', address: '10.0.12.2' }],
    });
  });
  afterEach(async () => {
    for (const { client } of terminals.splice(0)) client.end();
    await device.stop();
  });

  async function login(who: { readonly username: string; readonly password: string }): Promise<Terminal> {
    const terminal = await openTerminal(device, who);
    terminals.push(terminal);
    return terminal;
  }

  async function change(terminal: Terminal, minutes: number, text: string): Promise<void> {
    expect(await terminal.answer(`conf t rev timer ${minutes}`)).toContain(
      'Backing up current running config',
    );
    await terminal.answer('int gi2');
    await terminal.answer(`description ${text}`);
    await terminal.answer('end');
  }

  it('is refused in the words of IOS while there is no archive', async () => {
    device.editByHand(['archive', 'no path']);
    const terminal = await login(ANNA);
    const answer = await terminal.answer('configure terminal revert timer 5');
    expect(answer).toBe('%Turn config archive on before using Rollback Confirmed Change\n');
    await terminal.sees(/edge1#$/);
    expect(await terminal.answer('show archive')).toBe('Archive feature not enabled\n');
  });

  it('is told with time, minutes and user, until it is confirmed', async () => {
    const terminal = await login(ANNA);
    const idle = '%No Rollback Confirmed Change pending\n';
    expect(await terminal.answer('show archive config rollback timer')).toBe(idle);
    await change(terminal, 100, 'waits');
    expect(await terminal.answer('show archive config rollback timer')).toMatch(
      /^Time configured\(or reconfigured\): \d\d:\d\d:\d\d UTC .*\nTimer type: absolute timer\nTimer value: 100 min\nUser: anna\n$/,
    );
    expect(await terminal.answer('configure confirm')).toBe('');
    expect(await terminal.answer('show archive config rollback timer')).toBe(idle);
    expect(await terminal.answer('configure confirm')).toBe(idle);
    expect(device.running()).toContain('description waits');
  });

  it('keeps no more copies than the archive may have', async () => {
    const terminal = await login(ANNA);
    for (const text of ['a', 'b', 'c']) {
      await change(terminal, 100, text);
      await terminal.answer('configure confirm');
    }
    const archive = await terminal.answer('show archive');
    expect(archive).toContain('There are currently 2 archive configurations saved.');
    expect(archive).toContain('The next archive file will be named flash:cfg-4');
    expect(archive).toMatch(/ {3}2 +flash:cfg-3 <- Most Recent/);
  });

  it('is taken back when its minutes are over, counted from their last setting', async () => {
    const terminal = await login(ANNA);
    await change(terminal, 2, 'lapses');
    expect(await terminal.answer('configure revert timer 4')).toBe('');
    await sleep(2.5 * MINUTE_MS);
    expect(device.running()).toContain('description lapses');
    await vi.waitFor(() => expect(device.running()).toContain('description before'), 10 * MINUTE_MS);
  });

  it('is taken back at once when its user wants it', async () => {
    const terminal = await login(ANNA);
    await change(terminal, 100, 'unwanted');
    expect(await terminal.answer('configure revert now')).toContain('Rollback Done');
    expect(device.running()).toContain('description before');
  });

  it('belongs to the user who began it', async () => {
    const terminal = await login(ANNA);
    await change(terminal, 100, 'hers');
    const other = await login(BERT);
    for (const line of ['configure confirm', 'configure revert now', 'configure revert timer 1'])
      expect(await other.answer(line)).toContain('%Rollback Confirmed Change is owned by user anna');
    expect(await other.answer('conf t rev timer 3')).toContain(
      '%Rollback Confirmed Change is already pending',
    );
    expect(await terminal.answer('configure confirm')).toBe('');
  });

  it('is forgotten by a reboot', async () => {
    await change(await login(ANNA), 1, 'gone');
    device.reboot();
    expect(device.running()).toContain('description before');
    device.editByHand(['interface GigabitEthernet2', 'description later']);
    await sleep(1.5 * MINUTE_MS);
    expect(device.running()).toContain('description later');
  });

  it.each(['0', '121', 'soon', '5 6', ''])('takes no timer of "%s" minutes', async (minutes) => {
    const terminal = await login(ANNA);
    const answer = await terminal.answer(`configure terminal revert timer ${minutes}`);
    expect(answer).toContain('% Invalid input detected');
    await terminal.sees(/edge1#$/);
  });

  describe('and what the device says of itself', () => {
    it('shows who is logged in, with a star at who asks, and gives a line to the next', async () => {
      const first = await login(ANNA);
      const second = await login(BERT);
      const rows = async (terminal: Terminal) =>
        (await terminal.answer('show users'))
          .split('\n')
          .filter((row) => / vty /.test(row))
          .map((row) => row.replaceAll(/ +/g, ' ').trim());
      expect(await rows(second)).toEqual([
        expect.stringMatching(/^2 vty 0 anna idle 00:00:\d\d 127\./),
        expect.stringMatching(/^\* 3 vty 1 bert idle 00:00:00 127\./),
      ]);
      first.client.end();
      await eventually(() => expect(device.sessions()).toBe(1));
      expect(await rows(await login(ANNA))).toContainEqual(expect.stringMatching(/^\* 2 vty 0 anna/));
    });

    it('lets nobody configure while somebody holds the lock', async () => {
      const terminal = await login(ANNA);
      expect(await terminal.answer('show configuration lock')).toContain('State             : FREE');
      device.setFault({ kind: 'locked', by: 'bert' });
      expect(await terminal.answer('show configuration lock')).toContain('User              : bert');
      for (const line of ['configure terminal', 'configure terminal revert timer 5']) {
        expect(await terminal.answer(line)).toContain(
          "Configuration mode is locked by process '484' user 'bert'",
        );
        await terminal.sees(/edge1#$/);
      }
    });

    it('says when its memory for the startup configuration is full', async () => {
      device.setFault({ kind: 'save-fails' });
      const answer = await (await login(ANNA)).answer('write memory');
      expect(answer).toContain('startup-config file open failed (Not enough space)');
      expect(answer).not.toContain('[OK]');
    });

    it('logs who left configuration mode, and from where', async () => {
      const terminal = await login(ANNA);
      await terminal.answer('configure terminal');
      await terminal.answer('end');
      expect(await terminal.answer('show logging | include CONFIG_I')).toMatch(
        /%SYS-5-CONFIG_I: Configured from console by anna on vty0 \(127\.[\d.]+\)\n/,
      );
    });

    it.each([
      ['the port is shut down', ['interface GigabitEthernet1', 'shutdown'], 'Total entries displayed: 0'],
      ['it does not listen', ['interface GigabitEthernet1', 'no lldp receive'], 'Total entries displayed: 0'],
      ['LLDP is off', ['no lldp run'], '% LLDP is not enabled'],
    ])('hears a neighbor by LLDP unless %s', async (_what, lines, expected) => {
      const terminal = await login(ANNA);
      expect(await terminal.answer('show lldp neighbors detail')).toMatch(
        /Local Intf: Gi1\n[\s\S]*Port id: Gi0\/7\n[\s\S]*System Name: core1\n/,
      );
      device.editByHand(lines);
      const answer = await terminal.answer('show lldp neighbors detail');
      expect(answer).toContain(expected);
      expect(answer).not.toContain('core1');
    });

    it.each([
      ['the port is shut down', ['interface GigabitEthernet1', 'shutdown']],
      ['the port is passive', ['router ospf 1', 'passive-interface GigabitEthernet1']],
      ['no network covers the port', ['router ospf 1', 'no network 10.0.12.0 0.0.0.3 area 0']],
      ['the address is another', ['interface GigabitEthernet1', 'ip address 10.0.99.1 255.255.255.252']],
    ])('has its neighbor in OSPF unless %s', async (_what, lines) => {
      const terminal = await login(ANNA);
      expect(await terminal.answer('show ip ospf neighbor')).toMatch(
        /192\.0\.2\.2 +1 +FULL\/DR +[\d:]+ +10\.0\.12\.2 +GigabitEthernet1\n/,
      );
      device.editByHand(lines);
      expect(await terminal.answer('show ip ospf neighbor')).not.toContain('10.0.12.2');
    });
  });
});
