import type { ConfigurationNode } from '../configuration-node.ts';
import type { DeviceAccount } from '../door-keeper.ts';
import type { FarEnd } from '../far-end.ts';
import type { LldpFarEnd, OspfFarEnd } from '../simulated-device-options.ts';

/** Who wrote last, and when; the header of the running configuration shows it. */
export interface Stamp {
  readonly at: Date;
  readonly by: string;
}

/** What a simulated router is, has and remembers. Changed in place, by one command at a time. */
export interface IosBox {
  readonly serial: string;
  readonly version: string;
  readonly users: readonly DeviceAccount[];
  readonly enableSecret: string | null;
  bootedAt: Date;
  /** Ports that exist whether configured or not. */
  readonly ports: ReadonlySet<string>;
  readonly farEnds: ReadonlyMap<string, FarEnd>;
  readonly lldpNeighbors: readonly LldpFarEnd[];
  readonly ospfNeighbors: readonly OspfFarEnd[];
  /** The address sessions arrive at. */
  readonly managementAddress: string;
  root: ConfigurationNode;
  startup: string;
  changed: Stamp | null;
  saved: Stamp | null;
  /** Names of the archived configurations that are kept, oldest first, and how many there ever were. */
  readonly archived: string[];
  archivedCount: number;
  /** The log buffer. */
  readonly messages: string[];
  /** Interfaces, peers and `management` that a fault took down, whatever the configuration says. */
  readonly broken: Set<string>;
  /** Since when each peer is in its present state. */
  readonly peerSince: Map<string, { readonly state: string; readonly since: Date }>;
}

/** The host name, as the prompt shows it. */
export function hostnameOf(box: Pick<IosBox, 'root'>): string {
  const line = box.root.children.find((child) => child.line.startsWith('hostname '))?.line;
  return line?.slice('hostname '.length) ?? 'Router';
}
