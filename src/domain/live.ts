import type { PendingRevert, SelfRevert } from './transaction.ts';

/** Who a device says it is. */
export interface DeviceFacts {
  readonly hostname: string;
  /** Null where the platform has no serial number (FRR on Linux). */
  readonly serial: string | null;
  readonly version: string;
}

/** Operational state in one platform-neutral shape; keys are names as the device writes them. */
export interface OperationalState {
  readonly interfaces: Readonly<Record<string, InterfaceState>>;
  readonly bgp: Readonly<Record<string, BgpPeerState>>;
  /** By neighbor address or router id, as the device lists them. Absent where the platform's driver does not read it. */
  readonly ospf?: Readonly<Record<string, OspfNeighborState>>;
  /** By local interface. Absent where LLDP is off or not read. */
  readonly lldp?: Readonly<Record<string, LldpNeighbor>>;
}

export interface InterfaceState {
  readonly admin: 'up' | 'down';
  readonly oper: 'up' | 'down';
}

export interface BgpPeerState {
  readonly established: boolean;
  /** The device's own word: `Established`, `Active`, `Idle (Admin)`, … */
  readonly state: string;
  /** Negotiated or configured hold time; null where the device does not tell. */
  readonly holdTimeSeconds: number | null;
}

export interface OspfNeighborState {
  /** `Full`, or `2-Way` between two routers that are no designated ones. */
  readonly adjacent: boolean;
  readonly state: string;
  readonly interface: string | null;
}

export interface LldpNeighbor {
  readonly system: string;
  readonly port: string;
}

/** Somebody logged in to the device beside us. */
export interface DeviceUser {
  readonly name: string;
  /** Terminal line, and the address the login came from where the device tells. */
  readonly line: string;
  readonly from: string | null;
  /** True when the device says this user is in configuration mode or holds uncommitted changes. */
  readonly isConfiguring: boolean;
}

/** The last change of the running configuration, as far as the platform tells. */
export interface LastChange {
  /** The device's own words for the time, with its time zone: clocks of devices differ. */
  readonly at: string | null;
  readonly by: string | null;
  /** Where it came from: an address, a terminal line, `cli`, `netconf`. */
  readonly from: string | null;
}

/** Who works on the device, and what becomes of a change there. */
export interface Administration {
  readonly users: readonly DeviceUser[];
  /** Who holds the configuration lock, in the device's words; null when nobody does. */
  readonly lockedBy: string | null;
  readonly lastChange: LastChange | null;
  /** True when running and startup configuration differ; null where the device does not tell or has one only. */
  readonly isUnsaved: boolean | null;
  readonly pendingRevert: PendingRevert | null;
  readonly selfRevert: SelfRevert;
}

/** What a device says about the session it is read through. */
export interface SessionFacts {
  /** The address of the device our session ends at. */
  readonly localAddress: string;
  /** The interface that carries that address, or null when the device does not tell. */
  readonly localInterface: string | null;
}

/** One complete read of a device: nothing in it is partial, or the read is a fault. */
export interface LiveReading {
  readonly facts: DeviceFacts;
  readonly configuration: string;
  readonly state: OperationalState;
  readonly session: SessionFacts;
  readonly administration: Administration;
}
