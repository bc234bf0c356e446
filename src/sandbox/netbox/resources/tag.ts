import { computed } from '../fields/computed.ts';
import { integer } from '../fields/integer.ts';
import { description, stamps } from '../fields/standard.ts';
import { nameText, slugText, text } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { idsIn, textIn } from '../row.ts';

export const tag: Resource = {
  type: 'extras.tag',
  path: 'extras/tags',
  className: 'Tag',
  fields: [
    nameText('name'),
    slugText(),
    text('color', { fallback: '9e9e9e', max: 6 }),
    description,
    integer('weight', { fallback: 1000, min: 0, max: 32767 }),
    typeList('object_types'),
    computed(
      'tagged_items',
      (row, { world }) =>
        world.catalog.resources
          .filter((resource) => resource.type !== 'extras.configcontext')
          .flatMap((resource) => world.tables.all(resource.type))
          .filter((other) => idsIn(other, 'tags').includes(row.id)).length,
    ),
    ...stamps,
  ],
  brief: ['name', 'slug', 'color', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    ...textFilters('color'),
    searchFilter('name', 'slug', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
