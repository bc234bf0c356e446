import type { Json } from '../../domain/json.ts';
import { insertRow } from './insert-row.ts';
import type { World } from './resource.ts';
import { ensureUser } from './seed-people.ts';

/** A token the stand-in accepts from the start, with its account. */
export interface StandInToken {
  /** `nbt_<key>.<secret>` */
  readonly token: string;
  readonly username: string;
  readonly groups: readonly string[];
  readonly superuser?: boolean;
  /** False: the token may only read. */
  readonly writeEnabled?: boolean;
  /** Rights of the account; without them and without `superuser` those Plumbline's own account needs. */
  readonly grants?: readonly StandInGrant[];
}

export interface StandInGrant {
  readonly objectTypes: readonly string[];
  readonly actions: readonly string[];
  readonly constraints?: Json;
}

const VIEWED = [
  'core.objectchange',
  'dcim.site',
  'dcim.devicetype',
  'dcim.devicerole',
  'dcim.platform',
  'dcim.virtualchassis',
  'dcim.interface',
  'ipam.ipaddress',
  'ipam.vlan',
  'extras.configcontext',
  'extras.configtemplate',
  'extras.tag',
  'tenancy.contact',
  'tenancy.contactassignment',
  'users.owner',
  'users.user',
];

/** What the account Plumbline runs under may do, and nothing more. */
export const WORKER_GRANTS: readonly StandInGrant[] = [
  { objectTypes: VIEWED, actions: ['view'] },
  { objectTypes: ['dcim.device'], actions: ['view', 'change', 'render_config'] },
  { objectTypes: ['extras.journalentry'], actions: ['view'] },
  { objectTypes: ['extras.journalentry'], actions: ['add', 'delete'], constraints: { created_by: '$user' } },
  {
    objectTypes: ['extras.notification'],
    actions: ['view', 'add', 'delete'],
    constraints: { object_type__app_label: 'dcim', object_type__model: 'device' },
  },
];

/** Makes the accounts and tokens. Gives the first superuser's token, null without one. Throws for a token that is none. */
export function openAccounts(tokens: readonly StandInToken[], world: World): string | null {
  for (const one of tokens) {
    const [, key, secret] = /^nbt_([^.]+)\.(.+)$/.exec(one.token) ?? [];
    if (key === undefined || secret === undefined)
      throw new Error(`the token of ${one.username} is not nbt_<key>.<secret>`);
    const superuser = one.superuser === true ? { _superuser: true } : {};
    const user = ensureUser(one.username, one.groups, world, superuser);
    const write = { write_enabled: one.writeEnabled ?? true };
    insertRow('users.token', { user: user.id, ...write, _key: key, _secret: secret }, world);
    const grants = one.grants ?? (one.superuser === true ? [] : WORKER_GRANTS);
    for (const grant of grants) giveGrant(grant, one.username, user.id, world);
  }
  world.tables.commit();
  return tokens.find((one) => one.superuser === true)?.token ?? null;
}

function giveGrant(grant: StandInGrant, username: string, userId: number, world: World): void {
  insertRow(
    'users.objectpermission',
    {
      name: `${username}: ${grant.actions.join(', ')}`,
      object_types: grant.objectTypes,
      actions: grant.actions,
      constraints: grant.constraints ?? null,
      users: [userId],
    },
    world,
  );
}
