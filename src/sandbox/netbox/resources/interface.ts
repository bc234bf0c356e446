import { DUPLEXES, INTERFACE_MODES, INTERFACE_TYPES } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { computed, constants, shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { reference } from '../fields/reference.ts';
import { references } from '../fields/references.ts';
import { absent, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { compareText } from '../order.ts';
import type { Resource, World } from '../resource.ts';
import { idIn, textIn, type Row } from '../row.ts';
import { addressesOf } from './address-owner.ts';
import { checkInterface } from './check-interface.ts';
import { interfaceFilters } from './interface-filters.ts';

/** How an interface shows another one of its device. */
const NESTED_INTERFACE = ['id', 'url', 'display_url', 'display', 'device', 'name', 'cable', '_occupied'];

export const networkInterface: Resource = {
  type: 'dcim.interface',
  path: 'dcim/interfaces',
  className: 'Interface',
  fields: [
    reference('device', 'dcim.device', { required: true, onDelete: 'cascade' }),
    ...constants({ vdcs: [], module: null }),
    nameText('name', 64),
    text('label', { max: 64 }),
    choice('type', INTERFACE_TYPES, { required: true }),
    ...absent('channels', 'channel_id'),
    flag('enabled', true),
    reference('parent', 'dcim.interface', { nullable: true, onDelete: 'protect', nested: NESTED_INTERFACE }),
    reference('bridge', 'dcim.interface', { nullable: true, onDelete: 'clear', nested: NESTED_INTERFACE }),
    ...shownConstants({ bridge_interfaces: [] }),
    reference('lag', 'dcim.interface', { nullable: true, onDelete: 'clear', nested: NESTED_INTERFACE }),
    integer('mtu', { nullable: true, min: 1, max: 65536 }),
    ...shownConstants({ mac_address: null }),
    ...absent('primary_mac_address'),
    ...shownConstants({ mac_addresses: [] }),
    integer('speed', { nullable: true, min: 0 }),
    choice('duplex', DUPLEXES, { nullable: true }),
    ...absent('wwn'),
    flag('mgmt_only', false),
    description,
    choice('mode', INTERFACE_MODES, { nullable: true }),
    ...absent('rf_role', 'rf_channel', 'poe_mode', 'poe_type'),
    ...absent('rf_channel_frequency', 'rf_channel_width', 'tx_power'),
    reference('untagged_vlan', 'ipam.vlan', { nullable: true, onDelete: 'clear' }),
    references('tagged_vlans', 'ipam.vlan'),
    reference('qinq_svlan', 'ipam.vlan', { nullable: true, onDelete: 'clear' }),
    ...absent('vlan_translation_policy'),
    flag('mark_connected', false),
    ...absent('cable', 'cable_end', 'wireless_link'),
    ...shownConstants({ link_peers: [], link_peers_type: null }),
    ...constants({ wireless_lans: [] }),
    reference('vrf', 'ipam.vrf', { nullable: true, onDelete: 'clear' }),
    ...shownConstants({ l2vpn_termination: null, connected_endpoints: null, connected_endpoints_type: null }),
    ...shownConstants({ connected_endpoints_reachable: false }),
    owner,
    ...tags,
    customFieldValues('dcim.interface'),
    ...stamps,
    computed('count_ipaddresses', (row, view) => addressesOf(row.id, view.world).length),
    ...shownConstants({ count_fhrp_groups: 0 }),
    computed('_occupied', (row) => row.values['mark_connected'] === true),
  ],
  brief: ['device', 'name', 'description', 'cable', '_occupied'],
  filters: interfaceFilters,
  display: (row) => textIn(row, 'name'),
  order: byDeviceAndName,
  unique: [],
  check: checkInterface,
  hiddenModel: (row, world) => ({
    _site: siteOf(row, world),
    _location: null,
    _rack: null,
    _path: null,
    _name: textIn(row, 'name'),
    cable_connector: null,
    cable_positions: null,
  }),
  related: (row) => ({ type: 'dcim.device', id: idIn(row, 'device') ?? 0 }),
  tracked: true,
};

function siteOf(row: Row, world: World): number | null {
  const device = world.tables.find('dcim.device', idIn(row, 'device') ?? 0);
  return device === null ? null : idIn(device, 'site');
}

function byDeviceAndName(a: Row, b: Row, world: World): number {
  return (
    compareText(deviceName(a, world), deviceName(b, world)) ||
    compareText(textIn(a, 'name'), textIn(b, 'name')) ||
    a.id - b.id
  );
}

function deviceName(row: Row, world: World): string {
  const device = world.tables.find('dcim.device', idIn(row, 'device') ?? 0);
  return device === null ? '' : textIn(device, 'name');
}
