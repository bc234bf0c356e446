import type { ConfigurationNode } from '../configuration-node.ts';
import type { DeviceAccount } from '../door-keeper.ts';
import type { FarEnd } from '../far-end.ts';
import type { LldpFarEnd, OspfFarEnd } from '../simulated-device-options.ts';

/** A configuration somebody works on: the running one, or that of a session. */
export interface EosCandidate {
  readonly root: ConfigurationNode;
  /** Ports that exist whether configured or not. */
  readonly ports: ReadonlySet<string>;
}

/** What a simulated switch is, has and remembers. Changed in place, by one command at a time. */
export interface EosBox {
  readonly serial: string;
  readonly version: string;
  readonly users: readonly DeviceAccount[];
  /** Asked by `enable`; null: `enable` asks nothing, as EOS does without one (facts/devices.md 3.1). */
  readonly enableSecret: string | null;
  bootedAt: Date;
  readonly ports: ReadonlySet<string>;
  readonly farEnds: ReadonlyMap<string, FarEnd>;
  readonly lldpNeighbors: readonly LldpFarEnd[];
  readonly ospfNeighbors: readonly OspfFarEnd[];
  /** The address sessions arrive at. */
  readonly managementAddress: string;
  root: ConfigurationNode;
  startup: string;
  saved: { readonly at: Date; readonly by: string } | null;
  /** Interfaces, peers and `management` that a fault took down, whatever the configuration says. */
  readonly broken: Set<string>;
  /** Since when each peer is in its present state. */
  readonly peerSince: Map<string, { readonly state: string; readonly since: Date }>;
}

/** The host name, as the prompt shows it. */
export function hostnameOf({ root }: Pick<EosCandidate, 'root'>): string {
  const line = root.children.find((child) => child.line.startsWith('hostname '))?.line;
  return line?.slice('hostname '.length) ?? 'localhost';
}
