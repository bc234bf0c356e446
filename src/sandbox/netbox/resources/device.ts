import { DEVICE_STATUSES } from '../choices.ts';
import { configContextOf } from '../render/config-context.ts';
import { choice } from '../fields/choice.ts';
import { computed, constants, storedCount, shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { integer } from '../fields/integer.ts';
import { jsonObject } from '../fields/json-value.ts';
import { reference } from '../fields/reference.ts';
import { absent, comments, description, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { text } from '../fields/text.ts';
import { byText } from '../order.ts';
import type { Field, Problems, Resource, World } from '../resource.ts';
import { idIn, textIn, type Row, type Values } from '../row.ts';
import { addressOwner } from './address-owner.ts';
import { deviceFilters } from './device-filters.ts';

/** How addresses stand inside a device. */
const NESTED_ADDRESS = [
  'id',
  'url',
  'display',
  'family',
  'address',
  'nat_inside',
  'nat_outside',
  'dns_name',
  'description',
];

const address = (name: string): Field =>
  reference(name, 'ipam.ipaddress', { nullable: true, onDelete: 'clear-after', nested: NESTED_ADDRESS });

const primary4 = address('primary_ip4');
const primary6 = address('primary_ip6');

/** NetBox prefers IPv6 unless configured otherwise. */
const primary = computed('primary_ip', (row, view) =>
  idIn(row, 'primary_ip6') === null ? primary4.read(row, view) : primary6.read(row, view),
);

/** Before 4.7 the webhook's data had no config context. */
const configContext = computed('config_context', (row, view) =>
  view.audience === 'webhook' && view.world.version === '4.6' ? undefined : configContextOf(row, view.world),
);

const COUNTS = [
  'console_port_count',
  'console_server_port_count',
  'power_port_count',
  'power_outlet_count',
  'cooling_intake_count',
  'cooling_outflow_count',
  'front_port_count',
  'rear_port_count',
  'device_bay_count',
  'module_bay_count',
  'inventory_item_count',
];

const noParts = Object.fromEntries(COUNTS.map((name) => [name, 0]));

export const device: Resource = {
  type: 'dcim.device',
  path: 'dcim/devices',
  className: 'Device',
  fields: [
    text('name', { max: 64, nullable: true }),
    reference('device_type', 'dcim.devicetype', { required: true, onDelete: 'protect' }),
    reference('role', 'dcim.devicerole', { required: true, onDelete: 'protect' }),
    reference('tenant', 'tenancy.tenant', { nullable: true, onDelete: 'protect' }),
    reference('platform', 'dcim.platform', { nullable: true, onDelete: 'clear' }),
    text('serial', { max: 50 }),
    text('asset_tag', { max: 50, nullable: true }),
    reference('site', 'dcim.site', { required: true, onDelete: 'protect' }),
    ...absent('location', 'rack', 'position'),
    { name: 'face', read: () => null, model: () => '' },
    ...absent('latitude', 'longitude'),
    ...shownConstants({ parent_device: null }),
    choice('status', DEVICE_STATUSES, { fallback: 'active' }),
    ...absent('airflow', 'cooling_method'),
    primary,
    primary4,
    primary6,
    address('oob_ip'),
    ...absent('cluster'),
    reference('virtual_chassis', 'dcim.virtualchassis', { nullable: true, onDelete: 'clear' }),
    integer('vc_position', { nullable: true, min: 0, max: 255 }),
    integer('vc_priority', { nullable: true, min: 0, max: 255 }),
    description,
    reference('owner', 'users.owner', { nullable: true, onDelete: 'protect' }),
    comments,
    reference('config_template', 'extras.configtemplate', { nullable: true, onDelete: 'protect' }),
    configContext,
    jsonObject('local_context_data', { nullable: true }),
    ...tags,
    customFieldValues('dcim.device'),
    ...stamps,
    ...constants(noParts),
    storedCount('interface_count', 'dcim.interface', 'device'),
  ],
  brief: ['name', 'description'],
  filters: deviceFilters,
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['asset_tag'],
  check: checkDevice,
  hiddenModel: (row, world) => ({
    interface_count: world.tables.all('dcim.interface').filter((other) => idIn(other, 'device') === row.id)
      .length,
  }),
  tracked: true,
};

function checkDevice(values: Values, row: Row | null, world: World): Problems | null {
  const name = values['name'];
  const twin = world.tables
    .all('dcim.device')
    .some(
      (other) =>
        other.id !== row?.id &&
        typeof name === 'string' &&
        textIn(other, 'name').toLowerCase() === name.toLowerCase() &&
        other.values['site'] === values['site'],
    );
  if (twin) return { __all__: ['Device name must be unique per site and tenant.'] };
  if (typeof values['virtual_chassis'] === 'number' && typeof values['vc_position'] !== 'number') {
    return { vc_position: ['A device assigned to a virtual chassis must have its position defined.'] };
  }
  return foreignAddress(values, row, world);
}

/** A primary address must sit on one of the device's own interfaces. */
function foreignAddress(values: Values, row: Row | null, world: World): Problems | null {
  for (const field of ['primary_ip4', 'primary_ip6', 'oob_ip']) {
    const id = values[field];
    const found = typeof id === 'number' ? world.tables.find('ipam.ipaddress', id) : null;
    if (found === null || (row !== null && addressOwner(found, world)?.id === row.id)) continue;
    return {
      [field]: [`The specified IP address (${textIn(found, 'address')}) is not assigned to this device.`],
    };
  }
  return null;
}
