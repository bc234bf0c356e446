import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type CrashWorld, startCrashWorld, until } from '../support/crash-world.ts';
import { playKill } from '../support/kill-story.ts';

/** A sample of the places a worker can die at; `npm run test:full` goes through all of them. */
const SAMPLE = [
  ['execute', 'begins'],
  ['execute', 'worked'],
  ['verify', 'worked'],
  ['journal', 'worked'],
] as const;

describe('a worker killed with SIGKILL', () => {
  let world: CrashWorld;
  beforeAll(async () => {
    world = await startCrashWorld(SAMPLE.length + 3);
  }, 60_000);
  afterAll(() => world.stop());

  let places: readonly { readonly step: string; readonly moment: string }[] = [];

  it('carries a change whole when nobody kills it', async () => {
    const { ending, took } = await playKill(world, { device: 'edge1', killAt: null, mark: 'whole' });
    expect(ending).toBe('applied: saved');
    expect(took).toHaveLength(2);
    places = world.passings();
    expect(places.map(({ step }) => step)).toEqual(expect.arrayContaining(['plan', 'execute', 'journal']));
  }, 60_000);

  it.each(SAMPLE.map((place, index) => [...place, index + 2] as const))(
    'when step %s %s: its successor ends the change, and no command is accepted twice',
    async (step, moment, number) => {
      const killAt = places.findIndex((place) => place.step === step && place.moment === moment) + 1;
      expect(killAt).toBeGreaterThan(0);
      const { ending } = await playKill(world, {
        device: `edge${number}`,
        killAt,
        mark: `${step} ${moment}`,
      });
      expect(ending).toBe('applied: saved');
    },
    60_000,
  );

  it('between two commands: the part that took effect is undone', async () => {
    const device = `edge${SAMPLE.length + 2}`;
    const router = world.network.devices[SAMPLE.length + 1];
    if (router === undefined) throw new Error('no device');
    const worker = await world.startWorker();
    await world.check(device);
    const before = router.running();
    router.setFault({ kind: 'hang', at: 3, applied: true });
    const requestId = await world.edit(device, [
      { port: 'GigabitEthernet0/2', description: 'half one' },
      { port: 'GigabitEthernet0/3', description: 'half two' },
    ]);
    await until('the first command', () => Promise.resolve(router.running() === before ? null : true));
    worker.process.kill('SIGKILL');
    router.setFault(null);
    await world.startWorker();
    const [unit] = (await world.closed(requestId)).endings;
    expect(['rolled-back', 'applied']).toContain(unit?.ending.kind);
    if (unit?.ending.kind === 'rolled-back') expect(router.running()).toBe(before);
    else expect(router.running()).toMatch(/half one[\s\S]*half two/);
    expect(
      world.network.netbox.journal().filter(({ comments }) => comments.includes(requestId)),
    ).toHaveLength(1);
  }, 60_000);
});
