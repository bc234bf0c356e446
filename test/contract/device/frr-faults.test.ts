import { setTimeout as sleep } from 'node:timers/promises';
import { NodeSSH } from 'node-ssh';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { Transaction } from '../../../src/domain/transaction.ts';
import type { DeviceWriter } from '../../../src/ports/devices.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { GatewayChanges } from './device-bench.ts';
import { createGateway, inInterface, NEVER, permitFor } from './device-bench.ts';
import { credentialFor, knownHostsOf, OPERATOR } from './simulated-bench.ts';
import { frrUnitOf, startFrrRouter, VTYSH_USER } from './simulated-frr-bench.ts';
import { eventually } from '../../support/eventually.ts';

const LONG: Transaction = { name: 'pl-faults', revertAfterMinutes: 100 };
/** A second: jobs count in whole ones. */
const SHORT: Transaction = { name: 'pl-short', revertAfterMinutes: 1 };
const DOWN = { kind: 'daemon-down', daemon: 'bgpd' } as const;

describe('an FRR router that misbehaves', () => {
  let device: SimulatedDevice;
  const opened: Devices[] = [];

  beforeEach(async () => {
    device = await startFrrRouter('127.77.0.34');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((devices) => devices.close()));
    await device.stop();
  });

  function gateway(changes: GatewayChanges = {}): Devices {
    const timeouts = { minuteMs: 1_000, ...changes.timeouts };
    const devices = createGateway(credentialFor(device), knownHostsOf(device), { ...changes, timeouts });
    opened.push(devices);
    return devices;
  }
  const read = (changes?: GatewayChanges) => gateway(changes).reader.read(frrUnitOf(device), NEVER);
  async function write<T>(work: (writer: DeviceWriter) => Promise<T>, changes?: GatewayChanges): Promise<T> {
    const writer = await gateway(changes).openWriter(permitFor(frrUnitOf(device)), NEVER);
    try {
      return await work(writer);
    } finally {
      await writer.close();
    }
  }
  const apply = (commands: readonly Command[], transaction: Transaction | null) =>
    write((writer) => writer.apply(commands, transaction));
  const describing = (text: string) => inInterface('eth9', `description ${text}`);
  const entered = () => device.log().map(({ command }) => command);

  describe('by going on after the connection was cut', () => {
    it('applies every line it was sent, also those after the cut', async () => {
      const ssh = new NodeSSH();
      await ssh.connect({ host: device.address, port: device.port, ...VTYSH_USER });
      ssh.connection?.on('error', () => undefined);
      const lines = Array.from({ length: 600 }, (_, index) => `description line ${index + 1}`);
      const text = ['configure terminal', 'interface eth9', ...lines].join('\n');
      const sent = ssh.execCommand(text);
      await eventually(() => expect(entered().length).toBeGreaterThan(5), 1);
      device.cutSessions();
      const cutAt = entered().length;
      expect(cutAt).toBeLessThan(600);
      // ssh2 resolves, with nothing in it: whoever takes that for success is wrong.
      expect(await sent).toMatchObject({ code: null });
      await eventually(() => expect(device.running()).toContain('description line 600'));
    });
  });

  describe('with a daemon that is down', () => {
    it('shows no BGP at all, which the driver calls incomplete and never a configuration', async () => {
      device.setFault(DOWN);
      expect(device.running()).not.toContain('router bgp');
      await expect(read()).rejects.toMatchObject({ code: 'device.incomplete', retry: 'later' });
    });

    it('comes back with what was saved, and what was not is lost: a part of the change, seen by reading', async () => {
      const route = { path: ['router bgp 65001'], command: 'neighbor 10.0.12.2 description unsaved' };
      expect(await apply([describing('unsaved too'), route], null)).toEqual({ kind: 'accepted' });
      device.setFault(DOWN);
      device.setFault(null);
      const { configuration } = await read();
      expect(configuration).toContain('description unsaved too');
      expect(configuration).toContain('neighbor 10.0.12.2 description r2');
    });

    it('is not armed, because the job would delete what is not shown now', async () => {
      device.setFault(DOWN);
      expect(await apply([describing('never')], LONG)).toMatchObject({
        kind: 'not-armed',
        answer: expect.stringContaining('bgpd is not up') as string,
      });
      expect(entered()).toEqual([]);
      device.setFault(null);
      expect(await write((writer) => writer.pendingRevert())).toBeNull();
    });

    it('refuses its lines in the words of vtysh', async () => {
      device.setFault(DOWN);
      const command = { path: ['router bgp 65001'], command: 'neighbor 10.0.12.2 shutdown' };
      const refused = { kind: 'refused', sent: 0, command, answer: 'bgpd is not running' };
      expect(await apply([command], null)).toMatchObject(refused);
    });

    it('is restored once the daemon is back, although frr-reload.py said all was well before', async () => {
      const before = (await read()).configuration;
      const route = { path: ['router bgp 65001'], command: 'neighbor 10.0.12.2 description changed' };
      expect(await apply([describing('changed'), route], SHORT)).toEqual({ kind: 'accepted' });
      await write((writer) => writer.save()); // so that bgpd comes back with the change
      device.setFault(DOWN);
      await sleep(1_500); // the job has begun to restore
      device.setFault(null);
      expect(device.running()).toContain('neighbor 10.0.12.2 description changed');
      expect(await write((writer) => writer.pendingRevert())).toMatchObject({ isOurs: true });
      await eventually(async () => expect((await read()).configuration).toBe(before), 200);
      expect(await write((writer) => writer.confirm(SHORT))).toMatchObject({ kind: 'not-pending' });
    });
  });

  describe('with a daemon that hides a line while it is down', () => {
    it('is not called restored before the daemon is back and has shown what it read', async () => {
      const before = (await read()).configuration;
      const route = { path: [], command: 'ip route 203.0.113.0/24 blackhole' };
      expect(await apply([route], SHORT)).toEqual({ kind: 'accepted' });
      await write((writer) => writer.save()); // so that staticd comes back with the route
      device.setFault({ kind: 'daemon-down', daemon: 'staticd' });
      await sleep(1_500); // without staticd all looks as before
      device.setFault(null);
      expect(device.running()).toContain('ip route');
      await eventually(async () => expect((await read()).configuration).toBe(before), 200);
    });
  });

  describe('by rebooting', () => {
    it('loses job and change together, so there is nothing to confirm', async () => {
      expect(await apply([describing('unsaved')], LONG)).toEqual({ kind: 'accepted' });
      device.reboot();
      const { configuration, administration } = await read();
      expect(configuration).not.toContain('unsaved');
      expect(administration.pendingRevert).toBeNull();
      expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'not-pending' });
      expect(await apply([describing('again')], LONG)).toEqual({ kind: 'accepted' });
    });
  });

  describe('while a change is confirmed or reverted', () => {
    it.each([
      ['lost on the way back', { kind: 'close', at: 'kill -s TERM', applied: true } as const, null],
      [
        'never there',
        { kind: 'hang', at: `mv /home/${OPERATOR.username}/.plumbline/job/armed` } as const,
        'pl-faults',
      ],
    ])(
      'says unknown when the answer is %s, and a new session tells what stands',
      async (_how, fault, owner) => {
        expect(await apply([describing('stands')], LONG)).toEqual({ kind: 'accepted' });
        device.setFault(fault);
        const timeouts = { commandMs: 500 };
        expect(await write((writer) => writer.confirm(LONG), { timeouts })).toMatchObject({
          kind: 'unknown',
        });
        device.setFault(null);
        expect((await write((writer) => writer.pendingRevert()))?.owner ?? null).toBe(owner);
        expect(device.running()).toContain('description stands');
      },
    );

    it('goes on restoring when the connection is cut after it was told to', async () => {
      const before = (await read()).configuration;
      expect(await apply([describing('gone')], LONG)).toEqual({ kind: 'accepted' });
      device.setFault({ kind: 'close', at: 'kill -s USR1', applied: true });
      expect(await write((writer) => writer.revert(LONG))).toMatchObject({ kind: 'unknown' });
      device.setFault(null);
      await eventually(async () => expect((await read()).configuration).toBe(before));
    });

    it('knows a change by its name only', async () => {
      expect(await apply([describing('ours')], LONG)).toEqual({ kind: 'accepted' });
      const other = { ...LONG, name: 'pl-other' };
      expect(await write((writer) => writer.confirm(other))).toMatchObject({ kind: 'not-pending' });
      expect(await write((writer) => writer.revert(other))).toMatchObject({ kind: 'not-pending' });
      expect(await write((writer) => writer.pendingRevert())).toEqual({ isOurs: true, owner: LONG.name });
    });
  });

  describe('with a name that is none', () => {
    it.each(['pl-', 'pl-$(id)', "pl-a'b", 'pl-0123456789abc', 'job', 'pl-a b', 'pl-a\n'])(
      'arms nothing under %j',
      async (name) => {
        const result = await apply([describing('never')], { ...LONG, name });
        expect(result).toMatchObject({ kind: 'not-armed' });
        expect(entered()).toEqual([]);
      },
    );
  });

  describe('with an account or a release that cannot', () => {
    it('arms nothing for an account that logs in to vtysh, and says what it needs', async () => {
      const credential = { ...VTYSH_USER };
      const can = await write((writer) => writer.selfRevert(), { credential });
      expect(can).toEqual({ can: false, why: expect.stringContaining('needs a shell') as string });
      const applied = await write((writer) => writer.apply([describing('never')], LONG), { credential });
      expect(applied).toMatchObject({ kind: 'not-armed' });
      expect(entered()).toEqual([]);
    });

    it.each(['9.1', '10.3'])('arms nothing on FRR %s, whose mgmtd the job could crash', async (version) => {
      await device.stop();
      device = await startFrrRouter('127.77.0.34', { version });
      const can = await write((writer) => writer.selfRevert());
      expect(can).toEqual({ can: false, why: expect.stringContaining('mgmtd') as string });
      expect(await apply([describing('never')], LONG)).toMatchObject({ kind: 'not-armed' });
    });
  });

  describe('in other ways', () => {
    it('is read whole where the login shell says something before every answer', async () => {
      device.setFault({ kind: 'prompt-like', at: 'show running-config' });
      const noisy = await read();
      device.setFault(null);
      expect(await read()).toEqual(noisy);
    });

    it('tells LLDP and OSPF neighbors, and no people where nobody has a terminal', async () => {
      await device.stop();
      device = await startFrrRouter('127.77.0.34', {
        lldpNeighbors: [{ interface: 'eth1', system: 'r2', port: 'eth1' }],
        ospfNeighbors: [{ routerId: '192.0.2.102', address: '10.0.12.2' }],
      });
      device.editByHand(['router ospf', 'network 10.0.12.0/30 area 0']);
      const { state, administration } = await read();
      expect(state.lldp).toEqual({ eth1: { system: 'r2', port: 'eth1' } });
      expect(state.ospf).toEqual({
        '192.0.2.102 on eth1': { adjacent: true, state: 'Full/-', interface: 'eth1' },
      });
      expect(administration).toMatchObject({ users: [], lastChange: null, isUnsaved: null });
    });

    it('tells that it did not save, with what vtysh said', async () => {
      device.setFault({ kind: 'save-fails' });
      expect(await write((writer) => writer.save())).toBe(false);
      expect(device.startup()).toBe(device.running());
    });

    it('is told nothing more after a question, which nobody can answer on an exec channel', async () => {
      device.setFault({ kind: 'question', at: 2, question: 'Sure? ' });
      const timeouts = { commandMs: 300, idleMs: 300 };
      const result = await write((writer) => writer.apply([describing('never')], null), { timeouts });
      expect(result).toMatchObject({ kind: 'unknown', sent: 1 });
    });

    it.each([
      ['says yes and does nothing', { kind: 'no-effect' } as const, null],
      ['does half', { kind: 'half', from: 4 } as const, 'description first'],
    ])('%s, which only a new read shows', async (_what, fault, left) => {
      device.setFault(fault);
      expect(await apply([describing('first'), describing('second')], null)).toEqual({ kind: 'accepted' });
      const { configuration } = await read();
      expect(configuration).not.toContain('second');
      if (left !== null) expect(configuration).toContain(left);
    });

    it('loses a peer with a line, and has it back once the line is gone', async () => {
      device.setFault({ kind: 'worse', at: 2, down: ['10.0.12.2'] });
      await apply([describing('worse')], null);
      expect((await read()).state.bgp['10.0.12.2']).toMatchObject({ established: false, state: 'Active' });
      await apply([inInterface('eth9', 'no description')], null);
      expect((await read()).state.bgp['10.0.12.2']).toMatchObject({ established: true });
    });

    it('is not let in where no connection is free, and by no other key', async () => {
      device.setFault({ kind: 'no-lines' });
      await expect(read()).rejects.toMatchObject({ code: 'device.unreachable' });
      device.setFault({ kind: 'other-host-key' });
      await expect(read()).rejects.toMatchObject({ code: 'device.host-key' });
      device.setFault({ kind: 'wrong-password' });
      await expect(read()).rejects.toMatchObject({ code: 'device.authentication' });
      device.setFault({ kind: 'silent' });
      await expect(read({ timeouts: { handshakeMs: 200 } })).rejects.toMatchObject({
        code: 'device.timeout',
      });
    });
  });
});
