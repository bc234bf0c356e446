import { relatedCount, zeroCounts } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { absent, comments, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, slugText } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const tenant: Resource = {
  type: 'tenancy.tenant',
  path: 'tenancy/tenants',
  className: 'Tenant',
  fields: [
    nameText('name'),
    slugText(),
    ...absent('group'),
    description,
    owner,
    comments,
    ...tags,
    customFieldValues('tenancy.tenant'),
    ...stamps,
    ...zeroCounts('circuit_count'),
    relatedCount('device_count', 'dcim.device', 'tenant'),
    ...zeroCounts('ipaddress_count', 'prefix_count', 'rack_count', 'site_count', 'virtualmachine_count'),
    ...zeroCounts('vlan_count', 'vrf_count', 'cluster_count'),
  ],
  brief: ['name', 'slug', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('slug'),
    searchFilter('name', 'description', 'comments'),
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name', 'slug'],
  tracked: true,
};
