import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Transaction } from '../../../src/domain/transaction.ts';
import type { DeviceWriter } from '../../../src/ports/devices.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { SimulatedFault } from '../../../src/sandbox/devices/simulated-fault.ts';
import type { GatewayChanges } from './device-bench.ts';
import { createGateway, ENDLESS, inInterface, NEVER, permitFor } from './device-bench.ts';
import { credentialFor, knownHostsOf, OPERATOR, startRouter, unitOf } from './simulated-bench.ts';
import { eventually } from '../../support/eventually.ts';

const LONG: Transaction = { name: 'pl-faults', revertAfterMinutes: 100 };
const SHOW_TIMER = 'show archive config rollback timer';

describe('a cisco_ios transaction when the device misbehaves', () => {
  let device: SimulatedDevice;
  const opened: Devices[] = [];

  beforeEach(async () => {
    const anna = { username: 'anna', password: 'a' };
    device = await startRouter('127.77.0.24', {
      users: [OPERATOR, anna],
      minuteMs: 1_000,
      lldpNeighbors: [{ interface: 'GigabitEthernet2', system: 'r2', port: 'Gi0/1' }],
    });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((devices) => devices.close()));
    await device.stop();
  });

  function gateway(changes?: GatewayChanges): Devices {
    const devices = createGateway(credentialFor(device), knownHostsOf(device), changes);
    opened.push(devices);
    return devices;
  }
  async function write<T>(work: (writer: DeviceWriter) => Promise<T>, changes?: GatewayChanges): Promise<T> {
    const writer = await gateway(changes).openWriter(permitFor(unitOf(device)), NEVER);
    try {
      return await work(writer);
    } finally {
      await writer.close();
    }
  }
  const read = (changes?: GatewayChanges) => gateway(changes).reader.read(unitOf(device), NEVER);
  const describing = (text: string) => inInterface('GigabitEthernet3', `description ${text}`);
  const steps = [describing('one'), describing('two'), describing('three')];
  const applySteps = (fault: SimulatedFault | null, transaction: Transaction | null = LONG) => {
    device.setFault(fault);
    return write((writer) => writer.apply(steps, transaction));
  };

  describe('arming', () => {
    it('sends nothing when no timer is seen running, whatever the answer to the order was', async () => {
      const answer = '%No Rollback Confirmed Change pending';
      const result = await applySteps({ kind: 'refuse', at: SHOW_TIMER, answer });
      expect(result).toMatchObject({ kind: 'not-armed' });
      expect(device.log()).toEqual([]);
    });

    it.each(['Timer value: 7 min\nUser: plumbline', 'Timer value: 100 min\nUser: anna', 'what?'])(
      'sends nothing when the timer is "%s"',
      async (answer) => {
        const result = await applySteps({ kind: 'refuse', at: SHOW_TIMER, answer });
        expect(result).toMatchObject({ kind: 'not-armed' });
        expect(device.log()).toEqual([]);
      },
    );

    it('tells of software that knows no timer', async () => {
      device.setFault({ kind: 'refuse', at: SHOW_TIMER });
      const can = await write((writer) => writer.selfRevert());
      expect(can).toMatchObject({ can: false, why: expect.stringContaining('no rollback timer') as unknown });
      expect((await read()).administration).toMatchObject({ pendingRevert: null, selfRevert: can });
    });

    it('sends nothing when the order to arm is asked back', async () => {
      const question = 'Do you want to kill that session and continue [no]: ';
      const result = await applySteps({ kind: 'question', at: 'configure terminal', question });
      expect(result).toMatchObject({ kind: 'locked' });
      expect(device.log()).toEqual([]);
    });

    it('calls a lock a lock also without a transaction', async () => {
      const result = await applySteps({ kind: 'locked', by: 'anna' }, null);
      expect(result).toMatchObject({ kind: 'locked' });
      expect(device.log()).toEqual([]);
    });

    it('calls a session cut while arming unknown, with nothing sent', async () => {
      const result = await applySteps({ kind: 'close', at: 'configure terminal revert', applied: true });
      expect(result).toMatchObject({ kind: 'unknown', sent: 0 });
      device.setFault(null);
      expect((await read()).administration.pendingRevert).toEqual({ isOurs: true, owner: 'plumbline' });
    });
  });

  describe('answers that look like prompts', () => {
    it.each(['show version', 'show running-config', SHOW_TIMER, 'interface', 'description two'])(
      'are read as text when they come before the answer to "%s"',
      async (at) => {
        device.setFault({ kind: 'prompt-like', at });
        expect(await write((writer) => writer.apply(steps, null))).toEqual({ kind: 'accepted' });
        const { configuration, facts } = await read();
        expect(facts.hostname).toBe('edge1');
        expect(configuration).toContain('description three');
      },
    );
  });

  describe('ending', () => {
    beforeEach(async () => {
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
    });

    it.each([
      [true, 'not-pending', 'three'],
      [false, 'done', 'three'],
    ])('asks again after a lost confirmation (done there: %s)', async (applied, again, text) => {
      device.setFault({ kind: 'close', at: 'configure confirm', applied });
      expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'unknown' });
      device.setFault(null);
      expect((await write((writer) => writer.confirm(LONG))).kind).toBe(again);
      expect(device.running()).toContain(text);
      expect((await read()).administration.pendingRevert).toBeNull();
    });

    it('is not done when the device says yes and its timer still runs', async () => {
      device.setFault({ kind: 'refuse', at: 'configure confirm', answer: '' });
      const said = await write((writer) => writer.confirm(LONG));
      expect(said).toMatchObject({
        kind: 'refused',
        answer: expect.stringContaining('still waits') as unknown,
      });
    });

    it('tells the words of a device that cannot go back', async () => {
      const answer = 'Rollback aborted after 5 passes';
      device.setFault({ kind: 'refuse', at: 'configure revert now', answer });
      expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'refused', answer });
    });

    it('gives up waiting for the way back after the time the setting gives', async () => {
      device.setFault({
        kind: 'refuse',
        at: 'configure revert now',
        answer: 'Start rolling to: flash:before-1',
      });
      const said = await write((writer) => writer.revert(LONG), { timeouts: { ...ENDLESS, commitMs: 200 } });
      expect(said).toMatchObject({ kind: 'refused', answer: expect.stringContaining('200 ms') as unknown });
    });

    it('calls a session cut on the way back unknown, and the former configuration stands', async () => {
      device.setFault({ kind: 'close', at: 'configure revert now', applied: true });
      expect(await write((writer) => writer.revert(LONG))).toMatchObject({ kind: 'unknown' });
      expect(device.running()).not.toContain('three');
    });
  });

  describe('a device that does half', () => {
    it('says yes to all, and a new read shows what took effect', async () => {
      const result = await applySteps({ kind: 'half', from: 3 }); // the first line enters the interface
      expect(result).toEqual({ kind: 'accepted' });
      expect((await read()).configuration).toContain('description one');
      expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
      expect((await read()).configuration).not.toContain('description one');
    });
  });

  describe('a device that reboots', () => {
    it.each([
      [false, 'no ip address'],
      [true, 'description two'],
    ])('comes back with what was saved (saved before: %s), and nothing waits', async (saves, expected) => {
      const result = await applySteps({ kind: 'reboot', at: 'description two', saves, downMs: 300 });
      expect(result).toMatchObject({ kind: 'unknown', sent: 2 });
      await expect(read()).rejects.toMatchObject({ code: 'device.unreachable' });
      await sleep(300);
      const { configuration, administration } = await read();
      expect(configuration).toContain(`interface GigabitEthernet3\n ${expected}\n`);
      expect(configuration).not.toContain('three');
      expect(administration).toMatchObject({ pendingRevert: null, lastChange: null, isUnsaved: false });
    });
  });

  describe('a device whose lines are all taken', () => {
    it('refuses the connection, and that is no refused login', async () => {
      device.setFault({ kind: 'no-lines' });
      await expect(read()).rejects.toMatchObject({ code: 'device.unreachable', retry: 'later' });
      expect(device.events()).toEqual([]);
    });
  });

  describe('what it says of people and neighbors', () => {
    it('names who else is logged in', async () => {
      const anna = createGateway(
        { ...credentialFor(device), username: 'anna', password: 'a' },
        knownHostsOf(device),
      );
      opened.push(anna);
      await anna.openWriter(permitFor(unitOf(device)), NEVER);
      const { users } = (await read()).administration;
      const from = expect.stringMatching(/^127\./) as unknown;
      expect(users).toEqual([{ name: 'anna', line: 'vty 0', from, isConfiguring: false }]);
    });

    it('tells who changed it last and from where, and whether that is saved', async () => {
      expect(await applySteps(null, null)).toEqual({ kind: 'accepted' });
      const changed = (await read()).administration;
      expect(changed.lastChange).toEqual({
        at: expect.stringMatching(/^\d\d:\d\d:\d\d UTC /) as unknown,
        by: 'plumbline',
        from: expect.stringMatching(/^127\./) as unknown,
      });
      expect(changed.isUnsaved).toBe(true);
      await write((writer) => writer.save());
      expect((await read()).administration.isUnsaved).toBe(false);
      // Times are told in seconds, so a change within the second of the save cannot be told from it.
      await eventually(async () => {
        device.editByHand(['interface GigabitEthernet3', 'description by hand'], 'anna');
        const { isUnsaved, lastChange } = (await read()).administration;
        expect([isUnsaved, lastChange?.by]).toEqual([true, 'anna']);
      });
    });

    it('loses a neighbor with its port', async () => {
      expect((await read()).state.lldp).toEqual({ GigabitEthernet2: { system: 'r2', port: 'Gi0/1' } });
      device.editByHand(['interface GigabitEthernet2', 'shutdown']);
      expect((await read()).state.lldp).toEqual({});
      device.editByHand(['no lldp run']);
      expect((await read()).state.lldp).toBeUndefined();
    });
  });
});
