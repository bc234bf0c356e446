import { ADDRESS_ROLES, ADDRESS_STATUSES } from '../choices.ts';
import { choiceFilters, flagFilter, truthOf } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters, wholeNumbers } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { requestFilters } from '../filters/request-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { typeFilter } from '../filters/type-filters.ts';
import type { Filter, World } from '../resource.ts';
import { idIn, type Row, textIn } from '../row.ts';
import { addressOwner, interfaceOf } from './address-owner.ts';

/** `device_id` and `device`: unlike everywhere else an unknown device finds nothing instead of being refused. */
const byDevice: readonly Filter[] = [
  {
    name: 'device_id',
    build(values, world) {
      const wanted = wholeNumbers('device_id', values);
      return (row) => finders(row, world).some((device) => wanted.includes(device.id));
    },
  },
  {
    name: 'device',
    build: (values, world) => (row) =>
      finders(row, world).some((device) => values.includes(textIn(device, 'name'))),
  },
];

/**
 * The devices an address is found by: its own, and the master of its chassis, except on a management port (NetBox 4.7,
 * `vc_interfaces`).
 */
function finders(address: Row, world: World): readonly Row[] {
  const device = addressOwner(address, world);
  if (device === null) return [];
  const chassis = world.tables.find('dcim.virtualchassis', idIn(device, 'virtual_chassis') ?? 0);
  const master = chassis && world.tables.find('dcim.device', idIn(chassis, 'master') ?? 0);
  const isManagement = interfaceOf(address, world)?.values['mgmt_only'] === true;
  return master === null || isManagement ? [device] : [device, master];
}

/** How addresses are found. `address` without a prefix length matches any length. */
export const addressFilters: readonly Filter[] = [
  ...idFilters,
  {
    name: 'address',
    build: (values) => (row) => {
      const [host = '', length = ''] = textIn(row, 'address').split('/');
      return values.includes(`${host}/${length}`) || values.includes(host);
    },
  },
  {
    name: 'family',
    build: (values) => (row) => values.includes(textIn(row, 'address').includes(':') ? '6' : '4'),
  },
  ...choiceFilters('status', ADDRESS_STATUSES),
  ...choiceFilters('role', ADDRESS_ROLES),
  ...referenceFilters('vrf', 'ipam.vrf', { by: 'rd' }),
  ...byDevice,
  ...referenceFilters('interface', 'dcim.interface', {
    idsOf: (row, world) => [interfaceOf(row, world)?.id ?? 0],
    by: 'name',
  }),
  typeFilter('assigned_object_type'),
  ...numberFilters('assigned_object_id'),
  flagFilter('assigned_to_interface', (values) => {
    const wanted = truthOf(values);
    return (row) => wanted === null || (idIn(row, 'assigned_object_id') !== null) === wanted;
  }),
  ...textFilters('dns_name'),
  ...requestFilters('ipam.ipaddress'),
  tagFilter,
  searchFilter('address', 'dns_name', 'description'),
];
