import { describe, expect, it } from 'vitest';
import { SHELL_ACCOUNT } from '../frr/dead-man-bench.ts';
import { create, edit, storiesOf, waitForState, waitForStory } from './edit-story.ts';
import { addressOn, portOf } from './lab-records.ts';
import { routerTemplate } from './router-template.ts';
import type { GetScene } from './scene.ts';
import { endingsOf, openedAt } from './worker-changes.ts';

/** Edits that go all the way. */
export function appliedSuite(scene: GetScene): void {
  describe('an edit in NetBox', () => {
    it('of an interface description is on the router, verified, saved and told in the journal', async () => {
      const { world, r1, figures } = scene();
      const { r1: record } = world.records;
      const path = `/dcim/interfaces/${portOf(record, 'eth1')}/`;
      const before = await r1.entered();
      const edited = await edit(world, path, {
        description: 'to r2, circuit 4711',
        changelog_message: 'CHG1001 name the circuit',
      });
      const onRouter = await r1.waitUntilEntered('description to r2, circuit 4711');
      const story = await waitForStory(world, record.id, edited);
      const told = Date.now();
      expect(story.kind).toBe('success');
      expect(story.comments).toContain('<strong>Applied, verified, saved</strong>');
      expect(story.comments).toContain('CHG1001 name the circuit');
      expect(story.comments).toContain(
        'the device would have taken the change back by itself after 5 minutes',
      );
      expect(story.comments).toContain('confirmed over a new session, and read back');
      expect(story.comments).toContain(`[eth1](${path})`);
      expect(story.comments).toMatch(
        /\| interface eth1 › description \| description to r2, circuit 4711 \| description to r2 \|/,
      );
      await waitForState(world, record.id, 'in line');
      expect(await r1.running()).toContain('interface eth1\n description to r2, circuit 4711\n');
      expect(await r1.startup()).toContain('description to r2, circuit 4711\n');
      expect((await r1.entered()).slice(before.length)).toEqual([
        'interface eth1',
        'description to r2, circuit 4711',
      ]);
      const planned = await openedAt(world, edited);
      figures.push(
        `description: edit to plan ${planned - edited.at} ms, to router ${onRouter - edited.at} ms, to journal ${told - edited.at} ms`,
      );
    });

    it('is written with the account for writing', async () => {
      expect(new Set(await scene().r1.logins())).toEqual(new Set(['reader', SHELL_ACCOUNT]));
    });

    it('sends no configuration command when its webhook comes a second time', async () => {
      const { world, r1 } = scene();
      const { r1: record } = world.records;
      const path = `/dcim/interfaces/${portOf(record, 'eth1')}/`;
      const first = await edit(world, path, { description: 'delivered twice' });
      await waitForStory(world, record.id, first);
      const before = await r1.entered();
      const [delivery] = world.proxy.deliveriesOf(first.requestId);
      if (delivery === undefined) throw new Error('the webhook was not seen');
      expect(await world.proxy.replay(delivery)).toBe(202);
      // Once a later edit is done, whatever the second delivery had started would be done too.
      const later = await edit(world, path, { description: 'edited after that' });
      await waitForStory(world, record.id, later);
      expect((await r1.entered()).slice(before.length)).toEqual([
        'interface eth1',
        'description edited after that',
      ]);
      expect(await storiesOf(world, record.id, first.requestId)).toHaveLength(1);
      expect(await endingsOf(world, first)).toEqual(['applied']);
    });

    it('of an IP address on a spare port is on the router', async () => {
      const { world, r1, figures } = scene();
      const { r1: record } = world.records;
      const address = addressOn(portOf(record, 'eth9'), '198.51.100.1/24');
      const created = await create(world, '/ipam/ip-addresses/', address);
      const onRouter = await r1.waitUntilEntered('ip address 198.51.100.1/24');
      const story = await waitForStory(world, record.id, created);
      expect(story.comments).toContain('<strong>Applied, verified, saved</strong>');
      expect(story.comments).toContain('interface eth9\n ip address 198.51.100.1/24');
      expect(await r1.running()).toContain('interface eth9\n ip address 198.51.100.1/24\n');
      figures.push(`address: edit to router ${onRouter - created.at} ms`);
    });

    it('of a BGP neighbor in the config template is on the router, and the session stays', async () => {
      const { world, r1, figures } = scene();
      const { r1: record, template } = world.records;
      const edited = await edit(world, `/extras/config-templates/${template}/`, {
        template_code: routerTemplate({ neighborDescription: 'r2 in the same rack' }),
      });
      const onRouter = await r1.waitUntilEntered('neighbor 10.0.12.2 description r2 in the same rack');
      const story = await waitForStory(world, record.id, edited);
      expect(story.comments).toContain('<strong>Applied, verified, saved</strong>');
      expect(story.comments).toContain(
        'router bgp 65001\n neighbor 10.0.12.2 description r2 in the same rack',
      );
      expect(await r1.running()).toContain(' neighbor 10.0.12.2 description r2 in the same rack\n');
      expect(await r1.bgpState()).toBe('Established');
      figures.push(`BGP neighbor: edit to router ${onRouter - edited.at} ms`);
    });

    it('leaves alone what stands outside the managed scope', async () => {
      const running = await scene().r1.running();
      expect(running).toContain('\nlog file /var/log/frr/commands.log\n');
      expect(running).toContain('\nlog commands\n');
    });
  });
}
