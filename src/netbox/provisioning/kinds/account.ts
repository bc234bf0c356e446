import { randomBytes } from 'node:crypto';
import { MARK, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import { plainFields } from '../plain-fields.ts';

/** The account Plumbline runs under. NetBox gives accounts no description: the mark is the last name. */
export const ACCOUNT: DeclaredKind = {
  label: 'account',
  path: '/api/users/users/',
  identity: 'username',
  markedIn: 'last_name',
  ours: [],
  atLeast: [],
  lost: 'Its journal entries stay, without an author.',
  read: plainFields,
  write: (fields, { found }) => (found === null ? { ...fields, password: unknownPassword() } : fields),
  // Somebody switched it off on purpose; switching it on again is a person's decision.
  refusal: ({ is_active: active }) =>
    active === false ? 'It is switched off. Switch it on in NetBox.' : null,
};

/** The account as it is to stand in NetBox. */
export function accountObject(username: string): DeclaredObject {
  return {
    kind: ACCOUNT,
    fields: { username, first_name: 'Service account', last_name: MARK, is_active: true },
    needs: [],
    since: '4.6',
  };
}

/** Nobody logs in as this account: its password is made to be forgotten, and long and varied enough for NetBox's rules. */
function unknownPassword(): string {
  return `aA1-${randomBytes(32).toString('base64url')}`;
}
