import { computed, treeCount, shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { flag } from '../fields/flag.ts';
import { reference } from '../fields/reference.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText, text } from '../fields/text.ts';
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
  (row, { world }) => withAncestors('dcim.devicerole', row.id, world).length - 1,
);

export const deviceRole: Resource = {
  type: 'dcim.devicerole',
  path: 'dcim/device-roles',
  className: 'DeviceRole',
  fields: [
    nameText('name'),
    slugText(),
    text('color', { fallback: '9e9e9e', max: 6 }),
    flag('vm_role', true),
    reference('config_template', 'extras.configtemplate', { nullable: true, onDelete: 'protect' }),
    reference('parent', 'dcim.devicerole', { nullable: true, onDelete: 'protect' }),
    description,
    ...tags,
    customFieldValues('dcim.devicerole'),
    ...stamps,
    treeCount('device_count', 'dcim.device', 'role'),
    ...shownConstants({ virtualmachine_count: 0 }),
    owner,
    comments,
    depth,
  ],
  brief: ['name', 'slug', 'description', 'device_count', 'virtualmachine_count', '_depth'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    ...referenceFilters('config_template', 'extras.configtemplate', { by: 'name' }),
    searchFilter('name', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
