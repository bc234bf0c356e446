import { INTERFACE_MODES, INTERFACE_TYPES } from '../choices.ts';
import { choiceFilters, flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters, wholeNumbers } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { requestFilters } from '../filters/request-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import type { Filter, World } from '../resource.ts';
import { idIn, idsIn, type Row } from '../row.ts';

/**
 * How interfaces are found. `vlan_id` and `vlan` look at tagged and untagged, take the last value only when several are
 * given, and find nothing for an unknown VLAN.
 */
export const interfaceFilters: readonly Filter[] = [
  ...idFilters,
  ...textFilters('name'),
  ...textFilters('label'),
  ...textFilters('description'),
  ...numberFilters('mtu'),
  ...choiceFilters('type', INTERFACE_TYPES),
  ...choiceFilters('mode', INTERFACE_MODES),
  flagFilter('enabled'),
  flagFilter('mgmt_only'),
  ...referenceFilters('device', 'dcim.device', { by: 'name' }),
  ...referenceFilters('virtual_chassis_member_or_master', 'dcim.device', {
    idsOf: (row) => [idIn(row, 'device')],
    by: 'name',
  }),
  ...referenceFilters('site', 'dcim.site', { idsOf: (row, world) => [siteOf(row, world)] }),
  ...referenceFilters('vrf', 'ipam.vrf', { by: 'rd' }),
  ...referenceFilters('lag', 'dcim.interface', { by: 'name' }),
  ...referenceFilters('parent', 'dcim.interface', { by: 'name' }),
  vlanFilter('vlan_id', (vlan) => vlan.id),
  vlanFilter('vlan', (vlan) => idIn(vlan, 'vid')),
  ...requestFilters('dcim.interface'),
  tagFilter,
  searchFilter('name', 'label', 'description'),
];

function vlanFilter(name: string, numberOf: (vlan: Row) => number | null): Filter {
  return {
    name,
    build(values, world) {
      const wanted = wholeNumbers(name, values.slice(-1));
      const ids = world.tables
        .all('ipam.vlan')
        .filter((vlan) => wanted.includes(numberOf(vlan) ?? Number.NaN))
        .map((vlan) => vlan.id);
      return (row) =>
        [idIn(row, 'untagged_vlan') ?? 0, ...idsIn(row, 'tagged_vlans')].some((id) => ids.includes(id));
    },
  };
}

function siteOf(row: Row, world: World): number | null {
  const device = world.tables.find('dcim.device', idIn(row, 'device') ?? 0);
  return device === null ? null : idIn(device, 'site');
}
