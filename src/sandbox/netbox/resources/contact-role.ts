import { customFieldValues } from '../fields/custom-field-values.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const contactRole: Resource = {
  type: 'tenancy.contactrole',
  path: 'tenancy/contact-roles',
  className: 'ContactRole',
  fields: [
    nameText('name'),
    slugText(),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('tenancy.contactrole'),
    ...stamps,
  ],
  brief: ['name', 'slug', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    searchFilter('name', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
