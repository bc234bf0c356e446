import { describe, expect, it } from 'vitest';
import { create, waitForState, waitForStory } from './edit-story.ts';
import { addressOn, portOf } from './lab-records.ts';
import type { GetScene } from './scene.ts';
import { changesOf } from './worker-changes.ts';

/** SIGKILL in the middle of a change. */
export function killedWorkerSuite(scene: GetScene): void {
  describe('a worker that is killed', () => {
    it.each([
      { moment: 'while it writes', address: '203.0.113.1/24' },
      { moment: 'while it proves what it wrote', address: '198.18.0.1/24' },
    ])(
      '$moment is followed by one that ends the change, writes nothing twice and tells it once',
      async (given) => {
        const { moment, address } = given;
        const current = scene();
        const { world, r2, figures } = current;
        const { r2: record } = world.records;
        const line = `ip address ${address}`;
        const created = await create(
          world,
          '/ipam/ip-addresses/',
          addressOn(portOf(record, 'eth9'), address),
        );
        await r2.waitUntilEntered(line);
        // An address may touch routing, so the proof lasts longer than BGP's hold time: 10 s from its first reading.
        if (moment !== 'while it writes') await r2.waitUntilLoggedIn('reader');
        await current.worker.kill();
        const killed = Date.now();
        current.worker = await world.serve();
        const served = Date.now();
        const story = await waitForStory(world, record.id, created);
        const told = Date.now();
        expect(story.comments).toContain('<strong>Applied, verified, saved</strong>');
        await waitForState(world, record.id, 'in line');
        expect((await r2.entered()).filter((entered) => entered === line)).toHaveLength(1);
        const [change, second] = await changesOf(world, created);
        expect(second).toBeUndefined();
        expect(change?.endings).toMatchObject([{ unitName: 'r2', ending: { kind: 'applied' } }]);
        figures.push(
          `killed ${moment}: next worker ready after ${served - killed} ms, journal after ${told - killed} ms`,
        );
      },
    );
  });
}
