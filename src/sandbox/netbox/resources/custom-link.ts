import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { owner, stamps } from '../fields/standard.ts';
import { nameText, text } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const customLink: Resource = {
  type: 'extras.customlink',
  path: 'extras/custom-links',
  className: 'CustomLink',
  fields: [
    typeList('object_types', { required: true }),
    nameText('name'),
    flag('enabled', true),
    text('link_text', { required: true, filled: true }),
    text('link_url', { required: true, filled: true }),
    integer('weight', { fallback: 100, min: 0, max: 32767 }),
    text('group_name', { max: 50 }),
    text('button_class', { fallback: 'default', max: 30 }),
    flag('new_window', false),
    owner,
    ...stamps,
  ],
  brief: ['name'],
  filters: [...idFilters, ...textFilters('name'), flagFilter('enabled'), objectTypeFilter],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  tracked: true,
};
