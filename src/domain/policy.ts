import type { Collection, IntentSource } from './configuration.ts';

/** Ceiling of what may happen to a device automatically. Order matters: later stages allow more. */
export const STAGES = ['read-only', 'pilot', 'general'] as const;
export type Stage = (typeof STAGES)[number];

export const ROLLOUTS = ['report', 'approve', 'auto'] as const;
export type Rollout = (typeof ROLLOUTS)[number];

/** Differences the policy leaves alone: named, explained, owned, and perhaps for a time. */
export interface IgnoreRule {
  readonly name: string;
  /** Pattern of the items it means; `src/diff/path-pattern.ts` says how it is read. */
  readonly path: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds (`2026-12-31`, UTC), or null. */
  readonly until: string | null;
}

/** A place whose change always needs an approval. */
export interface GuardedPath {
  readonly name: string;
  readonly path: string;
}

/** Somebody who answers for a device instead of its owner in NetBox. */
export interface PolicyOwner {
  /** A user name, the name of a group of users, or the slug of a contact role. */
  readonly name: string;
  readonly kind: (typeof OWNER_KINDS)[number];
}

export const OWNER_KINDS = ['user', 'group', 'contact-role'] as const;

/** How much a plan may remove without an approval: the larger of both. */
export interface RemovalLimit {
  readonly lines: number;
  /** Of the live items in scope. */
  readonly percent: number;
}

/** What NetBox's config context says under `plumbline`, read and complete (semantics.md 6). */
export interface Policy {
  readonly stage: Stage;
  readonly rollout: Rollout;
  readonly drift: Rollout;
  readonly intent: IntentSource;
  /** Section prefixes of a rendered configuration Plumbline answers for; empty means the whole of it. */
  readonly scope: readonly string[];
  /** Collections of the model that NetBox alone fills; empty with a rendered configuration. */
  readonly exclusive: readonly Collection[];
  readonly credentials: string;
  readonly ignore: readonly IgnoreRule[];
  /** Beside the built-in ones. */
  readonly guardedPaths: readonly GuardedPath[];
  readonly removals: RemovalLimit;
  /** Who is told what concerns its owner; empty: whoever NetBox names as owner or contact. */
  readonly owners: readonly PolicyOwner[];
}

/** The worker's own outer limits; nobody who edits NetBox can widen them (semantics.md 6). */
export interface Limits {
  readonly maxStage: Stage;
  /** Unit names that may be written; `*` alone means all. Empty means none. */
  readonly writableUnits: readonly string[];
  /** Prefixes a management address must lie in. Loopback and link-local only count when a prefix lies inside them. */
  readonly managementPrefixes: readonly string[];
  /** Prefixes for which platforms below `live-verified` may pass `pilot`. */
  readonly evidenceRaisedFor: readonly string[];
  /** `none`: nothing is written by itself. `always`: at any time. */
  readonly window: 'none' | 'always';
  /** NetBox groups whose members may approve; empty means nobody. */
  readonly approverGroups: readonly string[];
  /** Device statuses that are managed. */
  readonly managedStatuses: readonly string[];
  /** Credential profiles known to the worker, with the prefixes each may be used towards. */
  readonly credentialProfiles: Readonly<Record<string, readonly string[]>>;
  /** How long a waiting plan stays approvable. */
  readonly approvalExpiryMs: number;
  /** Shortest time between the two reads that prove a change; the protocol's hold time is added where routing is touched. */
  readonly settleMs: number;
  /** How long a minute of the devices' own revert timers lasts; tests shorten it together with their simulated devices. */
  readonly deviceMinuteMs: number;
  /** An edit of more units than this is worked on in the background, that many at a time. */
  readonly interactiveUnits: number;
  /** A state that may pass by itself (unreachable) is shown only after it lasted this long. */
  readonly transientMs: number;
  /** How old the rendered configuration of a unit nobody edited may be before a sweep has it rendered again. */
  readonly renderAgeMs: number;
}
