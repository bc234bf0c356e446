import { meetsConstraints } from './constraints.ts';
import type { World } from './resource.ts';
import { idsIn, textsIn, type Row } from './row.ts';

/** Who asks, and with which token. */
export interface Account {
  readonly user: Row;
  readonly token: Row;
}

/** True when the account holds the action on the type at all; which objects, {@link mayTouch} tells. */
export function holds(account: Account, type: string, action: string, world: World): boolean {
  return (
    isSuperuser(account) || isOwnByDefault(type, action) || grants(account, type, action, world).length > 0
  );
}

/** True when one of the account's permissions covers this very object. */
export function mayTouch(account: Account, type: string, action: string, row: Row, world: World): boolean {
  if (isSuperuser(account)) return true;
  if (isOwnByDefault(type, action) && row.values['user'] === account.user.id) return true;
  return grants(account, type, action, world).some((grant) =>
    meetsConstraints(grant.values['constraints'] ?? null, type, row, account.user.id, world),
  );
}

/** True when the token may be used for anything but reading. */
export function mayWrite(account: Account): boolean {
  return account.token.values['write_enabled'] !== false;
}

/** NetBox's DEFAULT_PERMISSIONS: everybody may look at and keep the tokens of his own account. */
function isOwnByDefault(type: string, action: string): boolean {
  return type === 'users.token' && ['view', 'add', 'change', 'delete'].includes(action);
}

function isSuperuser(account: Account): boolean {
  return account.user.values['_superuser'] === true;
}

function grants(account: Account, type: string, action: string, world: World): readonly Row[] {
  const groups = idsIn(account.user, 'groups');
  return world.tables
    .all('users.objectpermission')
    .filter((grant) => grant.values['enabled'] !== false)
    .filter(
      (grant) => textsIn(grant, 'object_types').includes(type) && textsIn(grant, 'actions').includes(action),
    )
    .filter(
      (grant) =>
        idsIn(grant, 'users').includes(account.user.id) ||
        idsIn(grant, 'groups').some((id) => groups.includes(id)),
    );
}
