import { z } from 'zod';
import { COLLECTIONS, type Collection } from '../../src/domain/configuration.ts';
import type { DeviceRecord, VrfFacts } from '../../src/domain/device-model.ts';
import type { ObjectRef } from '../../src/domain/netbox-object.ts';

const Address = z.union([
  z.string().transform((address) => ({ address, status: 'active', role: null, vrf: null })),
  z.strictObject({
    address: z.string(),
    status: z.string().default('active'),
    role: z.string().nullable().default(null),
    vrf: z.string().nullable().default(null),
  }),
]);

const Interface = z.strictObject({
  name: z.string(),
  enabled: z.boolean().default(true),
  description: z.string().default(''),
  mtu: z.int().nullable().default(null),
  mode: z.string().nullable().default(null),
  untaggedVlan: z.int().nullable().default(null),
  taggedVlans: z.array(z.int()).default([]),
  mgmtOnly: z.boolean().default(false),
  lag: z.string().nullable().default(null),
  vrf: z.string().nullable().default(null),
  addresses: z.array(Address).default([]),
});

/** device.json: what NetBox holds; what is not named is what NetBox leaves empty. Strict, so that a misspelled key fails. */
const Device = z.strictObject({
  name: z.string(),
  interfaces: z.array(Interface).default([]),
  vlans: z.array(z.strictObject({ vid: z.int(), name: z.string() })).default([]),
  exclusive: z.array(z.enum(COLLECTIONS)).default([]),
});

/** A golden case's device, with ids in the order of the file. A VRF is the same object wherever its name stands. */
export function readGoldenDevice(json: string): {
  readonly device: DeviceRecord;
  readonly exclusive: readonly Collection[];
} {
  const read = Device.parse(JSON.parse(json));
  const refs = createRefs();
  const vrf = (name: string | null): VrfFacts | null =>
    name === null ? null : { object: refs.shared('ipam.vrf', name), name };
  const interfaces = read.interfaces.map((one) => ({
    ...one,
    object: refs.next('dcim.interface', one.name),
    lag: one.lag === null ? null : { type: 'dcim.interface', id: 0, name: one.lag },
    vrf: vrf(one.vrf),
    addresses: one.addresses.map((address) => ({
      ...address,
      object: refs.next('ipam.ipaddress', address.address),
      vrf: vrf(address.vrf),
    })),
  }));
  const vlans = read.vlans.map(({ vid, name }) => ({ object: refs.next('ipam.vlan', name), vid, name }));
  const device: DeviceRecord = {
    object: refs.next('dcim.device', read.name),
    name: read.name,
    status: 'active',
    platformSlug: null,
    site: 'golden',
    serial: null,
    primaryAddress: null,
    outOfBandAddress: null,
    policy: undefined,
    interfaces,
    vlans,
  };
  return { device, exclusive: read.exclusive };
}

function createRefs() {
  const counts = new Map<string, number>();
  const known = new Map<string, ObjectRef>();
  const next = (type: string, name: string): ObjectRef => {
    const id = (counts.get(type) ?? 0) + 1;
    counts.set(type, id);
    return { type, id, name };
  };
  const shared = (type: string, name: string): ObjectRef => {
    const ref = known.get(`${type} ${name}`) ?? next(type, name);
    known.set(`${type} ${name}`, ref);
    return ref;
  };
  return { next, shared };
}
