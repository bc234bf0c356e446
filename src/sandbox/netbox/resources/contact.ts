import { constants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const contact: Resource = {
  type: 'tenancy.contact',
  path: 'tenancy/contacts',
  className: 'Contact',
  fields: [
    ...constants({ groups: [] }),
    nameText('name'),
    text('title', { max: 100 }),
    text('phone', { max: 50 }),
    text('email', { max: 254 }),
    text('address', { max: 200 }),
    text('link', { max: 200 }),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('tenancy.contact'),
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('email'),
    searchFilter('name', 'email', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  tracked: true,
};
