import type { ConfigurationNode } from '../configuration-node.ts';
import type { DeviceAccount } from '../door-keeper.ts';
import type { FarEnd } from '../far-end.ts';
import type { LldpFarEnd, OspfFarEnd } from '../simulated-device-options.ts';

/** Daemons of a simulated router, in the order `show watchfrr` has them. */
export const DAEMONS = ['zebra', 'bgpd', 'ospfd', 'staticd'] as const;
export type Daemon = (typeof DAEMONS)[number];

/** What a simulated FRR router is, has and remembers. Changed in place, by one line at a time. */
export interface FrrBox {
  readonly version: string;
  readonly users: readonly (DeviceAccount & { readonly shell: 'bash' | 'vtysh' })[];
  /** Ports of the kernel; others can be configured and are down. */
  readonly ports: ReadonlySet<string>;
  readonly farEnds: ReadonlyMap<string, FarEnd>;
  readonly lldpNeighbors: readonly LldpFarEnd[];
  readonly ospfNeighbors: readonly OspfFarEnd[];
  /** The address sessions arrive at. */
  readonly managementAddress: string;
  /** The name of the host, which daemons and prompts show. */
  readonly hostname: string;
  root: ConfigurationNode;
  /** The text of /etc/frr/frr.conf. */
  startup: string;
  bootedAt: Date;
  /** Daemons that crashed and were not started again. */
  readonly down: Set<Daemon>;
  /** Interfaces, peers and `management` that a fault took down, whatever the configuration says. */
  readonly broken: Set<string>;
  /** Since when each peer is in its present state. */
  readonly peerSince: Map<string, { readonly state: string; readonly since: Date }>;
}

/** The daemon a line at the top of the configuration belongs to. */
export function daemonOf(line: string): Daemon {
  if (/^(router bgp|bgp) /.test(line)) return 'bgpd';
  if (/^router ospf( |$)/.test(line)) return 'ospfd';
  return /^(ip|ipv6) route /.test(line) ? 'staticd' : 'zebra';
}
