import { computed, shownConstants } from '../fields/computed.ts';
import { description } from '../fields/standard.ts';
import { nameText } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { idsIn, textIn } from '../row.ts';

export const group: Resource = {
  type: 'users.group',
  path: 'users/groups',
  className: 'Group',
  fields: [
    nameText('name', 150),
    description,
    ...shownConstants({ permissions: [] }),
    computed(
      'user_count',
      (row, { world }) =>
        world.tables.all('users.user').filter((user) => idsIn(user, 'groups').includes(row.id)).length,
    ),
  ],
  brief: ['name', 'description'],
  filters: [...idFilters, ...textFilters('name'), searchFilter('name', 'description')],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  tracked: false,
};
