import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { Transaction } from '../../../src/domain/transaction.ts';
import type { ApplyResult, DeviceWriter } from '../../../src/ports/devices.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import type { SimulatedDeviceOptions } from '../../../src/sandbox/devices/simulated-device-options.ts';
import { createGateway, ENDLESS, NEVER, permitFor } from './device-bench.ts';
import type { GatewayChanges } from './device-bench.ts';
import {
  ANNA,
  describing,
  junosConfiguration,
  junosCredentialFor,
  junosUnitOf,
  line,
  OPERATOR,
  startJunosRouter,
} from './junos-bench.ts';
import { eventually } from '../../support/eventually.ts';

const LONG: Transaction = { name: 'pl-traps1', revertAfterMinutes: 100 };
const SPARE = 'ge-0/0/2';

describe('a juniper_junos session when things are not as usual', () => {
  let device: SimulatedDevice;
  const stops: (() => Promise<unknown>)[] = [];

  async function start(extra: Partial<SimulatedDeviceOptions> = {}): Promise<void> {
    device = await startJunosRouter('127.77.0.62', { minuteMs: 200, ...extra });
    stops.push(() => device.stop());
  }
  beforeEach(() => start());
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  function gateway(changes: GatewayChanges = {}): Devices {
    const knownHosts = `[${device.address}]:${device.port} ${device.hostKey}\n`;
    const devices = createGateway(junosCredentialFor(device), knownHosts, changes);
    stops.push(() => devices.close());
    return devices;
  }
  async function write<T>(work: (writer: DeviceWriter) => Promise<T>, changes?: GatewayChanges): Promise<T> {
    const writer = await gateway(changes).openWriter(permitFor(junosUnitOf(device)), NEVER);
    try {
      return await work(writer);
    } finally {
      await writer.close();
    }
  }
  const apply = (
    commands: readonly Command[],
    transaction: Transaction | null = null,
    changes?: GatewayChanges,
  ): Promise<ApplyResult> => write((writer) => writer.apply(commands, transaction), changes);
  const read = (changes?: GatewayChanges) => gateway(changes).reader.read(junosUnitOf(device), NEVER);
  const sent = () => device.log().map(({ command }) => command);
  const refusedWhole = { kind: 'refused', command: null, stands: 'none' };

  describe('a confirmed commit', () => {
    it('is never followed by a check while it waits, which would confirm it', async () => {
      expect(await apply([describing(SPARE, 'waits')], LONG)).toEqual({ kind: 'accepted' });
      expect(await apply([describing(SPARE, 'second')], LONG)).toMatchObject({ kind: 'not-armed' });
      expect(await apply([describing(SPARE, 'second')])).toMatchObject({ kind: 'locked' });
      expect(await write((writer) => writer.confirm(LONG))).toEqual({ kind: 'done' });
      expect(sent()).toEqual([
        `set interfaces ${SPARE} description "waits"`,
        'commit check',
        'commit confirmed 100 comment "pl-traps1"',
        'commit comment "pl-traps1 confirm"',
      ]);
    });

    it('is confirmed by the commit of anybody, which is noticed', async () => {
      await apply([describing(SPARE, 'ours')], LONG);
      device.editByHand(['set system domain-name example.net'], 'anna');
      expect(await write((writer) => writer.pendingRevert())).toBeNull();
      const answer = { kind: 'not-pending' };
      expect(await write((writer) => writer.confirm(LONG))).toMatchObject(answer);
      expect(await write((writer) => writer.revert(LONG))).toMatchObject(answer);
      const { configuration, administration } = await read();
      expect(configuration).toContain('description ours;');
      expect(configuration).toContain('domain-name example.net;');
      expect(administration.lastChange).toMatchObject({ by: 'anna', from: 'cli' });
    });

    it('is confirmed by the check of anybody, although the history still calls it confirmed', async () => {
      await apply([describing(SPARE, 'ours')], { name: 'pl-traps1', revertAfterMinutes: 2 });
      device.editByHand(['commit check'], 'anna');
      expect((await read()).administration.pendingRevert).toBeNull();
      expect(await write((writer) => writer.revert(LONG))).toMatchObject({ kind: 'not-pending' });
      await sleep(600);
      expect(device.running()).toContain('description ours;');
    });

    it('is not confirmed under another name', async () => {
      await apply([describing(SPARE, 'ours')], LONG);
      const other = { name: 'pl-other', revertAfterMinutes: 100 };
      expect(await write((writer) => writer.confirm(other))).toMatchObject({ kind: 'not-pending' });
      expect(await write((writer) => writer.pendingRevert())).toMatchObject({ isOurs: true });
    });

    it('stays when the device restarts before its time is over', async () => {
      await apply([describing(SPARE, 'ours')], { name: 'pl-traps1', revertAfterMinutes: 2 });
      device.reboot();
      await sleep(600);
      expect((await read()).configuration).toContain('description ours;');
      expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'not-pending' });
    });

    it('is not confirmed by a rollback that does nothing', async () => {
      device.setFault({ kind: 'half', from: 4 }); // a line, the check, the commit; then the rollback
      const short = { name: 'pl-traps1', revertAfterMinutes: 10 };
      const before = device.running();
      expect(await apply([describing(SPARE, 'ours')], short)).toEqual({ kind: 'accepted' });
      const result = await write((writer) => writer.revert(short));
      expect(result).toMatchObject({ kind: 'refused' });
      expect('answer' in result ? result.answer : '').toContain('shows no difference');
      expect(await write((writer) => writer.pendingRevert())).toMatchObject({ isOurs: true });
      await eventually(() => expect(device.running()).toBe(before));
    });

    it('can be confirmed neither beside uncommitted changes nor beside a lock, and says so', async () => {
      await apply([describing(SPARE, 'ours')], LONG);
      device.editByHand(['set system domain-name example.net', 'exit'], 'anna');
      const beside = await write((writer) => writer.confirm(LONG));
      expect(beside).toMatchObject({ kind: 'refused' });
      expect('answer' in beside ? beside.answer : '').toContain('did not commit');
      device.editByHand(['rollback 0', 'exit'], 'anna');
      device.setFault({ kind: 'locked', by: 'anna' });
      expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'refused' });
      device.setFault(null);
      expect(await write((writer) => writer.confirm(LONG))).toEqual({ kind: 'done' });
    });
  });

  describe('uncommitted changes of somebody else', () => {
    it.each(['22.4R3.25', '23.2R1.14-EVO'])(
      'are neither committed nor thrown away (release %s)',
      async (version) => {
        await device.stop();
        await start({ version });
        device.editByHand(['set system domain-name example.net', 'exit'], 'anna');
        const before = device.running();
        const result = await apply([describing(SPARE, 'never')], LONG);
        expect(result).toMatchObject({ kind: 'locked' });
        expect('answer' in result ? result.answer : '').toContain('did not commit');
        expect(device.running()).toBe(before);
        expect(sent()).toEqual([]);
        // They are still there for whoever made them.
        device.editByHand(['commit']);
        expect(device.running()).toContain('domain-name example.net;');
      },
    );
  });

  describe('a change', () => {
    it('is refused as a whole when the check of the device fails, with its words', async () => {
      const result = await apply([line('set protocols bgp group r2 import missing')], LONG);
      expect(result).toMatchObject({ ...refusedWhole, sent: 1 });
      expect('answer' in result ? result.answer : '').toContain('Policy missing referenced but not defined');
      expect(await write((writer) => writer.pendingRevert())).toBeNull();
    });

    it('is refused as a whole when the disk is full', async () => {
      device.setFault({ kind: 'save-fails' });
      const result = await apply([describing(SPARE, 'never')], LONG);
      expect(result).toMatchObject(refusedWhole);
      expect('answer' in result ? result.answer : '').toContain('filesystem is full');
      device.setFault(null);
      expect(device.running()).not.toContain('never');
      expect(await apply([describing(SPARE, 'now')], LONG)).toEqual({ kind: 'accepted' });
    });

    it('is not committed when every line was taken and nothing would change', async () => {
      const result = await apply([describing('ge-0/0/0', 'to r2')], LONG);
      expect(result).toMatchObject(refusedWhole);
      expect('answer' in result ? result.answer : '').toContain('shows no difference');
      expect(sent()).not.toContainEqual(expect.stringMatching(/^commit/));
    });

    it('is told yes by a device that does nothing, which only a new read shows', async () => {
      device.setFault({ kind: 'no-effect' });
      expect(await apply([describing(SPARE, 'ignored')], LONG)).toEqual({ kind: 'accepted' });
      expect((await read()).configuration).not.toContain('ignored');
    });

    it('is committed in part by a device that does half of it, which only a new read shows', async () => {
      device.setFault({ kind: 'half', from: 2 });
      expect(await apply([describing(SPARE, 'a'), describing('ge-0/0/0', 'b')])).toEqual({
        kind: 'accepted',
      });
      const { configuration } = await read();
      expect(configuration).toContain('description a;');
      expect(configuration).not.toContain('description b;');
    });

    it('is refused when it deletes what is not there', async () => {
      const command = line('delete interfaces ge-0/0/2 description');
      expect(await apply([command])).toMatchObject({ kind: 'refused', command, stands: 'none' });
    });

    it('is unknown when the line goes dead at the commit, whether it was made or not', async () => {
      for (const applied of [true, false]) {
        device.setFault({ kind: 'close', at: 'commit confirmed', applied });
        const result = await apply([describing(SPARE, `applied ${applied}`)], LONG);
        expect(result).toMatchObject({ kind: 'unknown', sent: 1 });
        device.setFault(null);
        const waiting = await write((writer) => writer.pendingRevert());
        expect(waiting === null).toBe(!applied);
        if (applied) expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
      }
    });

    it('waits for a commit as long as the setting for commits says, not as long as for commands', async () => {
      device.setFault({ kind: 'hang', at: 'commit confirmed' });
      const begun = performance.now();
      const timeouts = { ...ENDLESS, commandMs: 200, idleMs: 200, commitMs: 900 };
      expect(await apply([describing(SPARE, 'slow')], LONG, { timeouts })).toMatchObject({ kind: 'unknown' });
      expect(performance.now() - begun).toBeGreaterThan(800);
    });

    it('follows the device when its name changes', async () => {
      const commands = [line('set system host-name edge1-renamed'), describing(SPARE, 'after')];
      await write(async (writer) => {
        expect(await writer.apply(commands, LONG)).toEqual({ kind: 'accepted' });
        expect((await writer.read()).facts.hostname).toBe('edge1-renamed');
        expect(await writer.revert(LONG)).toEqual({ kind: 'done' });
      });
      expect((await read()).facts.hostname).toBe('edge1');
    });

    it('answers a question nobody expected with Ctrl-C, and throws the change away', async () => {
      device.setFault({ kind: 'question', at: 2, question: 'Really? [yes,no] (no) ' });
      const commands = [describing(SPARE, 'first'), describing(SPARE, 'second')];
      const result = await apply(commands);
      expect(result).toMatchObject({ kind: 'refused', command: commands[1], stands: 'none' });
      expect('answer' in result ? result.answer : '').toContain('Really?');
      expect(device.running()).not.toContain('first');
    });

    it('is found at its end when answers come byte by byte and lines look like prompts', async () => {
      device.setFault({ kind: 'slow', msPerByte: 0 });
      expect(
        await apply([describing(SPARE, 'plumbline@edge1#')], null, { timeouts: { quietMs: 30 } }),
      ).toEqual({
        kind: 'accepted',
      });
      device.setFault({ kind: 'prompt-like', at: 'show system commit' });
      expect(await write((writer) => writer.pendingRevert())).toBeNull();
    });

    it('makes worse what the fault names, until it is taken back', async () => {
      device.setFault({ kind: 'worse', at: 1, down: ['ge-0/0/0', '10.0.12.2'] });
      expect(await apply([describing(SPARE, 'harm')], LONG)).toEqual({ kind: 'accepted' });
      const { state } = await read();
      expect(state.interfaces['ge-0/0/0']).toEqual({ admin: 'up', oper: 'down' });
      expect(state.bgp['10.0.12.2']?.established).toBe(false);
      expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
      expect((await read()).state.bgp['10.0.12.2']?.established).toBe(true);
    });

    it('outlives a restart of the device at its commit', async () => {
      device.setFault({ kind: 'reboot', at: 'commit comment', downMs: 100 });
      expect(await apply([describing(SPARE, 'kept')])).toMatchObject({ kind: 'unknown' });
      device.setFault(null);
      const timeouts = { handshakeMs: 300 };
      await eventually(async () =>
        expect((await read({ timeouts })).configuration).toContain('description kept;'),
      );
    });

    it('that takes the management port away is taken back, and the way is open again', async () => {
      const short = { name: 'pl-traps2', revertAfterMinutes: 2 };
      const timeouts = { commandMs: 150, idleMs: 150, commitMs: 150, handshakeMs: 150, connectMs: 150 };
      const result = await apply([line('deactivate interfaces fxp0')], short, { timeouts });
      expect(result).toMatchObject({ kind: 'unknown' });
      await eventually(async () => expect(await read({ timeouts })).toBeDefined(), 50);
      expect(device.running()).not.toContain('inactive: fxp0');
    });
  });

  describe('reading', () => {
    it('keeps what is inactive, protected or noted, in the form the engine reads', async () => {
      device.editByHand(['protect system services', 'annotate system services "do not touch"']);
      const { configuration } = await read();
      expect(configuration).toContain('    inactive: ge-0/0/1 {\n');
      expect(configuration).toContain('    /* do not touch */\n    protect: services {\n');
    });

    it('tells serial number, neighbors, the unit our session arrives at, and a lock of nobody', async () => {
      const reading = await read();
      expect(reading.facts).toEqual({ hostname: 'edge1', serial: 'JN123456', version: '22.4R3.25' });
      expect(reading.state.lldp).toEqual({ 'ge-0/0/0': { system: 'r2', port: 'ge-0/0/7' } });
      expect(reading.session.localInterface).toBe('fxp0.0');
      expect(reading.administration).toEqual({
        users: [],
        lockedBy: null,
        lastChange: expect.objectContaining({ by: 'root', from: 'other' }) as unknown,
        isUnsaved: null,
        pendingRevert: null,
        selfRevert: { can: true },
      });
    });

    it('goes into configuration mode only to see what somebody else does there', async () => {
      device.setFault({ kind: 'locked', by: 'anna' });
      const { administration } = await read();
      expect(administration.lockedBy).toContain('anna terminal d0');
      expect(administration.users).toEqual([{ name: 'anna', line: 'd0', from: null, isConfiguring: true }]);
      expect(sent()).toEqual([]);
      await eventually(() => expect(device.sessions()).toBe(0));
    });

    it('refuses a configuration with secrets kept back, which would look like drift', async () => {
      await device.stop();
      await start({ users: [{ ...OPERATOR, level: 1 }, ANNA] });
      await expect(read()).rejects.toMatchObject({ code: 'device.authentication', retry: 'never' });
    });

    it.each([
      ['show version', 'unknown command.', 'device.authentication'],
      ['show configuration', 'error: permission denied: configuration', 'device.authentication'],
      ['show version', 'show: Command not found.', 'device.unexpected-output'],
      ['show bgp neighbor', '<rpc-reply><bgp-information>', 'device.incomplete'],
      ['show configuration', 'system {\n    host-name edge1;\n', 'device.incomplete'],
    ])('calls %s answered with "%s" %s', async (at, answer, code) => {
      device.setFault({ kind: 'refuse', at, answer });
      await expect(read()).rejects.toMatchObject({ code });
    });

    it('goes on where the device has no LLDP', async () => {
      device.setFault({
        kind: 'refuse',
        at: 'show lldp',
        answer: 'error: the lldp subsystem is not running',
      });
      expect((await read()).state.lldp).toBeUndefined();
    });
  });

  it('does not wait for silence after each line of a change', async () => {
    const msFor = async (lines: number) => {
      const commands = Array.from({ length: lines }, (_, at) => describing(SPARE, `${lines} ${at}`));
      const begun = performance.now();
      expect(await apply(commands, null, { timeouts: { quietMs: 1_000 } })).toEqual({ kind: 'accepted' });
      return performance.now() - begun;
    };
    const one = await msFor(1);
    // Forty silences more would be forty seconds.
    expect((await msFor(41)) - one).toBeLessThan(10_000);
  });

  it('changes nothing through an account that may only look', async () => {
    const configuration = junosConfiguration('edge1', '127.77.0.62');
    await device.stop();
    await start({ configuration, users: [{ ...OPERATOR, level: 1 }] });
    const result = await apply([describing(SPARE, 'never')], LONG);
    expect(result).toMatchObject(refusedWhole);
    expect(device.running()).not.toContain('never');
  });
});
