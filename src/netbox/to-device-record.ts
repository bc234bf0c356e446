import type {
  AddressFacts,
  DeviceRecord,
  InterfaceFacts,
  VlanFacts,
  VrfFacts,
} from '../domain/device-model.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { DeviceAnswer } from './device-answer.ts';
import { interfaceIdOf, type AddressAnswer, type InterfaceAnswer } from './interface-answer.ts';

/** Puts NetBox's answers about one unit together. Addresses of other interfaces than these are left out. */
export function toDeviceRecord(
  device: DeviceAnswer,
  interfaces: readonly InterfaceAnswer[],
  addresses: readonly AddressAnswer[],
): DeviceRecord {
  return {
    object: { type: 'dcim.device', id: device.id, name: device.display },
    // An unnamed device has no opinion about its hostname; NetBox's display text is no name.
    name: device.name ?? '',
    status: device.status,
    platformSlug: device.platform?.slug ?? null,
    site: device.site.slug,
    serial: device.serial === '' ? null : device.serial,
    primaryAddress: withoutMask(device.primary_ip),
    outOfBandAddress: withoutMask(device.oob_ip),
    policy: device.config_context['plumbline'],
    interfaces: interfaces.map((one) => toInterface(one, addresses)),
    vlans: toVlans(interfaces),
  };
}

function toInterface(answer: InterfaceAnswer, addresses: readonly AddressAnswer[]): InterfaceFacts {
  return {
    object: toRef('dcim.interface', answer),
    name: answer.name,
    enabled: answer.enabled,
    description: answer.description,
    mtu: answer.mtu,
    mode: answer.mode === '' ? null : answer.mode,
    untaggedVlan: answer.untagged_vlan?.vid ?? null,
    taggedVlans: answer.tagged_vlans.map((vlan) => vlan.vid),
    mgmtOnly: answer.mgmt_only,
    lag: answer.lag === null ? null : toRef('dcim.interface', answer.lag),
    vrf: toVrf(answer.vrf),
    addresses: addresses.filter((one) => interfaceIdOf(one) === answer.id).map(toAddress),
  };
}

function toAddress(answer: AddressAnswer): AddressFacts {
  return {
    object: { type: 'ipam.ipaddress', id: answer.id, name: answer.address },
    address: answer.address,
    status: answer.status,
    role: answer.role === '' ? null : answer.role,
    vrf: toVrf(answer.vrf),
  };
}

/** In the order of their numbers: the text of an intended configuration must not depend on which interface came first. */
function toVlans(interfaces: readonly InterfaceAnswer[]): readonly VlanFacts[] {
  const named = interfaces.flatMap((one) => [one.untagged_vlan ?? [], one.tagged_vlans].flat());
  const once = new Map(named.map((vlan) => [vlan.id, vlan]));
  return [...once.values()]
    .sort((a, b) => a.vid - b.vid || a.id - b.id)
    .map((vlan) => ({ object: toRef('ipam.vlan', vlan), vid: vlan.vid, name: vlan.name }));
}

function toVrf(answer: { readonly id: number; readonly name: string } | null): VrfFacts | null {
  return answer === null ? null : { object: toRef('ipam.vrf', answer), name: answer.name };
}

function toRef(type: string, { id, name }: { readonly id: number; readonly name: string }): ObjectRef {
  return { type, id, name };
}

function withoutMask(address: { readonly address: string } | null): string | null {
  return address?.address.split('/')[0] ?? null;
}
