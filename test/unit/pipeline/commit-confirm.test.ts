import { describe, expect, it } from 'vitest';

import { instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import { checkUnit } from '../../../src/pipeline/check-unit.ts';
import { runEdit } from '../../../src/pipeline/run-edit.ts';
import {
  createMemoryNetwork,
  type MemoryNetwork,
  type MemoryRouter,
  REQUEST_ID,
} from '../../support/memory-network.ts';
import { crashPoints } from '../../support/memory-records.ts';
import { createMemorySteps, createMemoryWorld, type MemorySteps } from '../../support/memory-steps.ts';

const START = instantOf('2026-11-21T10:00:00Z');
const REF = { requestId: REQUEST_ID, generation: 1 };
const WORKFLOW = `edit:${REQUEST_ID}:1`;
const MINUTE = 60_000;

interface Bench {
  readonly network: MemoryNetwork;
  readonly router: MemoryRouter;
  readonly steps: MemorySteps;
}

/** A router that takes back what nobody confirms, in line with NetBox until `description` was edited. */
async function prepare(more: object = {}): Promise<Bench> {
  const world = createMemoryWorld({ workflowId: WORKFLOW, start: START });
  const network = createMemoryNetwork({ routers: 1, now: () => world.clock.now() });
  const [router] = network.routers;
  const [device] = network.netbox.devices;
  if (router === undefined || device === undefined) throw new Error('no router');
  router.canRevert = true;
  const check = createMemorySteps({ workflowId: 'check', ports: network.ports, start: START });
  await check.play(checkUnit, { unitId: unitIdOf(1), changeId: 'check' });
  const [first, ...rest] = device.interfaces;
  if (first === undefined) throw new Error('no interface');
  network.netbox.devices = [{ ...device, interfaces: [{ ...first, description: 'to core' }, ...rest] }];
  const steps = createMemorySteps({
    workflowId: WORKFLOW,
    ports: network.ports,
    start: START,
    world,
    ...more,
  });
  return { network, router, steps };
}

async function endingOf(steps: MemorySteps) {
  const end = await steps.play(runEdit, REF);
  if (end.kind !== 'ended') throw new Error(`did not end: ${JSON.stringify(end)}`);
  return end.value.endings[0]?.ending;
}

describe('a change on a device that reverts by itself', () => {
  it('is armed, proved, confirmed, and only then saved', async () => {
    const { network, router, steps } = await prepare();
    expect(await endingOf(steps)).toMatchObject({ kind: 'applied', saved: true });
    expect(router.timer).toBeNull();
    expect(router.descriptions.get('eth1')).toBe('to core');
    expect(network.journal[0]?.comments).toMatch(/undo: by the device’s own timer/);
    expect(network.journal[0]?.comments).toMatch(
      /by itself after 5 minutes[\s\S]*confirmed over a new session/,
    );
  });

  it('still stands long after the time of the timer', async () => {
    const { network, router, steps } = await prepare();
    await endingOf(steps);
    steps.world.clock.advance(60 * MINUTE);
    const plan = [...network.rows.plans.values()][0];
    if (plan === undefined) throw new Error('no plan');
    await network.ports.devices.read(plan.unit, new AbortController().signal);
    expect(router.descriptions.get('eth1')).toBe('to core');
  });

  it('that takes the device out of reach is taken back by the device, and nothing is written twice', async () => {
    const { router, steps } = await prepare();
    router.losesManagement = true;
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'device' });
    expect(router.sent).toEqual(['description to core']);
    expect(router.descriptions.get('eth1')).toBe('old');
    expect(router.saved).toBe(0);
  });

  it('whose session dies with the way to the device is taken back by the device, and not tried again', async () => {
    const { network, router, steps } = await prepare();
    router.losesManagement = true;
    router.faults.push('cut after');
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'device' });
    expect(router.descriptions.get('eth1')).toBe('old');
    expect(network.rows.marks.get(unitIdOf(1))).toMatchObject([{ kind: 'reverted' }]);
  });

  it('that took no effect is ended on the device all the same', async () => {
    const { router, steps } = await prepare();
    router.faults.push('ignore');
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'us' });
    expect(router.timer).toBeNull();
    expect(router.sent).toEqual(['description to core']);
  });

  it('whose line the device refuses is taken back by the device at our word', async () => {
    const { router, steps } = await prepare();
    router.faults.push('refuse');
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'us' });
    expect(router.sent).toEqual(['description to core']);
    expect(router.timer).toBeNull();
  });

  it('beside a line somebody entered meanwhile keeps that line when it is undone', async () => {
    const { router, steps } = await prepare();
    router.confirmations.push('refuse');
    const enter = router.confirmations;
    Object.defineProperty(router, 'confirmations', {
      get: () => {
        router.descriptions.set('eth2', 'by hand, meanwhile');
        return enter;
      },
    });
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'us' });
    expect(router.descriptions.get('eth2')).toBe('by hand, meanwhile');
    expect(router.descriptions.get('eth1')).toBe('old');
    expect(router.timer).toBeNull();
  });

  it.each(['lose question', 'lose answer'] as const)(
    'whose confirmation is lost (%s) is confirmed all the same, and once is enough',
    async (fault) => {
      const { router, steps } = await prepare();
      router.confirmations.push(fault);
      expect(await endingOf(steps)).toMatchObject({ kind: 'applied', saved: true });
      expect(router.timer).toBeNull();
      expect(router.descriptions.get('eth1')).toBe('to core');
    },
  );

  it('that can never be confirmed is waited for, and found taken back by the device', async () => {
    const { router, steps } = await prepare();
    router.confirmations.push('lose question', 'lose question', 'lose question');
    expect(await endingOf(steps)).toMatchObject({ kind: 'rolled-back', by: 'device' });
    expect(router.descriptions.get('eth1')).toBe('old');
    expect(router.saved).toBe(0);
  });

  it('waits for a person beside another change that waits there for its confirmation', async () => {
    const { network, router, steps } = await prepare();
    router.timer = foreignTimer(router);
    expect(await endingOf(steps)).toMatchObject({ kind: 'untouched' });
    expect(network.journal[0]?.comments).toContain('anna-by-hand');
    expect(router.sent).toEqual([]);
    expect(router.timer.name).toBe('anna-by-hand');
  });

  it('sends nothing when such a change appeared between the guards and the first command', async () => {
    const { network, router, steps } = await prepare();
    const begin = network.ports.openWriter;
    Object.assign(network.ports, {
      openWriter: (...call: Parameters<typeof begin>) => {
        router.timer = foreignTimer(router);
        return begin(...call);
      },
    });
    const ending = await endingOf(steps);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'skipped' });
    expect(ending?.detail).toContain('anna-by-hand');
    expect(router.sent).toEqual([]);
  });
});

function foreignTimer(router: MemoryRouter) {
  const until = plusMs(START, 600 * MINUTE);
  return { name: 'anna-by-hand', until, before: new Map(router.descriptions) };
}

describe('a worker that dies around any step of an armed change', () => {
  it('is followed by one that ends it: confirmed, or knowingly taken back by the device', async () => {
    const whole = await prepare();
    await endingOf(whole.steps);
    for (const crashAt of crashPoints(whole.steps.world.records.written().length)) {
      for (const deadForMs of [0, 10 * MINUTE]) {
        const { network, router, steps } = await prepare({ crashAt });
        expect((await steps.play(runEdit, REF)).kind).toBe('crashed');
        steps.world.clock.advance(deadForMs);
        const end = await steps.restart().play(runEdit, REF);
        if (end.kind !== 'ended') throw new Error(`did not end: ${JSON.stringify(end)}`);
        const ending = end.value.endings[0]?.ending;
        const stands = router.descriptions.get('eth1');
        expect(router.timer, JSON.stringify({ crashAt, deadForMs, ending })).toBeNull();
        expect([ending?.kind, stands]).toEqual(
          ending?.kind === 'applied' ? ['applied', 'to core'] : ['rolled-back', 'old'],
        );
        if (deadForMs === 0) expect(ending?.kind).toBe('applied');
        expect(network.journal).toHaveLength(1);
      }
    }
  });
});
