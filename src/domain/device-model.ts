import type { ObjectRef } from './netbox-object.ts';

/** A VRF as NetBox names it. */
export interface VrfFacts {
  readonly object: ObjectRef;
  readonly name: string;
}

/** A VLAN as NetBox names it. */
export interface VlanFacts {
  readonly object: ObjectRef;
  readonly vid: number;
  readonly name: string;
}

/** An IP address NetBox assigns to an interface. */
export interface AddressFacts {
  readonly object: ObjectRef;
  /** With prefix length, as NetBox writes it: `192.0.2.1/31`, `2001:db8::1/64`. */
  readonly address: string;
  readonly status: string;
  readonly role: string | null;
  /** The VRF of the address itself; its interface has one of its own, and NetBox lets the two disagree. */
  readonly vrf: VrfFacts | null;
}

/** An interface as far as model intent can express it. Null or empty means NetBox has no opinion. */
export interface InterfaceFacts {
  readonly object: ObjectRef;
  readonly name: string;
  readonly enabled: boolean;
  readonly description: string;
  readonly mtu: number | null;
  /** `access`, `tagged`, `tagged-all`, `q-in-q` or null for routed. */
  readonly mode: string | null;
  readonly untaggedVlan: number | null;
  readonly taggedVlans: readonly number[];
  readonly mgmtOnly: boolean;
  /** The LAG interface this one is a member of. */
  readonly lag: ObjectRef | null;
  readonly vrf: VrfFacts | null;
  readonly addresses: readonly AddressFacts[];
}

/** A NetBox device and what hangs on it, as read in one go. */
export interface DeviceRecord {
  readonly object: ObjectRef;
  readonly name: string;
  readonly status: string;
  readonly platformSlug: string | null;
  readonly site: string;
  readonly serial: string | null;
  /** Addresses without prefix length. */
  readonly primaryAddress: string | null;
  readonly outOfBandAddress: string | null;
  /** What the merged config context holds under `plumbline`, unparsed; undefined when the key is absent. */
  readonly policy: unknown;
  readonly interfaces: readonly InterfaceFacts[];
  /** Every VLAN an interface names, tagged or untagged, each NetBox object once; two may have the same VLAN id. */
  readonly vlans: readonly VlanFacts[];
  /** The state it shows, members of its chassis included; absent when they show none, or not the same. */
  readonly shows?: string;
}
