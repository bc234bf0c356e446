import { flag } from '../fields/flag.ts';
import { jsonValue, textList } from '../fields/json-value.ts';
import { references } from '../fields/references.ts';
import { description } from '../fields/standard.ts';
import { nameText } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { idsIn, textIn } from '../row.ts';

export const permission: Resource = {
  type: 'users.objectpermission',
  path: 'users/permissions',
  className: 'ObjectPermission',
  fields: [
    nameText('name'),
    description,
    flag('enabled', true),
    typeList('object_types', { required: true }),
    textList('actions', { required: true, filled: true }),
    jsonValue('constraints', { nullable: true }),
    references('groups', 'users.group'),
    references('users', 'users.user', ['id', 'url', 'display_url', 'display', 'username']),
  ],
  brief: ['name', 'description', 'enabled', 'object_types', 'actions'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    flagFilter('enabled'),
    ...referenceFilters('user', 'users.user', { idsOf: (row) => idsIn(row, 'users'), by: 'username' }),
    ...referenceFilters('group', 'users.group', { idsOf: (row) => idsIn(row, 'groups'), by: 'name' }),
    objectTypeFilter,
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  tracked: false,
};
