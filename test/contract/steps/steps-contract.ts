import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import type { WorkflowDefinitions } from '../../../src/workflows/workflow-definitions.ts';
import type { CreateStepsWorld, StepsWorld } from './steps-world.ts';

/** Waits until the world shows what is expected; the test's own time limit ends it. */
async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Work that is in progress until its process lets go of it. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What every binding of `Steps` promises, run against each of them. */
export function describeStepsContract(binding: string, create: CreateStepsWorld): void {
  let current: StepsWorld | null = null;
  const worldOf = async (definitions: Partial<WorkflowDefinitions>): Promise<StepsWorld> => {
    current = await create({ workflows: {}, unitWork: [], ...definitions });
    return current;
  };
  const newId = (): string => `test:${randomUUID()}`;

  afterEach(async () => {
    await current?.dispose();
    current = null;
  });

  describe(`steps ${binding}`, () => {
    test('a recorded step answers from the record after the process died, and its effect happens once', async () => {
      const effects: string[] = [];
      async function change(steps: Steps, input: { readonly unit: string }): Promise<Json> {
        const first = await steps.run('read', () => Promise.resolve({ run: effects.push('read'), input }));
        const at = await steps.now();
        await steps.run('write', async (_ports, signal) => {
          if (effects.push('write') === 2) await untilAborted(signal);
          return null;
        });
        return { first, same: at === (await steps.run('time', () => Promise.resolve(at))) };
      }
      const world = await worldOf({ workflows: { change } });
      const id = newId();
      await world.start('change', id, { unit: 'device-1' });
      await until(() => effects.length === 2);
      await world.die();
      await world.revive();
      expect(await world.result(id)).toEqual({ first: { run: 1, input: { unit: 'device-1' } }, same: true });
      expect(effects).toEqual(['read', 'write', 'write']);
    });

    test('starting the same workflow twice runs it once', async () => {
      let runs = 0;
      const count = (steps: Steps) => steps.run('count', () => Promise.resolve((runs += 1)));
      const world = await worldOf({ workflows: { count } });
      const id = newId();
      await Promise.all([world.start('count', id, null), world.start('count', id, null)]);
      expect(await world.result(id)).toBe(1);
      await world.start('count', id, null);
      expect(runs).toBe(1);
    });

    test('only faults that may pass are tried again, as often as the policy says', async () => {
      const tries = { reads: 0, never: 0, forbidden: 0, bug: 0 };
      async function failing(steps: Steps): Promise<null> {
        const fail = (key: keyof typeof tries, error: Error) => () => Promise.reject((tries[key]++, error));
        const later = new Fault('device.timeout', 'no answer');
        const retry = 'reads';
        await steps.run('a', fail('reads', later), { retry }).catch(() => null);
        await steps.run('b', fail('never', later)).catch(() => null);
        await steps
          .run('c', fail('forbidden', new Fault('netbox.forbidden', 'no')), { retry })
          .catch(() => null);
        await steps
          .run('d', fail('bug', new TypeError('undefined is not a function')), { retry })
          .catch(() => null);
        return null;
      }
      const world = await worldOf({ workflows: { failing } });
      const id = newId();
      await world.start('failing', id, null);
      await world.result(id);
      expect(tries).toEqual({ reads: 3, never: 1, forbidden: 1, bug: 1 });
    });

    test('a fault comes out of a step with name, code and message only, before and after a crash', async () => {
      let lives = 0;
      async function failing(steps: Steps): Promise<Json> {
        const seen = await steps
          .run('render', () =>
            Promise.reject(new Fault('netbox.render-failed', 'line 3: password secret1', 'jinja')),
          )
          .catch((error: unknown) => ({
            ...(error as object),
            text: String(error),
            own: error instanceof Fault,
          }));
        await steps.run('die', async (_ports, signal) => {
          if ((lives += 1) === 1) await untilAborted(signal);
          return null;
        });
        return seen;
      }
      const world = await worldOf({ workflows: { failing } });
      const id = newId();
      await world.start('failing', id, null);
      await until(() => lives === 1);
      await world.die();
      await world.revive();
      expect(await world.result(id)).toEqual({
        name: 'Fault',
        code: 'netbox.render-failed',
        text: 'Fault: line 3: password <redacted>',
        own: false,
      });
    });

    test('a result that is no plain data is refused where it is made', async () => {
      const wrong = (steps: Steps) =>
        steps.run('read', () => Promise.resolve(new Date(0) as unknown as Json));
      const world = await worldOf({ workflows: { wrong } });
      const id = newId();
      await world.start('wrong', id, null);
      await expect(world.result(id)).rejects.toThrow('must hand over plain data');
    });

    test('a sleep goes on while the process is dead and is not slept again', async () => {
      const effects: string[] = [];
      async function nap(steps: Steps): Promise<Json> {
        const began = await steps.now();
        await steps.run('before', () => Promise.resolve(effects.push('before')));
        await steps.sleep(400);
        const ended = await steps.now();
        return Date.parse(ended) - Date.parse(began);
      }
      const world = await worldOf({ workflows: { nap } });
      const id = newId();
      await world.start('nap', id, null);
      await until(() => effects.length === 1);
      await world.die();
      await world.revive();
      expect(await world.result(id)).toBeGreaterThanOrEqual(400);
      expect(effects).toEqual(['before']);
    });

    test('a message sent while the process is dead is received, once however often it was sent', async () => {
      const effects: string[] = [];
      async function ask(steps: Steps): Promise<Json> {
        const began = await steps.now();
        await steps.run('ask', () => Promise.resolve(effects.push('ask')));
        const first = await steps.waitFor('approval', plusMs(began, 60_000));
        const second = await steps.waitFor('approval', plusMs(began, 1));
        const other = await steps.waitFor('other topic', plusMs(began, 1));
        return { first, second, other };
      }
      const world = await worldOf({ workflows: { ask } });
      const id = newId();
      await world.start('ask', id, null);
      await until(() => effects.length === 1);
      await world.die();
      await world.send(id, 'approval', { by: 'ada' }, `${id}:click`);
      await world.send(id, 'approval', { by: 'ada' }, `${id}:click`);
      await world.revive();
      expect(await world.result(id)).toEqual({ first: { by: 'ada' }, second: null, other: null });
    });

    test('nobody answering ends a wait with null', async () => {
      const ask = async (steps: Steps) => steps.waitFor('approval', plusMs(await steps.now(), 50));
      const world = await worldOf({ workflows: { ask } });
      const id = newId();
      await world.start('ask', id, null);
      expect(await world.result(id)).toBeNull();
    });

    test('units are worked on side by side, a failing one is an outcome, and finished ones are not repeated after a crash', async () => {
      const effects: string[] = [];
      let crashed = false;
      async function plan(steps: Steps, { unitId }: { readonly unitId: string }): Promise<string> {
        await steps.run('begin', () => Promise.resolve(effects.push(`begin ${unitId}`)));
        // Nobody goes on before all have begun, so working one after the other would never end.
        await until(() => effects.filter((effect) => effect.startsWith('begin')).length === 3);
        if (unitId === 'device-2') throw new Fault('device.cut', 'the session was cut');
        await steps.run('end', async (_ports, signal) => {
          effects.push(`end ${unitId}`);
          if (unitId === 'device-3' && !crashed) await untilAborted(signal);
          return null;
        });
        return `planned ${unitId}`;
      }
      const change = (steps: Steps, units: readonly string[]) =>
        steps.forEachUnit(
          units.map((unitId) => ({ unitId })),
          plan,
        );
      const world = await worldOf({ workflows: { change }, unitWork: [plan] });
      const id = newId();
      await world.start('change', id, ['device-1', 'device-2', 'device-3']);
      await until(() => effects.filter((effect) => effect.startsWith('end')).length === 2);
      await world.die();
      crashed = true;
      await world.revive();
      expect(await world.result(id)).toEqual([
        { ok: true, value: 'planned device-1' },
        { ok: false, code: 'device.cut', message: 'the session was cut' },
        { ok: true, value: 'planned device-3' },
      ]);
      expect(effects.filter((effect) => effect.startsWith('begin'))).toHaveLength(3);
      expect(effects.filter((effect) => effect === 'end device-3')).toHaveLength(2);
    });

    test('the same work may be done for a unit twice, one after the other', async () => {
      let runs = 0;
      const check = (steps: Steps, _input: { readonly unitId: string }) =>
        steps.run('check', () => Promise.resolve((runs += 1)));
      const twice = async (steps: Steps): Promise<Json> => [
        await steps.forEachUnit([{ unitId: 'device-1' }], check),
        await steps.forEachUnit([{ unitId: 'device-1' }], check),
      ];
      const world = await worldOf({ workflows: { twice }, unitWork: [check] });
      const id = newId();
      await world.start('twice', id, null);
      expect(await world.result(id)).toEqual([[{ ok: true, value: 1 }], [{ ok: true, value: 2 }]]);
    });

    test('a request to stop is seen by the workflow and by its units, and stays', async () => {
      const unit = (steps: Steps, _input: { readonly unitId: string }): Promise<boolean> =>
        steps.stopRequested();
      async function change(steps: Steps): Promise<Json> {
        const before = await steps.stopRequested();
        await steps.waitFor('go', plusMs(await steps.now(), 60_000));
        const [inUnit] = await steps.forEachUnit([{ unitId: 'device-1' }], unit);
        return { before, after: await steps.stopRequested(), inUnit };
      }
      const world = await worldOf({ workflows: { change }, unitWork: [unit] });
      const id = newId();
      await world.start('change', id, null);
      await new Promise((resolve) => setTimeout(resolve, 0));
      // `go` comes after `stop`, so the workflow cannot look before both are there.
      await world.send(id, 'stop', null, `${id}:stop`);
      await world.send(id, 'go', null, `${id}:go`);
      const ended = (await world.result(id)) as { readonly after: boolean; readonly inUnit: Json };
      expect(ended).toMatchObject({ after: true, inUnit: { ok: true, value: true } });
    });
  });
}
