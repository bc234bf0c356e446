import { DEVICE_STATUSES } from '../choices.ts';
import { choiceFilters, flagFilter, truthOf } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { requestFilters } from '../filters/request-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import type { Filter } from '../resource.ts';
import { idIn, textIn } from '../row.ts';

/** Names of devices are compared without case, as the database column is. */
const caselessName: readonly Filter[] = textFilters('name', (row) => textIn(row, 'name').toLowerCase()).map(
  (filter) => ({
    ...filter,
    build: (values, world) =>
      filter.build(
        values.map((value) => value.toLowerCase()),
        world,
      ),
  }),
);

/** How devices are found. */
export const deviceFilters: readonly Filter[] = [
  ...idFilters,
  ...caselessName,
  ...textFilters('serial'),
  ...textFilters('asset_tag'),
  ...choiceFilters('status', DEVICE_STATUSES),
  ...referenceFilters('site', 'dcim.site'),
  ...referenceFilters('role', 'dcim.devicerole', { tree: true }),
  ...referenceFilters('platform', 'dcim.platform', { tree: true }),
  ...referenceFilters('device_type', 'dcim.devicetype'),
  ...referenceFilters('manufacturer', 'dcim.manufacturer', {
    idsOf: (row, world) => {
      const type = world.tables.find('dcim.devicetype', idIn(row, 'device_type') ?? 0);
      return type === null ? [] : [idIn(type, 'manufacturer')];
    },
  }),
  ...referenceFilters('virtual_chassis', 'dcim.virtualchassis', { by: 'name' }),
  ...referenceFilters('config_template', 'extras.configtemplate', { by: 'name' }),
  flagFilter('has_primary_ip', (values) => {
    const wanted = truthOf(values);
    return (row) => {
      const has = idIn(row, 'primary_ip4') !== null || idIn(row, 'primary_ip6') !== null;
      return wanted === null || has === wanted;
    };
  }),
  flagFilter('local_context_data', (values) => {
    const wanted = truthOf(values);
    return (row) => wanted === null || ((row.values['local_context_data'] ?? null) !== null) === wanted;
  }),
  ...requestFilters('dcim.device'),
  tagFilter,
  searchFilter('name', 'serial', 'asset_tag', 'description', 'comments'),
];
