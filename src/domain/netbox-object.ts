/** A NetBox object as an engineer finds it again: type as NetBox writes it (`dcim.interface`), id, and its name. */
export interface ObjectRef {
  readonly type: string;
  readonly id: number;
  readonly name: string;
}

/** One object of an edit, with what is needed to find its units even after it was deleted. */
export interface EditedObject extends ObjectRef {
  readonly action: 'create' | 'update' | 'delete';
  /** The device the object itself names (an interface's device), where its data says so. */
  readonly deviceId: number | null;
  /** The interface an address is or was assigned to, where its data says so. */
  readonly interfaceId: number | null;
  /** What its data named before or after the edit and what leads to its units: the ends of a tunnel, a chassis that was left. Absent: nothing. */
  readonly related?: readonly RelatedObject[];
}

/** An object named by another one. */
export interface RelatedObject {
  readonly type: string;
  readonly id: number;
}

/**
 * Object types whose edits can influence intended state and that Plumbline maps to units. Not among them, because what they
 * influence is found by the sweep only: power, console and cooling parts, IP ranges, virtual machines,
 * wireless networks, and paths behind patch panels (NetBox sends nothing for the far ends, facts/netbox.md 1.9).
 */
export const SUBSCRIBED_TYPES = [
  'dcim.device',
  'dcim.interface',
  'dcim.macaddress',
  'dcim.cable',
  'dcim.cabletermination',
  'dcim.frontport',
  'dcim.rearport',
  'dcim.module',
  'dcim.virtualchassis',
  'dcim.virtualdevicecontext',
  'dcim.devicetype',
  'dcim.manufacturer',
  'dcim.devicerole',
  'dcim.platform',
  'dcim.region',
  'dcim.sitegroup',
  'dcim.site',
  'dcim.location',
  'dcim.rack',
  'ipam.ipaddress',
  'ipam.prefix',
  'ipam.vlan',
  'ipam.vlangroup',
  'ipam.vlantranslationpolicy',
  'ipam.vlantranslationrule',
  'ipam.vrf',
  'ipam.routetarget',
  'ipam.asn',
  'ipam.fhrpgroup',
  'ipam.fhrpgroupassignment',
  'ipam.service',
  'vpn.l2vpn',
  'vpn.l2vpntermination',
  'vpn.tunnel',
  'vpn.tunneltermination',
  'circuits.circuit',
  'circuits.circuittermination',
  'virtualization.cluster',
  'virtualization.clustergroup',
  'virtualization.clustertype',
  'tenancy.tenant',
  'tenancy.tenantgroup',
  'tenancy.contact',
  'tenancy.contactassignment',
  'extras.configcontext',
  'extras.configtemplate',
  'extras.tag',
  'extras.customfield',
  'extras.customfieldchoiceset',
] as const;
export type SubscribedType = (typeof SUBSCRIBED_TYPES)[number];

/** True for the object types Plumbline subscribes to. */
export function isSubscribedType(type: string): type is SubscribedType {
  return (SUBSCRIBED_TYPES as readonly string[]).includes(type);
}
