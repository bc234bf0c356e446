import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { jsonObject } from '../fields/json-value.ts';
import { absent, description, owner, stamps } from '../fields/standard.ts';
import { nameText, slugText } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const savedFilter: Resource = {
  type: 'extras.savedfilter',
  path: 'extras/saved-filters',
  className: 'SavedFilter',
  fields: [
    typeList('object_types', { required: true }),
    nameText('name'),
    slugText(),
    description,
    ...absent('user'),
    integer('weight', { fallback: 100, min: 0, max: 32767 }),
    flag('enabled', true),
    flag('shared', true),
    jsonObject('parameters', { required: true }),
    owner,
    ...stamps,
  ],
  brief: ['name', 'slug', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    flagFilter('enabled'),
    objectTypeFilter,
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
