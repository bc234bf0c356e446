import { z } from 'zod';
import { deviceIdOf, type UnitId } from '../domain/ids.ts';
import type { AssignedContact, NetBoxUser, OwnedObject, Ownership, People } from '../ports/people.ts';
import { Choice } from './choice.ts';
import { fieldsOf } from './device-answer.ts';
import { inChunks } from './in-chunks.ts';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages, readPagesOf } from './read-pages.ts';

const Ref = z.object({ id: z.int() });

const OwnedDevice = z.object({
  id: z.int(),
  owner: Ref.nullable(),
  tenant: Ref.nullable(),
  site: Ref,
  config_context: z.record(z.string(), z.unknown()),
});

const Owner = z.object({ id: z.int(), users: z.array(Ref), user_groups: z.array(Ref) });

const User = z.object({ id: z.int(), username: z.string(), email: z.string(), is_active: z.boolean() });
type User = z.infer<typeof User>;

const Assignment = z.object({
  id: z.int(),
  object_type: z.string(),
  object_id: z.int(),
  contact: Ref,
  role: z.object({ slug: z.string() }).nullable(),
  priority: Choice.nullable(),
});
type Assignment = z.infer<typeof Assignment>;

const Contact = z.object({ id: z.int(), name: z.string(), email: z.string() });

/** {@link People}. Filters are judged here again: one that NetBox did not know would have been ignored silently. */
export function createPeople(client: NetBoxClient): People {
  return {
    readOwnership: (unitId) => readOwnership(client, unitId),
    usersNamed: (usernames) => usersNamed(client, usernames),
    membersOf: async (groups) => unique(await each(groups, (name) => membersOf(client, { group: [name] }))),
    usersOfOwner: (ownerId) => usersOfOwner(client, ownerId),
    contactsOf: (object) => contactsOf(client, object),
  };
}

async function readOwnership(client: NetBoxClient, unitId: UnitId): Promise<Ownership | null> {
  const deviceId = deviceIdOf(unitId);
  const found = await readPages(client, {
    what: `read who answers for device ${deviceId}`,
    item: OwnedDevice,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', {
        params: { query: { ...page, id: [deviceId], fields: fieldsOf(OwnedDevice) } },
      }),
  });
  const device = found.find(({ id }) => id === deviceId);
  if (device === undefined) return null;
  return {
    deviceId,
    ownerId: device.owner?.id ?? null,
    tenantId: device.tenant?.id ?? null,
    siteId: device.site.id,
    policy: device.config_context['plumbline'],
  };
}

async function usersNamed(
  client: NetBoxClient,
  usernames: readonly string[],
): Promise<readonly NetBoxUser[]> {
  // NetBox ignores an empty filter and would return everybody.
  const names = usernames.filter((name) => name.trim() !== '');
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const users = await inChunks(names, (some) => listUsers(client, { username: [...some] }));
  return toUsers(users.filter(({ username }) => wanted.has(username.toLowerCase())));
}

async function usersOfOwner(client: NetBoxClient, ownerId: number): Promise<readonly NetBoxUser[]> {
  const owners = await readPages(client, {
    what: `read the owner ${ownerId}`,
    item: Owner,
    call: (page) =>
      client.api.GET('/api/users/owners/', {
        params: { query: { ...page, id: [ownerId], fields: fieldsOf(Owner) } },
      }),
  });
  const owner = owners.find(({ id }) => id === ownerId);
  if (owner === undefined) return [];
  const ids = new Set(owner.users.map(({ id }) => id));
  const direct = await inChunks(ids, (some) => listUsers(client, { id: [...some] }));
  const members = await each(owner.user_groups, ({ id }) => membersOf(client, { group_id: [id] }));
  return unique([...toUsers(direct.filter(({ id }) => ids.has(id))), ...members]);
}

/** The members of one group; nobody for a group NetBox does not have. */
async function membersOf(
  client: NetBoxClient,
  filter: { readonly group: string[] } | { readonly group_id: number[] },
): Promise<readonly NetBoxUser[]> {
  const name = 'group' in filter ? 'group' : 'group_id';
  const users = await readPagesOf(client, name, {
    what: 'list the members of a group',
    item: User,
    call: (page) =>
      client.api.GET('/api/users/users/', {
        params: { query: { ...page, ...filter, fields: fieldsOf(User) } },
      }),
  });
  return toUsers(users ?? []);
}

async function listUsers(
  client: NetBoxClient,
  filter: { readonly username: string[] } | { readonly id: number[] },
): Promise<readonly User[]> {
  return await readPages(client, {
    what: 'list users',
    item: User,
    call: (page) =>
      client.api.GET('/api/users/users/', {
        params: { query: { ...page, ...filter, fields: fieldsOf(User) } },
      }),
  });
}

function toUsers(users: readonly User[]): readonly NetBoxUser[] {
  return users
    .filter((user) => user.is_active)
    .map(({ id, username, email }) => ({ id, username, email: email === '' ? null : email }));
}

const PRIORITIES = ['primary', 'secondary', 'tertiary', ''];

async function contactsOf(client: NetBoxClient, object: OwnedObject): Promise<readonly AssignedContact[]> {
  const assignments = await readPages(client, {
    what: `read the contacts of ${object.type} ${object.id}`,
    item: Assignment,
    call: (page) =>
      client.api.GET('/api/tenancy/contact-assignments/', {
        params: {
          query: {
            ...page,
            object_type: [object.type],
            object_id: [object.id],
            fields: fieldsOf(Assignment),
          },
        },
      }),
  });
  const active = assignments
    .filter((one) => one.object_type === object.type && one.object_id === object.id)
    .filter((one) => PRIORITIES.includes(one.priority ?? ''))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.id - b.id);
  const contacts = await inChunks(
    active.map(({ contact }) => contact.id),
    (some) =>
      readPages(client, {
        what: 'read contacts',
        item: Contact,
        call: (page) =>
          client.api.GET('/api/tenancy/contacts/', {
            params: { query: { ...page, id: [...some], fields: fieldsOf(Contact) } },
          }),
      }),
  );
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return active.flatMap(({ contact, role }) => {
    const found = byId.get(contact.id);
    if (found === undefined) return [];
    const email = found.email === '' ? null : found.email;
    return [{ name: found.name, email, role: role?.slug ?? null }];
  });
}

function rankOf({ priority }: Assignment): number {
  return PRIORITIES.indexOf(priority ?? '');
}

async function each<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<readonly Value[]>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const key of keys) values.push(...(await read(key)));
  return values;
}

function unique(users: readonly NetBoxUser[]): readonly NetBoxUser[] {
  return [...new Map(users.map((user) => [user.id, user])).values()];
}
