import { SITE_STATUSES } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { constants, relatedCount, zeroCounts } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText } from '../fields/text.ts';
import { choiceFilters } from '../filters/choice-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';
import { idFilters } from '../filters/id-filters.ts';

export const site: Resource = {
  type: 'dcim.site',
  path: 'dcim/sites',
  className: 'Site',
  fields: [
    nameText('name'),
    slugText(),
    choice('status', SITE_STATUSES, { fallback: 'active' }),
    ...absent('region', 'group', 'tenant'),
    ...constants({ facility: '', time_zone: null }),
    description,
    ...constants({ physical_address: '', shipping_address: '', latitude: null, longitude: null }),
    owner,
    comments,
    ...constants({ asns: [] }),
    ...tags,
    customFieldValues('dcim.site'),
    ...stamps,
    ...zeroCounts('circuit_count'),
    relatedCount('device_count', 'dcim.device', 'site'),
    ...zeroCounts('prefix_count', 'rack_count', 'virtualmachine_count'),
    relatedCount('vlan_count', 'ipam.vlan', 'site'),
  ],
  brief: ['name', 'slug', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    ...choiceFilters('status', SITE_STATUSES),
    tagFilter,
    searchFilter('name', 'description', 'comments'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
