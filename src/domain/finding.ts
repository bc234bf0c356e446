import type { ItemName } from './configuration.ts';
import type { Instant } from './ids.ts';
import type { LastChange } from './live.ts';
import type { ObjectRef } from './netbox-object.ts';
import type { IgnoreRule } from './policy.ts';

/** Classes of semantics.md 1; an item in line is no finding. */
export type FindingClass = 'pending' | 'foreign' | 'conflict' | 'unexplained' | 'reverted' | 'opaque';

/** `missing`: intended, not live. `extra`: live, not intended. `changed`: both, different. `order`: same lines, other order. */
export type FindingKind = 'missing' | 'extra' | 'changed' | 'order';

/** One place where live differs from intended. Values are canonical lines; null is absence. */
export interface Finding extends ItemName {
  readonly kind: FindingKind;
  readonly class: FindingClass;
  readonly intended: string | null;
  readonly live: string | null;
  readonly baseline: string | null;
  readonly object: ObjectRef | null;
}

/** A finding with its age, as the store keeps it. */
export interface AgedFinding extends Finding {
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  /** What the device told about its last change when the finding was first seen; absent where it did not tell. */
  readonly lastChange?: LastChange;
}

/** A finding the policy leaves alone, and the rule that says so: no part of any plan, and no drift. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly rule: IgnoreRule;
}

/** The item a finding is about, as one string. */
export function itemIdOf(name: ItemName): string {
  return JSON.stringify([...name.path, name.key]);
}
