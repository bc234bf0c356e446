import type { AddressFacts, DeviceRecord, InterfaceFacts } from '../../../src/domain/device-model.ts';

/** An interface NetBox knows nothing more about than that it is enabled. */
export function interfaceFacts(name: string, facts: Partial<InterfaceFacts> = {}): InterfaceFacts {
  return {
    object: { type: 'dcim.interface', id: 11, name },
    name,
    enabled: true,
    description: '',
    mtu: null,
    mode: null,
    untaggedVlan: null,
    taggedVlans: [],
    mgmtOnly: false,
    lag: null,
    vrf: null,
    addresses: [],
    ...facts,
  };
}

/** An active address without a role. */
export function addressFacts(address: string, facts: Partial<AddressFacts> = {}): AddressFacts {
  return {
    object: { type: 'ipam.ipaddress', id: 21, name: address },
    address,
    status: 'active',
    role: null,
    vrf: null,
    ...facts,
  };
}

/** A device with these interfaces. */
export function deviceRecord(name: string, interfaces: readonly InterfaceFacts[]): DeviceRecord {
  return {
    object: { type: 'dcim.device', id: 1, name },
    name,
    status: 'active',
    platformSlug: null,
    site: 'lab',
    serial: null,
    primaryAddress: null,
    outOfBandAddress: null,
    policy: undefined,
    interfaces,
    vlans: [],
  };
}
