import { customFieldValues } from '../fields/custom-field-values.ts';
import { computed } from '../fields/computed.ts';
import { reference } from '../fields/reference.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import { readFields } from '../read-object.ts';
import type { Resource, World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';

/** How devices stand inside a chassis. */
const NESTED_DEVICE = ['id', 'url', 'display_url', 'display', 'name'];

export const virtualChassis: Resource = {
  type: 'dcim.virtualchassis',
  path: 'dcim/virtual-chassis',
  className: 'VirtualChassis',
  fields: [
    nameText('name', 64),
    text('domain', { max: 30 }),
    reference('master', 'dcim.device', { nullable: true, onDelete: 'protect', nested: NESTED_DEVICE }),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('dcim.virtualchassis'),
    ...stamps,
    computed('member_count', (row, view) => membersOf(row, view.world).length),
    computed('members', (row, view) => {
      const device = view.world.catalog.byType('dcim.device');
      return device === null
        ? []
        : membersOf(row, view.world).map((member) => readFields(device, member, view, NESTED_DEVICE));
    }),
  ],
  brief: ['name', 'master', 'description', 'member_count'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('domain'),
    ...referenceFilters('master', 'dcim.device', { by: 'name' }),
    searchFilter('name', 'domain'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  afterCreate: (row, world, save) => {
    const master = world.tables.find('dcim.device', idIn(row, 'master') ?? 0);
    if (master === null) return;
    save('dcim.device', master, { ...master.values, virtual_chassis: row.id, vc_position: 1 });
  },
  tracked: true,
};

function membersOf(row: Row, world: World): readonly Row[] {
  return world.tables
    .all('dcim.device')
    .filter((device) => idIn(device, 'virtual_chassis') === row.id)
    .sort(byText('name'));
}
