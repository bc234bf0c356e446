import { describe, expect, it } from 'vitest';
import { instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import { runSweep } from '../../../src/pipeline/run-sweep.ts';
import { renderedText } from '../../../src/pipeline/rendered-text.ts';
import { createMemoryNetwork, type MemoryNetwork } from '../../support/memory-network.ts';
import { createMemorySteps, createMemoryWorld, type MemorySteps } from '../../support/memory-steps.ts';

const START = instantOf('2026-11-21T10:00:00Z');
const R1 = unitIdOf(1);

function bench(routers: number, width = 2) {
  const world = createMemoryWorld({ workflowId: 'sweep:1', start: START });
  const network = createMemoryNetwork({
    routers,
    now: () => world.clock.now(),
    limits: { interactiveUnits: width },
  });
  const stepsOf = (workflowId: string): MemorySteps =>
    createMemorySteps({ workflowId, ports: network.ports, start: START, world });
  return { network, stepsOf, world };
}

async function sweep({ stepsOf }: ReturnType<typeof bench>, id = 'sweep:1') {
  const end = await stepsOf(id).play(runSweep, null);
  if (end.kind !== 'ended') throw new Error(`did not end: ${JSON.stringify(end)}`);
  return end.value;
}

/** NetBox shows what we wrote there, as the next read finds it. */
function readBack(network: MemoryNetwork): void {
  network.netbox.devices = network.netbox.devices.map((device) => {
    const shows = network.shown.get(unitIdOf(device.object.id));
    return shows === undefined ? device : { ...device, shows };
  });
}

describe('a sweep', () => {
  it('looks at every unit, a few at a time, and stores how far it came', async () => {
    const world = bench(5);
    expect(await sweep(world)).toEqual({ units: 5, inLine: 5, others: 0 });
    expect([...(world.network.rows.sweeps.get('sweep:1') ?? [])].map(([, state]) => state)).toEqual(
      Array(5).fill('in line'),
    );
  });

  it('tells NetBox nothing while no verdict changes', async () => {
    const world = bench(2);
    await sweep(world);
    readBack(world.network);
    world.network.shown.clear();
    await sweep(world, 'sweep:2');
    expect(world.network.shown.size).toBe(0);
    expect(world.network.journal).toEqual([]);
    world.network.routers[0]?.descriptions.set('eth1', 'by hand');
    await sweep(world, 'sweep:3');
    expect([...world.network.shown]).toEqual([[R1, 'drift']]);
    expect(world.network.journal).toHaveLength(1);
  });

  it('keeps with a finding whom the device named when it was first seen, and tells that each time', async () => {
    const world = bench(1);
    const [router] = world.network.routers;
    if (router === undefined) throw new Error('no router');
    await sweep(world);
    const joe = { at: 'Fri Nov 20 09:12:00', by: 'joe', from: '192.0.2.9' };
    router.lastChange = joe;
    router.descriptions.set('eth1', 'by hand');
    await sweep(world, 'sweep:2');
    expect(world.network.journal[0]?.comments).toContain('by joe, from 192.0.2.9, at Fri Nov 20 09:12:00');
    // Somebody else worked there since, elsewhere: that is no reason to blame him for this line.
    router.lastChange = { ...joe, by: 'eve' };
    await sweep(world, 'sweep:3');
    expect(world.network.rows.findings.get(R1)).toMatchObject([{ lastChange: { by: 'joe' } }]);
    router.descriptions.set('eth2', 'by hand too');
    await sweep(world, 'sweep:4');
    const told = world.network.journal[1]?.comments ?? '';
    expect(told.split('\n')[0]).toContain('by eve');
    expect(told).toMatch(/\*\*Last change on the device\*\*: .*; told before: /);
    expect(told).toContain('by joe');
  });

  it('shows a device again whose state somebody overwrote in NetBox', async () => {
    const world = bench(1);
    await sweep(world);
    world.network.netbox.devices = world.network.netbox.devices.map((device) => ({
      ...device,
      shows: 'held',
    }));
    world.network.shown.clear();
    await sweep(world, 'sweep:2');
    expect([...world.network.shown]).toEqual([[R1, 'in line']]);
  });

  it('shows a device that restarts just then as what it is afterwards', async () => {
    const world = bench(1);
    const [router] = world.network.routers;
    if (router === undefined) throw new Error('no router');
    router.unreachable = true;
    const back = world.world.clock.sleepUntil(plusMs(START, 10_000));
    void back.slept.then(() => (router.unreachable = false));
    expect(await sweep(world)).toMatchObject({ inLine: 1 });
    expect([...world.network.shown]).toEqual([[R1, 'in line']]);
    expect(router.reads).toBe(2);
  });

  it('shows a device that stays away as unreachable after twenty seconds, and does not wait for it next time', async () => {
    const world = bench(1);
    const [router] = world.network.routers;
    if (router === undefined) throw new Error('no router');
    router.unreachable = true;
    await sweep(world);
    expect([...world.network.shown]).toEqual([[R1, 'unreachable']]);
    expect(Date.parse(world.world.clock.now()) - Date.parse(START)).toBeGreaterThanOrEqual(20_000);
    expect(router.reads).toBe(2);
    await sweep(world, 'sweep:2');
    expect(router.reads).toBe(3);
  });
});

describe('what NetBox rendered', () => {
  it('serves sweeps for a day, and no edit', async () => {
    const { network, world } = bench(1);
    let renders = 0;
    const ports = {
      ...network.ports,
      source: { ...network.ports.source, render: () => Promise.resolve(`render ${(renders += 1)}`) },
      clock: { now: () => now },
    };
    let now = world.clock.now();
    expect(await renderedText(ports, R1, 'kept')).toBe('render 1');
    now = plusMs(now, 23 * 3_600_000);
    expect(await renderedText(ports, R1, 'kept')).toBe('render 1');
    expect(await renderedText(ports, R1, 'fresh')).toBe('render 2');
    expect(await renderedText(ports, R1, 'kept')).toBe('render 2');
    await ports.store.renders.forget([R1], now);
    expect(await renderedText(ports, R1, 'kept')).toBe('render 3');
    now = plusMs(now, 24 * 3_600_000);
    expect(await renderedText(ports, R1, 'kept')).toBe('render 4');
  });
});
