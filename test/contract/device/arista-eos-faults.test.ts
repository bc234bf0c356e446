import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Transaction } from '../../../src/domain/transaction.ts';
import type { DeviceWriter } from '../../../src/ports/devices.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { SimulatedFault } from '../../../src/sandbox/devices/simulated-fault.ts';
import type { GatewayChanges } from './device-bench.ts';
import { createGateway, inInterface, NEVER, permitFor } from './device-bench.ts';
import { ANNA, runBy, startSwitch, switchUnit } from './eos-bench.ts';
import { credentialFor, knownHostsOf, OPERATOR } from './simulated-bench.ts';
import { eventually } from '../../support/eventually.ts';

const LONG: Transaction = { name: 'pl-faults', revertAfterMinutes: 100 };
const SESSIONS = 'show configuration sessions detail';

describe('an arista_eos session when the device misbehaves', () => {
  let device: SimulatedDevice;
  let before = '';
  const opened: Devices[] = [];

  beforeEach(async () => {
    device = await startSwitch('127.77.0.42', {
      minuteMs: 1_000,
      lldpNeighbors: [{ interface: 'Ethernet1', system: 'r2', port: 'Ethernet7' }],
      ospfNeighbors: [{ routerId: '192.0.2.2', address: '10.0.12.2' }],
    });
    before = device.running();
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
    const writer = await gateway(changes).openWriter(permitFor(switchUnit(device)), NEVER);
    try {
      return await work(writer);
    } finally {
      await writer.close();
    }
  }
  const read = (changes?: GatewayChanges) => gateway(changes).reader.read(switchUnit(device), NEVER);
  const describing = (text: string) => inInterface('Ethernet2', `description ${text}`);
  const steps = [describing('one'), describing('two'), describing('three')];
  const applySteps = (fault: SimulatedFault | null, transaction: Transaction | null = LONG) => {
    device.setFault(fault);
    return write((writer) => writer.apply(steps, transaction));
  };
  const typed = (...lines: readonly string[]) => runBy(device, ANNA, lines);
  /** Configuration sessions that are neither committed nor aborted. */
  const left = async () => {
    device.setFault(null);
    const { output } = await typed(`${SESSIONS} | json`);
    const { sessions } = JSON.parse(output) as { sessions: Record<string, { state: string }> };
    return Object.keys(sessions).filter((name) => sessions[name]?.state === 'pending');
  };

  describe('the trap of sessions that are used up', () => {
    const fill = async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) await typed(`configure session ${name}`);
    };

    it('is seen before a line is sent, and told with the names of those that hold them', async () => {
      await fill();
      const result = await applySteps(null);
      expect(result).toMatchObject({
        kind: 'locked',
        answer: expect.stringContaining('a, b, c, d, e') as unknown,
      });
      expect(device.log()).toEqual([]);
      expect((await read()).administration.lockedBy).toContain('a, b, c, d, e');
    });

    it('is seen by the prompt when the list did not show it', async () => {
      await fill();
      const answer = JSON.stringify({ sessions: {}, maxOpenSessions: 5 });
      const result = await applySteps({ kind: 'refuse', at: SESSIONS, answer });
      expect(result).toMatchObject({ kind: 'locked' });
      expect(device.log()).toEqual([]);
    });

    it('is seen by the prompt whatever the device said to the order', async () => {
      const result = await applySteps({ kind: 'refuse', at: 'configure session', answer: '' });
      expect(result).toMatchObject({ kind: 'not-armed' });
      expect(device.log()).toEqual([]);
    });

    it('does not arise from sessions of ours that cut connections left behind', async () => {
      for (let time = 1; time <= 6; time += 1) {
        const fault: SimulatedFault = { kind: 'close', at: 'description two' };
        expect(await applySteps(fault, { ...LONG, name: `pl-cut${time}` })).toMatchObject({
          kind: 'unknown',
        });
      }
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
      expect(await left()).toEqual([]);
    });

    it('leaves alone a session of ours in which somebody stands, and any of others', async () => {
      await typed('configure session theirs');
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
      expect(await left()).toEqual(['theirs']);
    });
  });

  describe('a session that is not what it should be', () => {
    it('is not entered with lines somebody else left in it', async () => {
      await typed(`configure session ${LONG.name}`, 'interface Ethernet1', 'shutdown');
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
      expect(device.running()).toContain('description three');
      expect(device.running()).not.toContain('shutdown');
    });

    it('is thrown away when it is not empty at once', async () => {
      const answer = '--- system:/running-config\n+++ session:/x\n@@ -1 +1 @@\n+hostname other';
      const result = await applySteps({ kind: 'refuse', at: 'show session-config diffs', answer });
      expect(result).toMatchObject({
        kind: 'not-armed',
        answer: expect.stringContaining('hostname other') as unknown,
      });
      expect(device.log()).toEqual([]);
      expect(await left()).toEqual([]);
    });

    it('gets no further line once somebody else ended it', async () => {
      const writer = await gateway().openWriter(permitFor(switchUnit(device)), NEVER);
      device.setFault({ kind: 'slow', msPerByte: 1 });
      const applying = writer.apply(
        Array.from({ length: 20 }, (_, step) => describing(`step${step}`)),
        LONG,
      );
      await eventually(() => expect(device.log().length).toBeGreaterThan(3), 2);
      await typed(`configure session ${LONG.name} abort`);
      device.setFault(null);
      const { length } = device.log();
      expect(await applying).toMatchObject({ kind: 'refused', stands: 'none' });
      expect(device.log().length).toBeLessThanOrEqual(length + 1);
      expect(device.running()).toBe(before);
    });
  });

  describe('a commit that would undo what somebody else did', () => {
    it('is not made: a change between opening and committing is noticed', async () => {
      const writer = await gateway().openWriter(permitFor(switchUnit(device)), NEVER);
      device.setFault({ kind: 'slow', msPerByte: 1 });
      const applying = writer.apply(steps, LONG);
      await eventually(() => expect(device.log().length).toBeGreaterThan(1), 2);
      device.setFault(null);
      device.editByHand(['interface Ethernet1', 'description by hand']);
      expect(await applying).toMatchObject({
        kind: 'refused',
        command: null,
        stands: 'none',
        answer: expect.stringContaining('somebody changed the running configuration') as unknown,
      });
      expect(device.running()).toContain('description by hand');
      expect(device.running()).not.toContain('three');
      expect(await left()).toEqual([]);
    });
  });

  describe('committing', () => {
    it('leaves nothing when the device refuses the commit', async () => {
      const answer = '% Cannot commit: the configuration is not valid';
      const result = await applySteps({ kind: 'refuse', at: 'commit timer', answer });
      expect(result).toEqual({ kind: 'refused', sent: 3, command: null, answer, stands: 'none' });
      expect(device.running()).toBe(before);
      expect(await left()).toEqual([]);
    });

    it('is unknown when the device says yes and shows no timer', async () => {
      const result = await applySteps({ kind: 'refuse', at: 'commit timer', answer: '' });
      expect(result).toMatchObject({
        kind: 'unknown',
        answer: expect.stringContaining('no timer') as unknown,
      });
    });

    it('asks for the time that was ordered', async () => {
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
      expect(device.log().at(-1)?.command).toBe('commit timer 01:40:00');
    });

    it.each([
      [true, 'three'],
      [false, 'no switchport'],
    ])('is unknown when the connection is cut at it (done there: %s)', async (applied, text) => {
      const result = await applySteps({ kind: 'close', at: 'commit', applied });
      expect(result).toMatchObject({ kind: 'unknown', sent: 3 });
      device.setFault(null);
      const { configuration, administration } = await read();
      expect(configuration).toContain(text);
      expect(administration.pendingRevert).toEqual(
        applied ? { isOurs: true, owner: 'session pl-faults of plumbline' } : null,
      );
    });

    it('follows the device when its name changes, there and back', async () => {
      const rename = { path: [], command: 'hostname sw1-renamed' };
      await write(async (writer) => {
        expect(await writer.apply([rename, ...steps], LONG)).toEqual({ kind: 'accepted' });
        expect((await writer.read()).facts.hostname).toBe('sw1-renamed');
        expect(await writer.revert(LONG)).toEqual({ kind: 'done' });
        expect((await writer.read()).facts.hostname).toBe('sw1');
      });
    });

    it('does without a timer where there is no transaction, and is atomic all the same', async () => {
      const bad = [...steps, { path: [], command: 'bogus line' }];
      expect(await write((writer) => writer.apply(bad, null))).toMatchObject({
        kind: 'refused',
        sent: 3,
        stands: 'none',
      });
      expect(device.running()).toBe(before);
      expect(await applySteps(null, null)).toEqual({ kind: 'accepted' });
      expect(await write((writer) => writer.pendingRevert())).toBeNull();
    });
  });

  describe('ending', () => {
    beforeEach(async () => {
      expect(await applySteps(null)).toEqual({ kind: 'accepted' });
    });
    const confirm = () => write((writer) => writer.confirm(LONG));

    it.each([
      [true, 'not-pending'],
      [false, 'done'],
    ])('asks again after a lost confirmation (done there: %s)', async (applied, again) => {
      device.setFault({ kind: 'close', at: 'configure session pl-faults commit', applied });
      expect(await confirm()).toMatchObject({ kind: 'unknown' });
      device.setFault(null);
      expect((await confirm()).kind).toBe(again);
      expect(device.running()).toContain('three');
    });

    it('is not done when the device says yes and its timer still runs', async () => {
      device.setFault({ kind: 'refuse', at: 'configure session pl-faults', answer: '' });
      const said = await confirm();
      expect(said).toMatchObject({
        kind: 'refused',
        answer: expect.stringContaining('still waits') as unknown,
      });
    });

    it('tells the words of a device that refuses to go back', async () => {
      const answer = '% Cannot abort session pl-faults';
      device.setFault({ kind: 'refuse', at: 'configure session pl-faults', answer });
      expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'refused', answer });
    });

    it('confirms nothing of another name', async () => {
      const other = { ...LONG, name: 'pl-other' };
      expect(await write((writer) => writer.confirm(other))).toMatchObject({ kind: 'not-pending' });
      expect(await write((writer) => writer.revert(other))).toMatchObject({ kind: 'not-pending' });
      expect((await read()).administration.pendingRevert).toMatchObject({ isOurs: true });
    });
  });

  describe('answers', () => {
    it('are found when they come byte by byte', async () => {
      device.setFault({ kind: 'slow', msPerByte: 0 });
      const changes = { timeouts: { quietMs: 30 } };
      expect(await write((writer) => writer.apply(steps, LONG), changes)).toEqual({ kind: 'accepted' });
      expect((await read(changes)).configuration).toContain('description three');
    });

    it.each(['show version', 'show running-config', SESSIONS, 'interface', 'description two', 'commit'])(
      'are read as text when lines like prompts come before the answer to "%s"',
      async (at) => {
        device.setFault({ kind: 'prompt-like', at });
        expect(await write((writer) => writer.apply(steps, null))).toEqual({ kind: 'accepted' });
        const { configuration, facts } = await read();
        expect(facts.hostname).toBe('sw1');
        expect(configuration).toContain('description three');
      },
    );

    it('that are questions are answered by Ctrl-C, and leave nothing of the change', async () => {
      const result = await applySteps({
        kind: 'question',
        at: 'description two',
        question: 'Proceed? [y/n] ',
      });
      expect(result).toMatchObject({
        kind: 'refused',
        sent: 1,
        answer: expect.stringContaining('Proceed?') as unknown,
      });
      expect(device.running()).toBe(before);
      expect(await left()).toEqual([]);
    });

    it('that are refused for want of rights are no configuration', async () => {
      const answer = "% Authorization denied for command 'show running-config'";
      device.setFault({ kind: 'refuse', at: 'show running-config', answer });
      await expect(read()).rejects.toMatchObject({ code: 'device.authentication' });
    });

    it('that stop in the middle of a configuration are incomplete', async () => {
      const answer = '! Command: show running-config\n!\nhostname sw1\n!\ninterface Ethernet1';
      device.setFault({ kind: 'refuse', at: 'show running-config', answer });
      await expect(read()).rejects.toMatchObject({ code: 'device.incomplete', retry: 'later' });
    });

    it('without configuration sessions mean that nothing can be taken back, and nothing is written', async () => {
      device.setFault({ kind: 'refuse', at: SESSIONS });
      const { administration } = await read();
      expect(administration).toMatchObject({ pendingRevert: null, selfRevert: { can: false } });
      expect(await write((writer) => writer.selfRevert())).toEqual(administration.selfRevert);
      expect(await write((writer) => writer.apply(steps, LONG))).toMatchObject({ kind: 'not-armed' });
      expect(await write((writer) => writer.apply(steps, null))).toMatchObject({ kind: 'refused', sent: 0 });
      expect(device.log()).toEqual([]);
    });

    it('tell of a device that saves with every commit, where a timer takes back only half', async () => {
      const answer = JSON.stringify({ sessions: {}, saveToStartupConfigOnCommit: true });
      device.setFault({ kind: 'refuse', at: SESSIONS, answer });
      expect(await write((writer) => writer.selfRevert())).toMatchObject({ can: false });
      expect(await write((writer) => writer.apply(steps, LONG))).toMatchObject({ kind: 'not-armed' });
    });
  });

  describe('getting in', () => {
    it('refuses the key another machine presents, and offers it no password', async () => {
      device.setFault({ kind: 'other-host-key' });
      await expect(read()).rejects.toMatchObject({ code: 'device.host-key' });
      expect(device.events()).toEqual([]);
    });

    it.each([
      ['no-lines', 'device.unreachable'],
      ['wrong-password', 'device.authentication'],
      ['silent', 'device.timeout'],
    ] as const)('fails on a device with the fault %s', async (kind, code) => {
      device.setFault({ kind });
      await expect(read({ timeouts: { handshakeMs: 300 } })).rejects.toMatchObject({ code });
    });

    it('offers a wrong enable secret once', async () => {
      await device.stop();
      device = await startSwitch('127.77.0.42', {
        users: [{ ...OPERATOR, level: 1 }],
        enableSecret: 'right',
      });
      const reading = read({ credential: { enableSecret: 'wrong' } });
      await expect(reading).rejects.toMatchObject({ code: 'device.authentication', retry: 'never' });
    });
  });

  describe('a device that does something else', () => {
    it('says yes and does nothing, which only a new read shows', async () => {
      expect(await applySteps({ kind: 'no-effect' })).toEqual({ kind: 'accepted' });
      expect((await read()).configuration).not.toContain('description one');
    });

    it('does half, and takes that back', async () => {
      expect(await applySteps({ kind: 'half', from: 3 })).toEqual({ kind: 'accepted' });
      expect((await read()).configuration).toContain('description one');
      expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
      expect(device.running()).toBe(before);
    });

    it('gets worse with the commit, not before, and is well when the change is gone', async () => {
      const writer = await gateway().openWriter(permitFor(switchUnit(device)), NEVER);
      device.setFault({ kind: 'worse', at: 'description two', down: ['10.0.12.2'] });
      expect(await writer.apply(steps, LONG)).toEqual({ kind: 'accepted' });
      expect((await writer.read()).state.bgp['10.0.12.2']?.established).toBe(false);
      expect(await writer.revert(LONG)).toEqual({ kind: 'done' });
      expect((await writer.read()).state.bgp['10.0.12.2']?.established).toBe(true);
      await writer.close();
    });

    it.each([
      [false, '   no switchport'],
      [true, '   description three'],
    ])(
      'reboots at the commit and comes back with what was saved (saved before: %s)',
      async (saves, expected) => {
        const result = await applySteps({ kind: 'reboot', at: 'commit', saves, downMs: 300 });
        expect(result).toMatchObject({ kind: 'unknown', sent: 3 });
        await expect(read()).rejects.toMatchObject({ code: 'device.unreachable' });
        await sleep(300);
        const { configuration, administration } = await read();
        expect(configuration).toContain(`interface Ethernet2\n${expected}\n`);
        expect(administration).toMatchObject({ pendingRevert: null, lastChange: null, isUnsaved: false });
      },
    );

    it('tells that it did not save', async () => {
      device.setFault({ kind: 'save-fails' });
      expect(await write((writer) => writer.save())).toBe(false);
    });
  });

  describe('what it says of people and neighbors', () => {
    it('names who else is logged in, and who of them stands in a configuration session', async () => {
      const anna = createGateway({ ...credentialFor(device), ...ANNA }, knownHostsOf(device));
      opened.push(anna);
      const writer = await anna.openWriter(permitFor(switchUnit(device)), NEVER);
      const users = async () => (await read()).administration.users;
      const from = expect.stringMatching(/^127\./) as unknown;
      expect(await users()).toEqual([{ name: 'anna', line: 'vty 2', from, isConfiguring: false }]);
      device.setFault({ kind: 'hang', at: 'description two' });
      const applying = writer.apply(steps, { ...LONG, name: 'pl-anna' });
      await eventually(async () => expect(await users()).toMatchObject([{ isConfiguring: true }]));
      await anna.close();
      expect(await applying).toMatchObject({ kind: 'unknown' });
    });

    it('tells who committed last, and whether that is saved', async () => {
      expect((await read()).administration).toMatchObject({ lastChange: null, isUnsaved: false });
      expect(await applySteps(null, null)).toEqual({ kind: 'accepted' });
      const { lastChange, isUnsaved } = (await read()).administration;
      expect(lastChange).toEqual({
        at: expect.stringMatching(/^20.*Z$/) as unknown,
        by: 'plumbline',
        from: null,
      });
      expect(isUnsaved).toBe(true);
      await write((writer) => writer.save());
      expect((await read()).administration.isUnsaved).toBe(false);
    });

    it('loses neighbors with their port', async () => {
      device.editByHand(['router ospf 1', 'network 10.0.12.0/30 area 0']);
      const { state } = await read();
      expect(state.lldp).toEqual({ Ethernet1: { system: 'r2', port: 'Ethernet7' } });
      expect(state.ospf).toEqual({ '10.0.12.2': { adjacent: true, state: 'full', interface: 'Ethernet1' } });
      device.editByHand(['interface Ethernet1', 'shutdown']);
      expect((await read()).state).toMatchObject({ lldp: {}, ospf: {} });
      device.editByHand(['no lldp run']);
      expect((await read()).state.lldp).toBeUndefined();
    });
  });
});
