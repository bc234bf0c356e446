import { constants, relatedCount, zeroCounts } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { flag } from '../fields/flag.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { textIn, type Row, type Values } from '../row.ts';

/** Names need not be unique; route distinguishers, where given, are. */
export const vrf: Resource = {
  type: 'ipam.vrf',
  path: 'ipam/vrfs',
  className: 'VRF',
  fields: [
    nameText('name'),
    text('rd', { nullable: true, max: 21 }),
    ...absent('tenant'),
    flag('enforce_unique', true),
    description,
    owner,
    comments,
    ...constants({ import_targets: [], export_targets: [] }),
    ...tags,
    customFieldValues('ipam.vrf'),
    ...stamps,
    relatedCount('ipaddress_count', 'ipam.ipaddress', 'vrf'),
    ...zeroCounts('prefix_count'),
  ],
  brief: ['name', 'rd', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('rd'),
    tagFilter,
    searchFilter('name', 'rd', 'description'),
  ],
  display: (row) =>
    textIn(row, 'rd') === '' ? textIn(row, 'name') : `${textIn(row, 'name')} (${textIn(row, 'rd')})`,
  order: byText('name'),
  unique: [],
  check: checkVrf,
  tracked: true,
};

function checkVrf(values: Values, row: Row | null, world: World): Problems | null {
  const { rd } = values;
  if (typeof rd !== 'string' || rd === '') return null;
  const twin = world.tables
    .all('ipam.vrf')
    .some((other) => other.id !== row?.id && other.values['rd'] === rd);
  return twin ? { rd: ['VRF with this route distinguisher already exists.'] } : null;
}
