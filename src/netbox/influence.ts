import { z } from 'zod';
import type { RelatedObject, SubscribedType } from '../domain/netbox-object.ts';
import { fieldsOf } from './device-answer.ts';
import type { ApiCall, NetBoxClient } from './netbox-client.ts';
import type { PageQuery } from './read-pages.ts';

/**
 * One way from objects to others they influence: a list that is asked for many of them at once, and what its rows lead to.
 * Never one request per device.
 */
export interface Lead {
  /** For faults: "NetBox could not list the interfaces of VLANs". */
  readonly what: string;
  /** The filter the ids go into. */
  readonly filter: string;
  /** NetBox heeds only one value of the filter, or joins several with AND: each id is asked about alone. */
  readonly one: boolean;
  /** The fields needed of each row. */
  readonly fields: string;
  readonly item: z.ZodType<Led>;
  readonly call: (client: NetBoxClient, page: LeadQuery, ids: number[]) => ApiCall;
}

/** A row reduced to what it leads to. */
export interface Led {
  readonly id: number;
  readonly to: readonly RelatedObject[];
}

type LeadQuery = PageQuery & { readonly fields: string };

/** How far an edited object reaches: by lists, no further than what the edit itself says of it, or to every device. */
export type Influence = readonly Lead[] | 'named' | 'everything';

const Id = z.object({ id: z.int() });
const OnDevice = Id.extend({ device: Id });
const Ends = z.array(z.object({ object_type: z.string(), object_id: z.int() }));

interface LeadOf<Row extends z.ZodObject<{ id: z.ZodInt }>> extends Pick<Lead, 'what' | 'filter' | 'call'> {
  readonly row: Row;
  readonly to: (row: z.infer<Row>) => readonly (RelatedObject | null)[];
  readonly one?: boolean;
}

function lead<Row extends z.ZodObject<{ id: z.ZodInt }>>({
  row,
  to,
  one = false,
  ...rest
}: LeadOf<Row>): Lead {
  const item = row.transform((value) => ({
    id: value.id,
    to: to(value).filter((object) => object !== null),
  }));
  return { ...rest, one, fields: fieldsOf(row), item };
}

/** A list whose rows are objects of `type`, found by the object that was edited. */
function listed(type: string, given: Omit<LeadOf<typeof Id>, 'row' | 'to'>): Lead {
  return lead({ ...given, row: Id, to: ({ id }) => [{ type, id }] });
}

function generic(type: string | null, id: number | null): RelatedObject | null {
  return type === null || id === null ? null : { type, id };
}

const toDevice = (row: z.infer<typeof OnDevice>) => [{ type: 'dcim.device', id: row.device.id }];

const Assigned = Id.extend({
  assigned_object_type: z.string().nullable(),
  assigned_object_id: z.int().nullable(),
});
const toAssigned = (row: z.infer<typeof Assigned>) => [
  generic(row.assigned_object_type, row.assigned_object_id),
];

const Cable = Id.extend({ a_terminations: Ends, b_terminations: Ends });
const CableEnd = Id.extend({ termination_type: z.string(), termination_id: z.int() });
const CircuitEnd = Id.extend({ link_peers: z.array(Id), link_peers_type: z.string().nullable() });
const GroupMember = Id.extend({ interface_type: z.string(), interface_id: z.int() });
const TunnelEnd = Id.extend({ termination_type: z.string().nullable(), termination_id: z.int().nullable() });
const Service = Id.extend({
  parent_object_type: z.string().nullable(),
  parent_object_id: z.int().nullable(),
});
const Prefix = Id.extend({
  scope_type: z.string().nullable(),
  scope_id: z.int().nullable(),
  vlan: Id.nullable(),
});
/** NetBox shows the policy of a rule as its number, unlike every other related object. */
const Rule = Id.extend({ policy: z.union([z.int(), Id.transform(({ id }) => id)]) });
const Assignment = Id.extend({ object_type: z.string(), object_id: z.int() });

const toFarEnds = (row: z.infer<typeof CircuitEnd>) =>
  row.link_peers.map(({ id }) => generic(row.link_peers_type, id));
const toMember = (row: z.infer<typeof GroupMember>) => [generic(row.interface_type, row.interface_id)];
const toTunnelEnd = (row: z.infer<typeof TunnelEnd>) => [generic(row.termination_type, row.termination_id)];
const toContacted = (row: z.infer<typeof Assignment>) => [generic(row.object_type, row.object_id)];

/** Devices by one of their own columns. */
const DEVICES = 'dcim.device';

/**
 * One row per type we subscribe to: a type without one does not compile. Over-inclusive where NetBox's rules are intricate: a
 * unit whose intended configuration did not change ends there, without being contacted.
 *
 * Deleted objects need no row of their own: what referred to them is saved in the same edit, and what hung on them names
 * its device in the edit itself. Tags are the exception, and custom fields, whose values go without a word.
 */
export const INFLUENCE: Readonly<Record<SubscribedType, Influence>> = {
  'dcim.device': 'named',
  'dcim.interface': [
    lead({
      what: 'read the devices of interfaces',
      filter: 'id',
      row: OnDevice,
      call: ({ api }, page, id) => api.GET('/api/dcim/interfaces/', { params: { query: { ...page, id } } }),
      to: toDevice,
    }),
  ],
  'dcim.macaddress': [
    lead({
      what: 'read the interfaces of MAC addresses',
      filter: 'id',
      row: Assigned,
      call: ({ api }, page, id) =>
        api.GET('/api/dcim/mac-addresses/', { params: { query: { ...page, id } } }),
      to: toAssigned,
    }),
  ],
  'dcim.cable': [
    lead({
      what: 'read the ends of cables',
      filter: 'id',
      row: Cable,
      call: ({ api }, page, id) => api.GET('/api/dcim/cables/', { params: { query: { ...page, id } } }),
      to: ({ a_terminations, b_terminations }) =>
        [...a_terminations, ...b_terminations].map((end) => generic(end.object_type, end.object_id)),
    }),
  ],
  'dcim.cabletermination': [
    lead({
      what: 'read what cables end at',
      filter: 'id',
      row: CableEnd,
      call: ({ api }, page, id) =>
        api.GET('/api/dcim/cable-terminations/', { params: { query: { ...page, id } } }),
      to: (row) => [generic(row.termination_type, row.termination_id)],
    }),
  ],
  'dcim.frontport': 'named',
  'dcim.rearport': 'named',
  'dcim.module': 'named',
  'dcim.virtualdevicecontext': 'named',
  'dcim.virtualchassis': [
    listed(DEVICES, {
      what: 'list the members of virtual chassis',
      filter: 'virtual_chassis_id',
      call: ({ api }, page, virtual_chassis_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, virtual_chassis_id } } }),
    }),
  ],
  'dcim.devicetype': [
    listed(DEVICES, {
      what: 'list the devices of device types',
      filter: 'device_type_id',
      call: ({ api }, page, device_type_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, device_type_id } } }),
    }),
  ],
  'dcim.manufacturer': [
    listed(DEVICES, {
      what: 'list the devices of manufacturers',
      filter: 'manufacturer_id',
      call: ({ api }, page, manufacturer_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, manufacturer_id } } }),
    }),
  ],
  // For roles, platforms, regions, groups and locations NetBox counts those of their descendants in.
  'dcim.devicerole': [
    listed(DEVICES, {
      what: 'list the devices of roles',
      filter: 'role_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, role_id: ids.map(String) } } }),
    }),
  ],
  'dcim.platform': [
    listed(DEVICES, {
      what: 'list the devices of platforms',
      filter: 'platform_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, platform_id: ids.map(String) } } }),
    }),
  ],
  'dcim.region': [
    listed(DEVICES, {
      what: 'list the devices of regions',
      filter: 'region_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, region_id: ids.map(String) } } }),
    }),
  ],
  'dcim.sitegroup': [
    listed(DEVICES, {
      what: 'list the devices of site groups',
      filter: 'site_group_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, site_group_id: ids.map(String) } } }),
    }),
  ],
  'dcim.site': [
    listed(DEVICES, {
      what: 'list the devices of sites',
      filter: 'site_id',
      call: ({ api }, page, site_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, site_id } } }),
    }),
  ],
  'dcim.location': [
    listed(DEVICES, {
      what: 'list the devices of locations',
      filter: 'location_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, location_id: ids.map(String) } } }),
    }),
  ],
  'dcim.rack': [
    listed(DEVICES, {
      what: 'list the devices of racks',
      filter: 'rack_id',
      call: ({ api }, page, rack_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, rack_id } } }),
    }),
  ],
  'ipam.ipaddress': [
    lead({
      what: 'read the interfaces of addresses',
      filter: 'id',
      row: Assigned,
      call: ({ api }, page, id) => api.GET('/api/ipam/ip-addresses/', { params: { query: { ...page, id } } }),
      to: toAssigned,
    }),
  ],
  'ipam.prefix': [
    lead({
      what: 'read where prefixes belong',
      filter: 'id',
      row: Prefix,
      call: ({ api }, page, id) => api.GET('/api/ipam/prefixes/', { params: { query: { ...page, id } } }),
      to: (row) => [generic(row.scope_type, row.scope_id), generic('ipam.vlan', row.vlan?.id ?? null)],
    }),
  ],
  'ipam.vlan': [
    lead({
      what: 'list the interfaces of VLANs',
      filter: 'vlan_id',
      one: true,
      row: OnDevice,
      call: ({ api }, page, [vlan_id]) =>
        api.GET('/api/dcim/interfaces/', { params: { query: { ...page, vlan_id: vlan_id ?? 0 } } }),
      to: toDevice,
    }),
  ],
  'ipam.vlangroup': [
    listed('ipam.vlan', {
      what: 'list the VLANs of groups',
      filter: 'group_id',
      call: ({ api }, page, group_id) =>
        api.GET('/api/ipam/vlans/', { params: { query: { ...page, group_id } } }),
    }),
  ],
  'ipam.vlantranslationpolicy': [
    lead({
      what: 'list the interfaces of VLAN translation policies',
      filter: 'vlan_translation_policy_id',
      row: OnDevice,
      call: ({ api }, page, vlan_translation_policy_id) =>
        api.GET('/api/dcim/interfaces/', { params: { query: { ...page, vlan_translation_policy_id } } }),
      to: toDevice,
    }),
  ],
  'ipam.vlantranslationrule': [
    lead({
      what: 'read the policies of VLAN translation rules',
      filter: 'id',
      row: Rule,
      call: ({ api }, page, id) =>
        api.GET('/api/ipam/vlan-translation-rules/', { params: { query: { ...page, id } } }),
      to: ({ policy }) => [{ type: 'ipam.vlantranslationpolicy', id: policy }],
    }),
  ],
  'ipam.vrf': [
    lead({
      what: 'list the interfaces of VRFs',
      filter: 'vrf_id',
      row: OnDevice,
      call: ({ api }, page, vrf_id) =>
        api.GET('/api/dcim/interfaces/', { params: { query: { ...page, vrf_id } } }),
      to: toDevice,
    }),
    lead({
      what: 'list the addresses of VRFs',
      filter: 'vrf_id',
      row: Assigned,
      call: ({ api }, page, vrf_id) =>
        api.GET('/api/ipam/ip-addresses/', { params: { query: { ...page, vrf_id } } }),
      to: toAssigned,
    }),
  ],
  'ipam.routetarget': [
    listed('ipam.vrf', {
      what: 'list the VRFs that import route targets',
      filter: 'import_target_id',
      call: ({ api }, page, import_target_id) =>
        api.GET('/api/ipam/vrfs/', { params: { query: { ...page, import_target_id } } }),
    }),
    listed('ipam.vrf', {
      what: 'list the VRFs that export route targets',
      filter: 'export_target_id',
      call: ({ api }, page, export_target_id) =>
        api.GET('/api/ipam/vrfs/', { params: { query: { ...page, export_target_id } } }),
    }),
  ],
  'ipam.asn': [
    listed('dcim.site', {
      what: 'list the sites of AS numbers',
      filter: 'asn_id',
      call: ({ api }, page, asn_id) =>
        api.GET('/api/dcim/sites/', { params: { query: { ...page, asn_id } } }),
    }),
  ],
  'ipam.fhrpgroup': [
    lead({
      what: 'list the members of FHRP groups',
      filter: 'group_id',
      row: GroupMember,
      call: ({ api }, page, group_id) =>
        api.GET('/api/ipam/fhrp-group-assignments/', { params: { query: { ...page, group_id } } }),
      to: toMember,
    }),
  ],
  'ipam.fhrpgroupassignment': [
    lead({
      what: 'read the members of FHRP groups',
      filter: 'id',
      row: GroupMember,
      call: ({ api }, page, id) =>
        api.GET('/api/ipam/fhrp-group-assignments/', { params: { query: { ...page, id } } }),
      to: toMember,
    }),
  ],
  'ipam.service': [
    lead({
      what: 'read what services run on',
      filter: 'id',
      row: Service,
      call: ({ api }, page, id) => api.GET('/api/ipam/services/', { params: { query: { ...page, id } } }),
      to: (row) => [generic(row.parent_object_type, row.parent_object_id)],
    }),
  ],
  'vpn.l2vpn': [
    lead({
      what: 'list the ends of L2VPNs',
      filter: 'l2vpn_id',
      row: Assigned,
      call: ({ api }, page, l2vpn_id) =>
        api.GET('/api/vpn/l2vpn-terminations/', { params: { query: { ...page, l2vpn_id } } }),
      to: toAssigned,
    }),
  ],
  'vpn.l2vpntermination': [
    lead({
      what: 'read the ends of L2VPNs',
      filter: 'id',
      row: Assigned,
      call: ({ api }, page, id) =>
        api.GET('/api/vpn/l2vpn-terminations/', { params: { query: { ...page, id } } }),
      to: toAssigned,
    }),
  ],
  'vpn.tunnel': [
    lead({
      what: 'list the ends of tunnels',
      filter: 'tunnel_id',
      row: TunnelEnd,
      call: ({ api }, page, tunnel_id) =>
        api.GET('/api/vpn/tunnel-terminations/', { params: { query: { ...page, tunnel_id } } }),
      to: toTunnelEnd,
    }),
  ],
  'vpn.tunneltermination': [
    lead({
      what: 'read the ends of tunnels',
      filter: 'id',
      row: TunnelEnd,
      call: ({ api }, page, id) =>
        api.GET('/api/vpn/tunnel-terminations/', { params: { query: { ...page, id } } }),
      to: toTunnelEnd,
    }),
  ],
  'circuits.circuit': [
    lead({
      what: 'list where circuits end',
      filter: 'circuit_id',
      row: CircuitEnd,
      call: ({ api }, page, circuit_id) =>
        api.GET('/api/circuits/circuit-terminations/', { params: { query: { ...page, circuit_id } } }),
      to: toFarEnds,
    }),
  ],
  'circuits.circuittermination': [
    lead({
      what: 'read where circuits end',
      filter: 'id',
      row: CircuitEnd,
      call: ({ api }, page, id) =>
        api.GET('/api/circuits/circuit-terminations/', { params: { query: { ...page, id } } }),
      to: toFarEnds,
    }),
  ],
  'virtualization.cluster': [
    listed(DEVICES, {
      what: 'list the devices of clusters',
      filter: 'cluster_id',
      call: ({ api }, page, cluster_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, cluster_id } } }),
    }),
  ],
  'virtualization.clustergroup': [
    listed('virtualization.cluster', {
      what: 'list the clusters of groups',
      filter: 'group_id',
      call: ({ api }, page, group_id) =>
        api.GET('/api/virtualization/clusters/', { params: { query: { ...page, group_id } } }),
    }),
  ],
  'virtualization.clustertype': [
    listed('virtualization.cluster', {
      what: 'list the clusters of types',
      filter: 'type_id',
      call: ({ api }, page, type_id) =>
        api.GET('/api/virtualization/clusters/', { params: { query: { ...page, type_id } } }),
    }),
  ],
  'tenancy.tenant': [
    listed(DEVICES, {
      what: 'list the devices of tenants',
      filter: 'tenant_id',
      call: ({ api }, page, tenant_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, tenant_id } } }),
    }),
  ],
  'tenancy.tenantgroup': [
    listed(DEVICES, {
      what: 'list the devices of tenant groups',
      filter: 'tenant_group_id',
      call: ({ api }, page, ids) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, tenant_group_id: ids.map(String) } } }),
    }),
  ],
  'tenancy.contact': [
    lead({
      what: 'list what contacts answer for',
      filter: 'contact_id',
      row: Assignment,
      call: ({ api }, page, contact_id) =>
        api.GET('/api/tenancy/contact-assignments/', { params: { query: { ...page, contact_id } } }),
      to: toContacted,
    }),
  ],
  'tenancy.contactassignment': [
    lead({
      what: 'read what contacts answer for',
      filter: 'id',
      row: Assignment,
      call: ({ api }, page, id) =>
        api.GET('/api/tenancy/contact-assignments/', { params: { query: { ...page, id } } }),
      to: toContacted,
    }),
  ],
  'extras.configtemplate': [
    listed(DEVICES, {
      what: 'list the devices with templates',
      filter: 'config_template_id',
      call: ({ api }, page, config_template_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, config_template_id } } }),
    }),
    listed('dcim.devicerole', {
      what: 'list the roles with templates',
      filter: 'config_template_id',
      call: ({ api }, page, config_template_id) =>
        api.GET('/api/dcim/device-roles/', { params: { query: { ...page, config_template_id } } }),
    }),
    listed('dcim.platform', {
      what: 'list the platforms with templates',
      filter: 'config_template_id',
      call: ({ api }, page, config_template_id) =>
        api.GET('/api/dcim/platforms/', { params: { query: { ...page, config_template_id } } }),
    }),
  ],
  // Which devices a context applies to is decided by a dozen fields and their ancestors, before the edit and after it.
  'extras.configcontext': 'everything',
  'extras.tag': [
    listed(DEVICES, {
      what: 'list the devices with tags',
      filter: 'tag_id',
      one: true,
      call: ({ api }, page, tag_id) =>
        api.GET('/api/dcim/devices/', { params: { query: { ...page, tag_id } } }),
    }),
    lead({
      what: 'list the interfaces with tags',
      filter: 'tag_id',
      one: true,
      row: OnDevice,
      call: ({ api }, page, tag_id) =>
        api.GET('/api/dcim/interfaces/', { params: { query: { ...page, tag_id } } }),
      to: toDevice,
    }),
  ],
  'extras.customfield': 'everything',
  'extras.customfieldchoiceset': 'everything',
};
