import { absent, description } from '../fields/standard.ts';
import { references } from '../fields/references.ts';
import { nameText } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Field, Resource } from '../resource.ts';
import { textIn } from '../row.ts';

/** The subset has no owner groups, but NetBox wants the field named all the same. */
const group: readonly Field[] = absent('group').map((field) => ({
  ...field,
  write: { required: true, fallback: null, parse: () => null },
}));

export const owner: Resource = {
  type: 'users.owner',
  path: 'users/owners',
  className: 'Owner',
  fields: [
    nameText('name'),
    ...group,
    description,
    references('user_groups', 'users.group'),
    references('users', 'users.user', ['id', 'url', 'display', 'username']),
  ],
  brief: ['name', 'description'],
  filters: [...idFilters, ...textFilters('name'), searchFilter('name', 'description')],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  tracked: false,
};
