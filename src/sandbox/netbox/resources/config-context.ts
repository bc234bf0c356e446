import { constants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { jsonObject } from '../fields/json-value.ts';
import { references } from '../fields/references.ts';
import { absent, description, owner, stamps } from '../fields/standard.ts';
import { nameText } from '../fields/text.ts';
import { slugList } from '../fields/slug-list.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { compareText } from '../order.ts';
import type { Filter, Resource } from '../resource.ts';
import { idIn, idsIn, textIn } from '../row.ts';

const assigned = (name: string, column: string, type: string): readonly Filter[] =>
  referenceFilters(name, type, { idsOf: (row) => idsIn(row, column) });

export const configContext: Resource = {
  type: 'extras.configcontext',
  path: 'extras/config-contexts',
  className: 'ConfigContext',
  fields: [
    nameText('name'),
    integer('weight', { fallback: 1000, min: 0, max: 32767 }),
    ...absent('profile'),
    description,
    flag('is_active', true),
    ...constants({ regions: [], site_groups: [] }),
    references('sites', 'dcim.site'),
    ...constants({ locations: [] }),
    references('device_types', 'dcim.devicetype'),
    references('roles', 'dcim.devicerole'),
    references('platforms', 'dcim.platform'),
    ...constants({ cluster_types: [], cluster_groups: [], clusters: [], tenant_groups: [], tenants: [] }),
    owner,
    slugList('tags', 'extras.tag'),
    ...absent('data_source'),
    ...constants({ data_path: '', data_file: null, data_synced: null }),
    jsonObject('data', { required: true }),
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    flagFilter('is_active'),
    ...assigned('site', 'sites', 'dcim.site'),
    ...assigned('role', 'roles', 'dcim.devicerole'),
    ...assigned('device_role', 'roles', 'dcim.devicerole'),
    ...assigned('platform', 'platforms', 'dcim.platform'),
    ...assigned('device_type', 'device_types', 'dcim.devicetype'),
    searchFilter('name', 'description'),
  ],
  display: (row) => textIn(row, 'name'),
  order: (a, b) =>
    (idIn(a, 'weight') ?? 0) - (idIn(b, 'weight') ?? 0) || compareText(textIn(a, 'name'), textIn(b, 'name')),
  unique: ['name'],
  tracked: true,
};
