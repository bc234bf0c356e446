import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { NoticeTarget } from '../../../src/ports/notice-target.ts';
import { makeNotice } from '../../support/make-notice.ts';
import type { GetScene } from './contract-scene.ts';
import { idOf, resultsOf, type NetBoxRest } from './netbox-rest.ts';

/** Who answers for a device, and the bell of NetBox's pages. */
export function notificationContract(scene: GetScene): void {
  ownersContract(scene);
  bellContract(scene);
}

interface Person {
  readonly id: number;
  readonly username: string;
}

async function makeUser(
  rest: NetBoxRest,
  groups: readonly number[] = [],
  more: object = {},
): Promise<Person> {
  const username = `user-${randomUUID().slice(0, 8)}`;
  const body = {
    username,
    password: `aA1-${randomUUID()}`,
    groups,
    email: `${username}@example.org`,
    ...more,
  };
  return { username, id: await rest.make('/users/users/', body) };
}

function ownersContract(scene: GetScene): void {
  describe('who answers for a device', () => {
    it('is nobody where NetBox names nobody, and null where there is no such device', async () => {
      const { world, open } = scene();
      const { people } = open();
      expect(await people.readOwnership(unitIdOf(world.core.id))).toMatchObject({
        deviceId: world.core.id,
        ownerId: null,
        tenantId: null,
        siteId: world.site,
      });
      expect(await people.readOwnership(unitIdOf(2_000_000_000))).toBeNull();
      expect(await people.contactsOf({ type: 'dcim.device', id: world.core.id })).toEqual([]);
    });

    it('is its owner: the owner’s users and the members of its groups, each once, without inactive ones', async () => {
      const { rest, world, open } = scene();
      const group = await rest.make('/users/groups/', { name: `owners ${world.tag}` });
      const lead = await makeUser(rest, [group]);
      const member = await makeUser(rest, [group], { email: '' });
      const former = await makeUser(rest, [group], { is_active: false });
      const owner = await rest.make('/users/owners/', {
        name: `owner ${world.tag}`,
        group: null,
        users: [lead.id, former.id],
        user_groups: [group],
      });
      await rest.patch(`/dcim/devices/${String(world.edge.id)}/`, { owner });
      const { people } = open();
      expect(await people.readOwnership(unitIdOf(world.edge.id))).toMatchObject({ ownerId: owner });
      const users = await people.usersOfOwner(owner);
      expect(users.toSorted((a, b) => a.id - b.id)).toEqual([
        { id: lead.id, username: lead.username, email: `${lead.username}@example.org` },
        { id: member.id, username: member.username, email: null },
      ]);
      expect(await people.usersOfOwner(2_000_000_000)).toEqual([]);
    });

    it('is found by user name in any case, and by the name of a group', async () => {
      const { rest, world, open } = scene();
      const name = `watch ${world.tag}`;
      const user = await makeUser(rest, [await rest.make('/users/groups/', { name })]);
      const { people } = open();
      const found = [{ id: user.id, username: user.username, email: `${user.username}@example.org` }];
      expect(await people.usersNamed([user.username, 'nobody-of-that-name', ''])).toEqual(found);
      expect(await people.membersOf([name, 'no group of that name'])).toEqual(found);
      expect(await people.usersNamed([''])).toEqual([]);
    });

    it('is a contact by role, in the order of priority, without inactive ones', async () => {
      const { rest, world, open } = scene();
      const tenant = await rest.make('/tenancy/tenants/', { name: `t ${world.tag}`, slug: `t-${world.tag}` });
      await rest.patch(`/dcim/devices/${String(world.edge.id)}/`, { tenant });
      const role = await rest.make('/tenancy/contact-roles/', {
        name: `ops ${world.tag}`,
        slug: `ops-${world.tag}`,
      });
      const slug = `ops-${world.tag}`;
      const assign = async (name: string, type: string, id: number, priority: string): Promise<void> => {
        const contact = await rest.make('/tenancy/contacts/', { name, email: `${name}@example.org` });
        const body = { object_type: type, object_id: id, contact, role, priority };
        await rest.make('/tenancy/contact-assignments/', body);
      };
      await assign('second', 'dcim.device', world.edge.id, 'secondary');
      await assign('asleep', 'dcim.device', world.edge.id, 'inactive');
      await assign('first', 'dcim.device', world.edge.id, 'primary');
      await assign('customer', 'tenancy.tenant', tenant, 'primary');
      await assign('janitor', 'dcim.site', world.site, 'primary');
      const { people } = open();
      const asked = async (type: 'dcim.device' | 'dcim.site' | 'tenancy.tenant', id: number) =>
        (await people.contactsOf({ type, id })).map((one) => [one.name, one.email, one.role]);
      expect(await asked('dcim.device', world.edge.id)).toEqual([
        ['first', 'first@example.org', slug],
        ['second', 'second@example.org', slug],
      ]);
      expect(await people.readOwnership(unitIdOf(world.edge.id))).toMatchObject({ tenantId: tenant });
      expect(await asked('tenancy.tenant', tenant)).toEqual([['customer', 'customer@example.org', slug]]);
      expect(await asked('dcim.site', world.site)).toEqual([['janitor', 'janitor@example.org', slug]]);
    });
  });
}

function bellContract(scene: GetScene): void {
  describe('the bell of a user', () => {
    let user: Person;
    let path: string;
    beforeAll(async () => {
      const { rest } = scene();
      user = await makeUser(rest);
      path = '/extras/notifications/';
    });

    const ring = (
      ageMs: number,
      more: { deviceId?: number; userId?: number } = {},
    ): ReturnType<NoticeTarget['deliver']> => {
      const { world, open } = scene();
      const id = more.userId ?? user.id;
      return open().bell.deliver({
        target: 'bell',
        recipient: user.username,
        recipients: [{ kind: 'user', id, username: user.username, email: null, as: ['owner'] }],
        notice: makeNotice({ unitId: unitIdOf(more.deviceId ?? world.edge.id) }),
        failures: 0,
        targetFailures: 0,
        ageMs,
      });
    };
    const standing = async () => {
      const { rest } = scene();
      const all = resultsOf(await rest.get(`${path}?limit=500&ordering=-id`));
      return all.filter((one) => idOf(one['user']) === user.id);
    };

    it('rings on the device', async () => {
      expect(await ring(0)).toBe('sent');
      expect(await standing()).toMatchObject([
        {
          object_type: 'dcim.device',
          object_id: scene().world.edge.id,
          read: null,
          event_type: 'object_updated',
        },
      ]);
    });

    it('rings once for an event that is told again', async () => {
      const before = await standing();
      expect(await ring(60_000)).toBe('known');
      expect(await standing()).toEqual(before);
    });

    it('rings anew for a newer event although an older notification was read', async () => {
      const { rest } = scene();
      const [old] = await standing();
      await rest.patch(`${path}${String(idOf(old))}/`, { read: '2026-01-01T00:00:00Z' });
      // Younger than the notification that stands there, which was made moments ago.
      expect(await ring(-10_000)).toBe('sent');
      const [renewed, ...others] = await standing();
      expect(others).toEqual([]);
      expect(renewed).toMatchObject({ read: null });
      expect(idOf(renewed)).toBeGreaterThan(idOf(old));
    });

    it('stays silent where the device or the user is gone', async () => {
      expect(await ring(0, { deviceId: 2_000_000_000 })).toBe('gone');
      expect(await ring(0, { userId: 2_000_000_000 })).toBe('gone');
    });

    it('belongs to devices only: the worker may not touch another', async () => {
      const { rest, bench, world } = scene();
      const site = {
        object_type: 'dcim.site',
        object_id: world.site,
        user: user.id,
        event_type: 'object_updated',
      };
      const other = await rest.make(path, site);
      const worker = scene().restAs(bench.workerToken);
      expect((await worker.delete(`${path}${String(other)}/`)).status).toBe(404);
      expect((await worker.post(path, { ...site, object_id: world.site + 1 })).status).toBe(403);
      const seen = resultsOf(await worker.get(`${path}?limit=500`));
      expect(seen.filter((one) => one['object_type'] !== 'dcim.device')).toEqual([]);
    });

    it('is one for each user and object, whoever rings', async () => {
      const { rest, world } = scene();
      const body = {
        object_type: 'dcim.device',
        object_id: world.edge.id,
        user: user.id,
        event_type: 'object_updated',
      };
      const again = await rest.post(path, body);
      expect(again.status).toBe(400);
      expect(again.body).toHaveProperty('__all__');
      expect((await rest.post(path, { ...body, event_type: 'nonsense' })).body).toHaveProperty('event_type');
      expect((await rest.post(path, { ...body, object_type: 'extras.journalentry' })).body).toHaveProperty(
        'object_type',
      );
    });

    it('cannot be looked up: every filter is ignored', async () => {
      const { rest } = scene();
      const all = await rest.get(`${path}?limit=1`);
      const filtered = await rest.get(`${path}?limit=1&user_id=${String(user.id)}&object_id=1&read=true`);
      expect(filtered.body).toHaveProperty('count', (all.body as { count: number }).count);
    });
  });
}
