import { describe, expect, it, vi } from 'vitest';
import { edit, storiesOf, waitForState, waitForStory } from './edit-story.ts';
import { portOf } from './lab-records.ts';
import { BULK } from './lab-world.ts';
import type { GetScene } from './scene.ts';
import { changesOf, openedAt } from './worker-changes.ts';

/** One save of many objects: the webhooks trickle in while the plan stands already. */
export function bulkSuite(scene: GetScene): void {
  describe(`a bulk edit of ${BULK} interfaces`, () => {
    it('gives one plan and one journal entry, and the plan stands before its last webhook arrived', async () => {
      const { world, r2, figures } = scene();
      const { r2: record } = world.records;
      const ports = [...record.interfaces].filter(([name]) => name.startsWith('port'));
      expect(ports).toHaveLength(BULK);
      const begun = Date.now();
      const edited = await edit(
        world,
        '/dcim/interfaces/',
        ports.map(([name, id]) => ({ id, description: `patch panel ${name}` })),
      );
      const deliveries = await vi.waitFor(
        () => {
          const seen = world.proxy.deliveriesOf(edited.requestId);
          if (seen.length < BULK) throw new Error(`${seen.length} of ${BULK} webhooks came`);
          return seen;
        },
        { timeout: 60_000, interval: 100 },
      );
      const story = await waitForStory(world, record.id, edited);
      const told = Date.now();
      expect(story.comments).toContain('<strong>Applied, verified, saved</strong>');
      const lines = (await r2.running()).split('\n').filter((line) => line.startsWith(' description patch'));
      expect(lines).toHaveLength(BULK);
      await waitForState(world, record.id, 'in line');

      expect(deliveries).toHaveLength(BULK);
      expect(deliveries.filter(({ status }) => status !== 202)).toEqual([]);
      const planned = await openedAt(world, edited);
      const times = deliveries.map(({ at }) => at);
      expect(planned).toBeLessThan(Math.max(...times));

      // Once a later edit is done, whatever the later webhooks had started would be done too.
      const later = await edit(world, `/dcim/interfaces/${portOf(record, 'eth9')}/`, {
        description: 'spare',
      });
      await waitForStory(world, record.id, later);
      expect(await changesOf(world, edited)).toHaveLength(1);
      expect(await storiesOf(world, record.id, edited.requestId)).toHaveLength(1);
      figures.push(
        `bulk of ${BULK}: NetBox took ${edited.at - begun} ms; after its answer, first webhook ${Math.min(...times) - edited.at} ms, ` +
          `plan ${planned - edited.at} ms, last webhook ${Math.max(...times) - edited.at} ms, journal ${told - edited.at} ms`,
      );
    });
  });
}
