import { computed, treeCount, shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { reference } from '../fields/reference.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';
import { withAncestors } from '../tree.ts';

/** How many ancestors it has. */
const depth = computed(
  '_depth',
  (row, { world }) => withAncestors('dcim.platform', row.id, world).length - 1,
);

export const platform: Resource = {
  type: 'dcim.platform',
  path: 'dcim/platforms',
  className: 'Platform',
  fields: [
    reference('parent', 'dcim.platform', { nullable: true, onDelete: 'protect' }),
    nameText('name'),
    slugText(),
    reference('manufacturer', 'dcim.manufacturer', { nullable: true, onDelete: 'protect' }),
    reference('config_template', 'extras.configtemplate', { nullable: true, onDelete: 'protect' }),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('dcim.platform'),
    ...stamps,
    treeCount('device_count', 'dcim.device', 'platform'),
    ...shownConstants({ virtualmachine_count: 0 }),
    depth,
  ],
  brief: ['name', 'slug', 'description', 'device_count', 'virtualmachine_count', '_depth'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    ...referenceFilters('manufacturer', 'dcim.manufacturer'),
    ...referenceFilters('config_template', 'extras.configtemplate', { by: 'name' }),
    searchFilter('name', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
