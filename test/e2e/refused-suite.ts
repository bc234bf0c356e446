import { describe, expect, it } from 'vitest';
import { edit, waitForState, waitForStory } from './edit-story.ts';
import { portOf } from './lab-records.ts';
import { routerTemplate } from './router-template.ts';
import type { GetScene } from './scene.ts';

/** Edits that must not stand. */
export function refusedSuite(scene: GetScene): void {
  describe('an edit that must not stand', () => {
    it('is blocked where somebody changed the same line by hand, and the journal has both values', async () => {
      const { world, r1 } = scene();
      const { r1: record } = world.records;
      await r1.enterByHand('interface eth1', 'description HOT FIX ask Joe');
      const before = await r1.entered();
      const path = `/dcim/interfaces/${portOf(record, 'eth1')}/`;
      const story = await waitForStory(
        world,
        record.id,
        await edit(world, path, { description: 'tidied up' }),
      );
      expect(story.kind).toBe('warning');
      expect(story.comments).toContain('<strong>Refused: nothing was written</strong>');
      expect(story.comments).toMatch(
        /interface eth1 › description \| description tidied up \| description HOT FIX ask Joe \|.*\| conflict since /,
      );
      await waitForState(world, record.id, 'drift');
      expect(await r1.entered()).toEqual(before);
      expect(await r1.running()).toContain(' description HOT FIX ask Joe\n');
    });

    it('is in line again once the person brought the router to what NetBox asks for', async () => {
      const { world, r1 } = scene();
      await r1.enterByHand('interface eth1', 'description tidied up');
      expect(await world.plumbline('check', 'r1')).toMatchObject({ code: 0 });
      await waitForState(world, world.records.r1.id, 'in line');
    });

    it('is rolled back when the BGP session does not survive it; the session returns and the journal says so', async () => {
      const { world, r1, figures } = scene();
      const { r1: record, template } = world.records;
      const path = `/extras/config-templates/${template}/`;
      const neighborDescription = 'r2 in the same rack';
      const running = await r1.running();
      const edited = await edit(world, path, {
        template_code: routerTemplate({ neighborDescription, more: ['shutdown'] }),
      });
      await r1.waitUntilEntered('neighbor 10.0.12.2 shutdown');
      const story = await waitForStory(world, record.id, edited);
      expect(story.kind).toBe('danger');
      expect(story.comments).toContain('<strong>Rolled back: the device is as it was before</strong>');
      expect(story.comments).toMatch(/BGP session to 10\.0\.12\.2 is [^;]+, was Established/);
      expect(story.comments).toContain('after the rollback: operational state as in the snapshot');
      expect(await r1.running()).toBe(running);
      expect(await r1.bgpState()).toBe('Established');
      await waitForState(world, record.id, 'rolled back');
      figures.push(`rollback: edit to journal ${Date.now() - edited.at} ms`);
    });

    it('is forgotten once NetBox asks again for what the router runs', async () => {
      const { world, r1 } = scene();
      const { r1: record, template } = world.records;
      const before = await r1.entered();
      await edit(world, `/extras/config-templates/${template}/`, {
        template_code: routerTemplate({ neighborDescription: 'r2 in the same rack' }),
      });
      await waitForState(world, record.id, 'in line');
      expect(await r1.entered()).toEqual(before);
    });
  });
}
