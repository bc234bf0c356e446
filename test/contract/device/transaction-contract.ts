import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { LiveReading } from '../../../src/domain/live.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { Transaction } from '../../../src/domain/transaction.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { ApplyResult, DeviceWriter } from '../../../src/ports/devices.ts';
import { NEVER, permitFor } from './device-bench.ts';
import type { GatewayChanges } from './device-bench.ts';
import type { TransactionBench } from './transaction-bench.ts';

/** Never over while a test runs. */
const LONG: Transaction = { name: 'pl-contract1', revertAfterMinutes: 100 };
/** Over while a test waits. */
const SHORT: Transaction = { name: 'pl-contract2', revertAfterMinutes: 1 };

/** What every driver promises about changes that the device takes back unless they are confirmed. */
export function transactionContract(name: string, makeBench: () => Promise<TransactionBench>): void {
  describe(`a transaction on ${name}`, () => {
    let bench: TransactionBench;
    let before = '';
    const opened: Devices[] = [];

    beforeAll(async () => {
      bench = await makeBench();
      before = (await read()).configuration;
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((devices) => devices.close()));
      await bench.restore();
    });
    afterAll(() => bench.stop());

    function gateway(changes?: GatewayChanges): Devices {
      const devices = bench.gateway(changes);
      opened.push(devices);
      return devices;
    }
    const read = (): Promise<LiveReading> => gateway().reader.read(bench.unit, NEVER);

    /** Each call is a session of its own. */
    async function write<T>(
      work: (writer: DeviceWriter) => Promise<T>,
      changes?: GatewayChanges,
      unit: Unit = bench.unit,
    ): Promise<T> {
      const writer = await gateway(changes).openWriter(permitFor(unit), NEVER);
      try {
        return await work(writer);
      } finally {
        await writer.close();
      }
    }
    const apply = (commands: readonly Command[], transaction: Transaction): Promise<ApplyResult> =>
      write((writer) => writer.apply(commands, transaction));
    const pending = () => write((writer) => writer.pendingRevert());

    /** Long enough for the timer of {@link SHORT} and the way back. */
    async function expectAsBefore(): Promise<void> {
      await vi.waitFor(
        async () => {
          // A device whose management is lost accepts nothing: a look that waits for it must not outlast the test.
          const timeouts = { connectMs: bench.minuteMs, handshakeMs: bench.minuteMs };
          const reading = await gateway({ timeouts }).reader.read(bench.unit, NEVER);
          expect(reading.configuration).toBe(before);
          expect(reading.administration.pendingRevert).toBeNull();
        },
        { timeout: bench.minuteMs + bench.backMs, interval: 50 },
      );
    }

    describe('before', () => {
      it('is possible on this device, and nothing waits there', async () => {
        expect(await write((writer) => writer.selfRevert())).toEqual({ can: true });
        expect(await pending()).toBeNull();
        const { administration } = await read();
        expect(administration).toMatchObject({ selfRevert: { can: true }, pendingRevert: null });
      });

      it('is armed only when the device can take the change back, and else sends nothing', async ({
        skip,
      }) => {
        if (bench.disarm === null) return skip('this platform needs nothing to be set up');
        await bench.disarm();
        const received = await bench.received();
        const can = await write((writer) => writer.selfRevert());
        expect(can).toMatchObject({ can: false });
        expect('why' in can ? can.why : '').not.toBe('');
        expect((await read()).administration.selfRevert).toEqual(can);
        const result = await apply([bench.describing('never')], LONG);
        expect(result).toMatchObject({ kind: 'not-armed' });
        expect(await bench.received()).toEqual(received);
        expect((await read()).configuration).not.toContain('never');
      });

      it('arms nothing when the wire gate stops one of its commands', async () => {
        const received = await bench.received();
        const bad = { ...bench.describing('x'), command: 'a\nb' };
        expect(await apply([bench.describing('never'), bad], LONG)).toMatchObject({ kind: 'not-sent' });
        expect(await bench.received()).toEqual(received);
        expect(await pending()).toBeNull();
      });
    });

    describe('once applied', () => {
      it('stands, and waits for its confirmation in every session', async () => {
        await write(async (writer) => {
          expect(await writer.apply([bench.describing('waits')], LONG)).toEqual({ kind: 'accepted' });
          expect(await writer.pendingRevert()).toMatchObject({ isOurs: true });
          expect((await writer.read()).configuration).toContain('waits');
        });
        expect(await pending()).toMatchObject({ isOurs: true });
        const { configuration, administration } = await read();
        expect(configuration).toContain('waits');
        expect(administration.pendingRevert).toMatchObject({ isOurs: true });
      });

      it('stays for good once it is confirmed over a new session', async () => {
        expect(await apply([bench.describing('kept')], SHORT)).toEqual({ kind: 'accepted' });
        expect(await write((writer) => writer.confirm(SHORT))).toEqual({ kind: 'done' });
        expect(await pending()).toBeNull();
        await sleep(1.5 * bench.minuteMs);
        expect((await read()).configuration).toContain('kept');
      });

      it('is taken back at once when it is reverted over a new session', async () => {
        expect(await apply([bench.describing('gone')], LONG)).toEqual({ kind: 'accepted' });
        expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
        expect((await read()).configuration).toBe(before);
        expect(await pending()).toBeNull();
      });

      it('is taken back by the device when nobody confirms it, and can no longer be confirmed or reverted', async () => {
        expect(await apply([bench.describing('lapses')], SHORT)).toEqual({ kind: 'accepted' });
        await expectAsBefore();
        expect(await write((writer) => writer.confirm(SHORT))).toMatchObject({ kind: 'not-pending' });
        expect(await write((writer) => writer.revert(SHORT))).toMatchObject({ kind: 'not-pending' });
        expect((await read()).configuration).toBe(before);
      });

      it('answers a second confirmation with not-pending, and keeps the change', async () => {
        expect(await apply([bench.describing('twice')], LONG)).toEqual({ kind: 'accepted' });
        expect(await write((writer) => writer.confirm(LONG))).toEqual({ kind: 'done' });
        expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'not-pending' });
        expect((await read()).configuration).toContain('twice');
      });

      it('is followed by another one, which is taken back to what the first left', async () => {
        expect(await apply([bench.describing('first')], LONG)).toEqual({ kind: 'accepted' });
        expect(await write((writer) => writer.confirm(LONG))).toEqual({ kind: 'done' });
        expect(await apply([bench.describing('second')], LONG)).toEqual({ kind: 'accepted' });
        expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
        const { configuration } = await read();
        expect(configuration).toContain('first');
        expect(configuration).not.toContain('second');
      });
    });

    describe('that fails in the middle', () => {
      it('leaves nothing, or what the device takes back when it is told to', async () => {
        const commands = [bench.describing('first'), bench.refused, bench.describing('never')];
        const result = await apply(commands, LONG);
        expect(result).toMatchObject({ kind: 'refused' });
        expect('answer' in result ? result.answer : '').not.toBe('');
        if ('stands' in result && result.stands === 'part') {
          expect((await read()).configuration).toContain('first');
          expect(await write((writer) => writer.revert(LONG))).toEqual({ kind: 'done' });
        }
        expect(await pending()).toBeNull();
        expect((await read()).configuration).toBe(before);
      });

      it('is taken back by the device when the session was cut', async () => {
        const commands = [1, 2, 3].map((step) => bench.describing(`step${step}`));
        const result = await bench.interrupt('cut', commands[1]?.command ?? '', (unit, changes) =>
          write((writer) => writer.apply(commands, SHORT), changes, unit),
        );
        expect(result).toMatchObject({ kind: 'unknown' });
        await expectAsBefore();
      });

      it('is taken back by the device when it cut the way to it', async ({ skip }) => {
        if (bench.loseManagementAt === null) return skip('the way to this device cannot be cut');
        const commands = [1, 2].map((step) => bench.describing(`step${step}`));
        const last = commands[1];
        if (last === undefined) throw new Error('two commands were made');
        await bench.loseManagementAt(last);
        const timeouts = { commandMs: 200, idleMs: 200, commitMs: 200 };
        const result = await write((writer) => writer.apply(commands, SHORT), { timeouts });
        expect(result).toMatchObject({ kind: 'unknown' });
        await expectAsBefore();
      });
    });

    describe('beside somebody else', () => {
      it('sends nothing while the configuration is held, and tells by whom', async ({ skip }) => {
        if (bench.lock === null) return skip('this platform has no lock');
        await bench.lock('anna');
        const received = await bench.received();
        const result = await apply([bench.describing('never')], LONG);
        expect(result).toMatchObject({ kind: 'locked' });
        expect('answer' in result ? result.answer : '').toContain('anna');
        expect(await bench.received()).toEqual(received);
        expect((await read()).administration.lockedBy).toContain('anna');
      });

      it('neither confirms, reverts nor joins a change of somebody else that waits', async ({ skip }) => {
        if (bench.changeOfSomebody === null) return skip('nobody else can have a change waiting here');
        await bench.changeOfSomebody('anna', 'foreign');
        const received = await bench.received();
        expect(await pending()).toMatchObject({ isOurs: false });
        expect((await pending())?.owner).toContain('anna');
        expect((await read()).administration.pendingRevert).toMatchObject({ isOurs: false });
        expect(await write((writer) => writer.confirm(LONG))).toMatchObject({ kind: 'not-pending' });
        expect(await write((writer) => writer.revert(LONG))).toMatchObject({ kind: 'not-pending' });
        const joined = await apply([bench.describing('never')], LONG);
        expect(['not-armed', 'locked']).toContain(joined.kind);
        expect(await bench.received()).toEqual(received);
        expect(await pending()).toMatchObject({ isOurs: false });
        expect((await read()).configuration).toContain('foreign');
      });
    });
  });
}
