import type { FarEnd } from './far-end.ts';
import type { SimulatedFault } from './simulated-fault.ts';

/** Platforms that have a simulated device. */
export const SIMULATED_PLATFORMS = ['cisco_ios', 'arista_eos', 'juniper_junos', 'frr'] as const;
export type SimulatedPlatform = (typeof SIMULATED_PLATFORMS)[number];

/** Who can be heard by LLDP at a port, while the port is up and the device listens. */
export interface LldpFarEnd {
  readonly interface: string;
  readonly system: string;
  readonly port: string;
}

/** A router that speaks OSPF at this address whenever the device does on the interface towards it. */
export interface OspfFarEnd {
  readonly routerId: string;
  readonly address: string;
}

/** What a simulated device is started with. */
export interface SimulatedDeviceOptions {
  readonly platform: SimulatedPlatform;
  /** Address to listen on; 127.77.0.N lets many devices share one port. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly hostname: string;
  readonly serial?: string;
  readonly version?: string;
  /** `level` is the privilege level after login, by default 15; a lower one needs `enable`. */
  readonly users: readonly {
    readonly username: string;
    readonly password: string;
    readonly level?: number;
    /** What a login gets on a host that runs FRR, by default `bash`; with `vtysh` it has no shell. */
    readonly shell?: 'bash' | 'vtysh';
  }[];
  /** Asked by `enable`; without one `enable` is refused. */
  readonly enableSecret?: string;
  /** The running configuration it starts with. */
  readonly configuration: string;
  /** The startup configuration; by default the same. */
  readonly startup?: string;
  /** Physical ports beyond those in the configuration. */
  readonly ports?: readonly string[];
  /**
   * Far ends of BGP sessions. By default each neighbor of `configuration` has one that fits it exactly, so the session is up,
   * and one that is added later is assumed to fit.
   */
  readonly bgpPeers?: readonly FarEnd[];
  readonly lldpNeighbors?: readonly LldpFarEnd[];
  readonly ospfNeighbors?: readonly OspfFarEnd[];
  /** Where configuration commands are also written, one JSON line each. */
  readonly logPath?: string;
  /** Private host key in OpenSSH format; by default a new one. */
  readonly hostKey?: string;
  readonly fault?: SimulatedFault;
  /** How long a minute of its own timers (revert, commit) lasts, in milliseconds; 60 000 by default, tests shorten it. */
  readonly minuteMs?: number;
}
