import type { DeviceAccount } from '../door-keeper.ts';
import type { FarEnd } from '../far-end.ts';
import type { LldpFarEnd, OspfFarEnd } from '../simulated-device-options.ts';
import { childOf } from './statement.ts';
import type { Statement } from './statement.ts';

/** One entry of the commit history; entry 0 is in force, the others are what `rollback N` gives. */
export interface Commit {
  readonly top: Statement;
  readonly at: Date;
  readonly user: string;
  /** `cli`, or `other` when the device did it by itself. */
  readonly via: string;
  readonly comment: string | null;
  /** Minutes of a `commit confirmed`; the history tells them for good, long after the commit was confirmed. */
  readonly confirmedFor: number | null;
}

/** A confirmed commit that still waits. */
export interface Pending {
  readonly commit: Commit;
  /** What the device goes back to. */
  readonly before: Statement;
  readonly endsAt: number;
  readonly timer: NodeJS.Timeout;
}

/** What a simulated router is, has and remembers. Changed in place, by one command at a time. */
export interface JunosBox {
  readonly serial: string;
  readonly version: string;
  readonly users: readonly DeviceAccount[];
  readonly bootedAt: Date;
  /** Ports that exist whether configured or not. */
  readonly ports: ReadonlySet<string>;
  readonly farEnds: ReadonlyMap<string, FarEnd>;
  readonly lldpNeighbors: readonly LldpFarEnd[];
  readonly ospfNeighbors: readonly OspfFarEnd[];
  /** The address sessions arrive at. */
  readonly managementAddress: string;
  /** Newest first. */
  history: readonly Commit[];
  /** The candidate all sessions share. */
  candidate: Statement;
  pending: Pending | null;
  /** Interfaces and peers a fault took down, whatever the configuration says. */
  readonly broken: Set<string>;
  /** Since when each peer is in its present state. */
  readonly peerSince: Map<string, { readonly state: string; readonly since: Date }>;
}

/** The configuration in force. */
export function activeOf(box: Pick<JunosBox, 'history'>): Statement {
  const [first] = box.history;
  if (first === undefined) throw new Error('a device has committed something before it runs');
  return first.top;
}

/** The host name, as the prompt shows it. */
export function hostnameOf(top: Statement): string {
  const system = childOf(top, 'system');
  return (system === null ? null : childOf(system, 'host-name')?.value) ?? 'Amnesiac';
}

/** Junos Evolved refuses an exclusive session while somebody's changes wait in the candidate; Junos only says so. */
export function isEvolved({ version }: Pick<JunosBox, 'version'>): boolean {
  return version.endsWith('-EVO');
}
