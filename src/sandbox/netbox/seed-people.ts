import { insertRow } from './insert-row.ts';
import type { World } from './resource.ts';
import { idsIn, textIn, type Row, type Values } from './row.ts';
import type { Seed } from './seed.ts';

/** Makes the users, groups and permissions of a seed. */
export function makePeople(seed: Seed, world: World): void {
  for (const user of seed.users ?? [])
    ensureUser(user.username, user.groups ?? [], world, { password: user.password ?? '' });
  for (const permission of seed.permissions ?? []) {
    insertRow(
      'users.objectpermission',
      {
        name: permission.name,
        object_types: permission.objectTypes,
        actions: permission.actions,
        constraints: permission.constraints ?? null,
        users: (permission.users ?? []).map((name) => ensureUser(name, [], world).id),
        groups: (permission.groups ?? []).map((name) => groupOf(name, world)),
      },
      world,
    );
  }
}

/** The user of that name, made when there is none, member of the groups besides those he has. */
export function ensureUser(
  username: string,
  groups: readonly string[],
  world: World,
  extra: Values = {},
): Row {
  const known = world.tables.all('users.user').find((row) => textIn(row, 'username') === username);
  const row = known ?? insertRow('users.user', { username }, world);
  const ids = new Set([...idsIn(row, 'groups'), ...groups.map((name) => groupOf(name, world))]);
  const user: Row = { ...row, values: { ...row.values, ...extra, groups: [...ids] } };
  world.tables.put('users.user', user);
  return user;
}

function groupOf(name: string, world: World): number {
  const known = world.tables.all('users.group').find((row) => textIn(row, 'name') === name);
  return (known ?? insertRow('users.group', { name }, world)).id;
}
