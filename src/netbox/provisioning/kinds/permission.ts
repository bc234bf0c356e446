import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';
import { ACCOUNT } from './account.ts';
import { Description, ObjectTypes } from './shared-schemas.ts';

/** A permission of the runtime account. `yours`: whoever runs NetBox sets the constraints, and they are left alone. */
export const DeclaredPermission = z.strictObject({
  name: z.string(),
  description: Description,
  object_types: ObjectTypes,
  actions: z.array(z.string()).nonempty(),
  constraints: z.union([z.null(), z.literal('yours'), z.record(z.string(), z.string())]),
});
export type DeclaredPermission = z.infer<typeof DeclaredPermission>;

const Holders = z.array(z.looseObject({ id: z.int(), username: z.string() }));

/** What people add to a permission stays, and is told: further object types, actions and holders. */
export const PERMISSION: DeclaredKind = {
  label: 'permission',
  path: '/api/users/permissions/',
  identity: 'name',
  markedIn: 'description',
  ours: ['enabled', 'constraints'],
  atLeast: ['object_types', 'actions', 'users'],
  read: plainFields,
  async write({ users, ...rest }, { found, idOf }) {
    if (!Array.isArray(users)) return rest;
    const held = found === null ? [] : Holders.parse(found['users']);
    const missing = users.map(String).filter((name) => !held.some(({ username }) => username === name));
    const added = await Promise.all(missing.map((name) => idOf({ kind: ACCOUNT.label, name })));
    return { ...rest, users: [...held.map(({ id }) => id), ...added] };
  },
};

/** The permission as it is to stand in NetBox, held by the account. */
export function permissionObject(declared: DeclaredPermission, username: string): DeclaredObject {
  const { constraints, description, ...rest } = declared;
  const own = constraints === 'yours' ? {} : { constraints };
  return {
    kind: PERMISSION,
    fields: { ...rest, description: marked(description), enabled: true, users: [username], ...own },
    needs: [{ kind: ACCOUNT.label, name: username }],
    since: '4.6',
  };
}
