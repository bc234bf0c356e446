import { describe, expect, test } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf, plusMs } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { crashPoints } from '../../support/memory-records.ts';
import { createMemorySteps, createMemoryWorld } from '../../support/memory-steps.ts';
import type { MemoryStepsOptions } from '../../support/memory-steps.ts';

const start = instantOf('2026-01-01T00:00:00Z');
const sevenDaysMs = 7 * 24 * 3_600_000;

function stepsWith(options: Partial<MemoryStepsOptions> = {}) {
  // These workflows use no port.
  return createMemorySteps({ workflowId: 'edit:a:1', ports: {} as Ports, start, ...options });
}

/** A small change: reads, asks, works on two units that sleep, and writes down every effect it has. */
function changeWith(effects: string[]) {
  async function planUnit(steps: Steps, { unitId }: { readonly unitId: string }): Promise<string> {
    await steps.run('read live', () => Promise.resolve(void effects.push(`read ${unitId}`)));
    await steps.sleep(unitId === 'device-1' ? 2_000 : 1_000);
    await steps.run('write', () => Promise.resolve(void effects.push(`write ${unitId}`)));
    return `planned ${unitId}`;
  }
  return async function change(steps: Steps, input: { readonly units: readonly string[] }): Promise<Json> {
    const began = await steps.now();
    const planned = await steps.forEachUnit(
      input.units.map((unitId) => ({ unitId })),
      planUnit,
    );
    const answer = await steps.waitFor('approval', plusMs(began, sevenDaysMs));
    const ended = await steps.now();
    return { planned, answer, tookMs: Date.parse(ended) - Date.parse(began) };
  };
}

describe('steps in memory', () => {
  test('time stands still while work runs, and jumps to the next sleeper when all sleep', async () => {
    const effects: string[] = [];
    const steps = stepsWith();
    const end = await steps.play(changeWith(effects), { units: ['device-1', 'device-2'] });
    expect(effects).toEqual(['read device-1', 'read device-2', 'write device-2', 'write device-1']);
    expect(end).toMatchObject({ kind: 'ended', value: { answer: null, tookMs: sevenDaysMs } });
  });

  test('a process that dies around any record is followed by one that ends the same, repeating at most the step it died in', async () => {
    const messages = [{ topic: 'approval', message: { yes: true }, at: plusMs(start, 60_000) }];
    const whole = stepsWith({ messages });
    const input = { units: ['device-1', 'device-2'] };
    const expected = await whole.play(changeWith([]), input);
    const points = crashPoints(whole.world.records.written().length);
    expect(points.length).toBeGreaterThan(20);

    for (const crashAt of points) {
      const effects: string[] = [];
      const first = stepsWith({ messages, crashAt });
      const crash = await first.play(changeWith(effects), input);
      expect(crash.kind).toBe('crashed');
      const second = await first.restart().play(changeWith(effects), input);
      expect(second, JSON.stringify(crashAt)).toEqual(expected);
      expect(effects.length - new Set(effects).size).toBeLessThanOrEqual(crashAt.when === 'before' ? 2 : 1);
      expect([...new Set(effects)].sort()).toEqual([
        'read device-1',
        'read device-2',
        'write device-1',
        'write device-2',
      ]);
    }
  });

  test('a replay that calls another step than before fails loudly', async () => {
    const first = stepsWith({ crashAt: { record: 1, when: 'after' } });
    await first.play(async (steps) => {
      await steps.run('read', () => Promise.resolve(1));
      await steps.run('write', () => Promise.resolve(2));
    }, null);
    const second = await first
      .restart()
      .play((steps) => steps.run('write', () => Promise.resolve(2)).catch(() => 'swallowed'), null);
    expect(second).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('was "read" before the crash and is "write" now') as string },
    });
  });

  test('a sleep begun before a crash ends when it would have ended without it', async () => {
    const first = stepsWith({ crashAt: { record: 0, when: 'before' } });
    const nap = async (steps: Steps): Promise<Instant> => {
      await steps.sleep(10_000);
      return steps.now();
    };
    await first.play(nap, null);
    first.world.clock.advance(60_000);
    const end = await first.restart().play(nap, null);
    // The first life slept its 10 s before it died; the minute of death is not slept again.
    expect(end).toEqual({ kind: 'ended', value: plusMs(start, 70_000) });
  });

  test('an error comes out as name, code and message only, the first time and after a replay', async () => {
    const failing = async (steps: Steps): Promise<Json> => {
      try {
        return await steps.run('render', () =>
          Promise.reject(new Fault('netbox.render-failed', 'the template failed', 'jinja')),
        );
      } catch (error) {
        await steps.now();
        const { name, code, message } = error as Fault;
        return { name, code, message, isFault: error instanceof Fault };
      }
    };
    const expected = {
      kind: 'ended',
      value: { name: 'Fault', code: 'netbox.render-failed', message: 'the template failed', isFault: false },
    };
    const steps = stepsWith();
    expect(await steps.play(failing, null)).toEqual(expected);
    expect(await steps.restart().play(failing, null)).toEqual(expected);
  });

  test('only faults that may pass are tried again, as often as the policy says', async () => {
    const tries = { reads: 0, never: 0, forbidden: 0 };
    const steps = stepsWith();
    await steps.play(async (all) => {
      const later = new Fault('device.timeout', 'no answer');
      await all.run('a', () => Promise.reject((tries.reads++, later)), { retry: 'reads' }).catch(() => null);
      await all.run('b', () => Promise.reject((tries.never++, later))).catch(() => null);
      const never = new Fault('netbox.forbidden', 'no');
      await all
        .run('c', () => Promise.reject((tries.forbidden++, never)), { retry: 'reads' })
        .catch(() => null);
    }, null);
    expect(tries).toEqual({ reads: 3, never: 1, forbidden: 1 });
  });

  test('a result that is no plain data is refused where it is made', async () => {
    const end = await stepsWith().play(
      (steps) => steps.run('read', () => Promise.resolve({ at: new Date(0) } as unknown as Json)),
      null,
    );
    expect(end).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('the field at is a Date') as string },
    });
  });

  test('work that fails is an outcome of its unit, and the same work may run twice for a unit', async () => {
    const unlucky = async (steps: Steps, { unitId }: { readonly unitId: string }): Promise<string> => {
      await steps.now();
      if (unitId === 'device-2') throw new Fault('device.cut', 'the session was cut');
      return unitId;
    };
    const steps = stepsWith();
    const units = [{ unitId: 'device-1' }, { unitId: 'device-2' }];
    const twice = async (all: Steps) => [
      await all.forEachUnit(units, unlucky),
      await all.forEachUnit(units, unlucky),
    ];
    const once = [
      { ok: true, value: 'device-1' },
      { ok: false, code: 'device.cut', message: 'the session was cut' },
    ];
    expect(await steps.play(twice, null)).toEqual({ kind: 'ended', value: [once, once] });
    expect(await steps.restart().play(twice, null)).toEqual({ kind: 'ended', value: [once, once] });
  });

  test('a waiting workflow can be answered by the test, by a message on its way, and by another workflow', async () => {
    const ask = (steps: Steps) => steps.waitFor('approval', plusMs(start, 60_000));
    expect(await stepsWith({ onWait: () => 'by test' }).play(ask, null)).toMatchObject({ value: 'by test' });

    const world = createMemoryWorld({ workflowId: 'edit:a:1', start });
    const waiting = stepsWith({ world });
    const other = stepsWith({ world, workflowId: 'order:1' });
    const send = (steps: Steps) =>
      steps.run('send', async () => {
        await world.mailbox.send('edit:a:1', 'approval', 'by order', 'key');
        return null;
      });
    const [answer] = await Promise.all([waiting.play(ask, null), other.play(send, null)]);
    expect(answer).toMatchObject({ value: 'by order' });
  });

  test('a request to stop is seen by the workflow and its units, and stays', async () => {
    const steps = stepsWith({ messages: [{ topic: 'stop', message: null, at: plusMs(start, 5_000) }] });
    const unit = (all: Steps): Promise<boolean> => all.stopRequested();
    const end = await steps.play(async (all) => {
      const before = await all.stopRequested();
      await all.sleep(5_000);
      const [inUnit] = await all.forEachUnit([{ unitId: 'device-1' }], unit);
      return [before, await all.stopRequested(), inUnit];
    }, null);
    expect(end).toMatchObject({ value: [false, true, { ok: true, value: true }] });
  });
});
