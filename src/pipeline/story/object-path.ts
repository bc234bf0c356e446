import { isSubscribedType, type ObjectRef, type SubscribedType } from '../../domain/netbox-object.ts';
import type { Telling } from '../../domain/telling.ts';

/** Pages of NetBox by object type; null for types that have no page of their own. */
export const OBJECT_PAGES: Readonly<Record<SubscribedType, string | null>> = {
  'dcim.device': '/dcim/devices/',
  'dcim.interface': '/dcim/interfaces/',
  'dcim.macaddress': '/dcim/mac-addresses/',
  'dcim.cable': '/dcim/cables/',
  'dcim.cabletermination': null,
  'dcim.frontport': '/dcim/front-ports/',
  'dcim.rearport': '/dcim/rear-ports/',
  'dcim.module': '/dcim/modules/',
  'dcim.virtualchassis': '/dcim/virtual-chassis/',
  'dcim.virtualdevicecontext': '/dcim/virtual-device-contexts/',
  'dcim.devicetype': '/dcim/device-types/',
  'dcim.manufacturer': '/dcim/manufacturers/',
  'dcim.devicerole': '/dcim/device-roles/',
  'dcim.platform': '/dcim/platforms/',
  'dcim.region': '/dcim/regions/',
  'dcim.sitegroup': '/dcim/site-groups/',
  'dcim.site': '/dcim/sites/',
  'dcim.location': '/dcim/locations/',
  'dcim.rack': '/dcim/racks/',
  'ipam.ipaddress': '/ipam/ip-addresses/',
  'ipam.prefix': '/ipam/prefixes/',
  'ipam.vlan': '/ipam/vlans/',
  'ipam.vlangroup': '/ipam/vlan-groups/',
  'ipam.vlantranslationpolicy': '/ipam/vlan-translation-policies/',
  'ipam.vlantranslationrule': '/ipam/vlan-translation-rules/',
  'ipam.vrf': '/ipam/vrfs/',
  'ipam.routetarget': '/ipam/route-targets/',
  'ipam.asn': '/ipam/asns/',
  'ipam.fhrpgroup': '/ipam/fhrp-groups/',
  'ipam.fhrpgroupassignment': null,
  'ipam.service': '/ipam/services/',
  'vpn.l2vpn': '/vpn/l2vpns/',
  'vpn.l2vpntermination': '/vpn/l2vpn-terminations/',
  'vpn.tunnel': '/vpn/tunnels/',
  'vpn.tunneltermination': '/vpn/tunnel-terminations/',
  'circuits.circuit': '/circuits/circuits/',
  'circuits.circuittermination': '/circuits/circuit-terminations/',
  'virtualization.cluster': '/virtualization/clusters/',
  'virtualization.clustergroup': '/virtualization/cluster-groups/',
  'virtualization.clustertype': '/virtualization/cluster-types/',
  'tenancy.tenant': '/tenancy/tenants/',
  'tenancy.tenantgroup': '/tenancy/tenant-groups/',
  'tenancy.contact': '/tenancy/contacts/',
  'tenancy.contactassignment': null,
  'extras.configcontext': '/extras/config-contexts/',
  'extras.configtemplate': '/extras/config-templates/',
  'extras.tag': '/extras/tags/',
  'extras.customfield': '/extras/custom-fields/',
  'extras.customfieldchoiceset': '/extras/custom-field-choices/',
};

/** Where NetBox shows an object, on its own host; null for types without a page. */
export function objectPath({ type, id }: ObjectRef, { netboxPath }: Telling): string | null {
  const page = isSubscribedType(type) ? OBJECT_PAGES[type] : null;
  return page === null ? null : `${netboxPath}${page}${id}/`;
}
