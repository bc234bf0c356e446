import { column } from '../fields/column.ts';
import { computed, shownConstants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { references } from '../fields/references.ts';
import { text } from '../fields/text.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import { readBrief } from '../read-object.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { asText, idsIn, textIn, type Row, type Values } from '../row.ts';
import { toRestTime } from '../timeline.ts';

/** Written on creation, shown to nobody. */
const password = column('password', { required: true, secret: true, fallback: '' }, (raw) => asText(raw));

export const user: Resource = {
  type: 'users.user',
  path: 'users/users',
  className: 'User',
  fields: [
    text('username', { required: true, filled: true, max: 150 }),
    password,
    text('first_name', { max: 150 }),
    text('last_name', { max: 150 }),
    text('email', { max: 254 }),
    flag('is_active', true),
    computed('date_joined', (row) => toRestTime(row.created)),
    ...shownConstants({ last_login: null }),
    references('groups', 'users.group'),
    computed('permissions', (row, view) => {
      const permission = view.world.catalog.byType('users.objectpermission');
      return permission === null
        ? []
        : permissionsOf(row, view.world).map((found) => readBrief(permission, found, view));
    }),
  ],
  brief: ['username'],
  filters: [
    ...idFilters,
    ...textFilters('username'),
    flagFilter('is_active'),
    ...referenceFilters('group', 'users.group', { idsOf: (row) => idsIn(row, 'groups'), by: 'name' }),
    searchFilter('username', 'first_name', 'last_name', 'email'),
  ],
  display: (row) => textIn(row, 'username'),
  order: byText('username'),
  unique: [],
  check: checkUser,
  tracked: false,
};

/** Permissions given to the account itself, not through a group. */
function permissionsOf(row: Row, world: World): readonly Row[] {
  return world.tables
    .all('users.objectpermission')
    .filter((permission) => idsIn(permission, 'users').includes(row.id));
}

function checkUser(values: Values, row: Row | null, world: World): Problems | null {
  const name = asText(values['username']).toLowerCase();
  const twin = world.tables
    .all('users.user')
    .some((other) => other.id !== row?.id && textIn(other, 'username').toLowerCase() === name);
  if (twin) return { __all__: ['A user with this username already exists.'] };
  if (values['password'] === row?.values['password']) return null;
  const words = passwordProblems(asText(values['password']));
  return words.length === 0 ? null : { __all__: words };
}

/** NetBox's default rules; of the kinds of characters it names the first that is missing. */
function passwordProblems(secret: string): readonly string[] {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/\d/, 'Password must have at least one numeral.'],
    [/[A-Z]/, 'Password must have at least one uppercase letter.'],
    [/[a-z]/, 'Password must have at least one lowercase letter.'],
  ];
  const missing = kinds.find(([kind]) => !kind.test(secret));
  return [
    ...(secret.length < 12 ? ['This password is too short. It must contain at least 12 characters.'] : []),
    ...(missing === undefined ? [] : [missing[1]]),
  ];
}
