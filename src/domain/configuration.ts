import type { ObjectRef } from './netbox-object.ts';

/** Where an intended configuration comes from: NetBox objects, or NetBox's rendered template. */
export type IntentSource = 'model' | 'rendered';

/** What model intent keeps in lists: NetBox names some members, and a device may have others. */
export const COLLECTIONS = ['addresses', 'vlans', 'interfaces'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/**
 * Which part of the live configuration Plumbline answers for.
 * `whole`: everything. `sections`: top-level lines or sections that start with one of the prefixes.
 * `model`: exactly the attributes model intent can express; what NetBox leaves empty is nobody's business,
 * and addresses, VLANs and interfaces found only on the device are reported but never removed, unless their collection is
 * `exclusive`. Without such a collection the key is absent, so that scopes of older baselines compare equal as text.
 */
export type Scope =
  | { readonly kind: 'whole' }
  | { readonly kind: 'sections'; readonly prefixes: readonly string[] }
  | { readonly kind: 'model'; readonly exclusive?: readonly Collection[] };

/** Names an item: the enclosing section lines in canonical form, and its subject inside the innermost one. */
export interface ItemName {
  readonly path: readonly string[];
  /** For an attribute its command (`description`); for a member of a collection the whole line. */
  readonly key: string;
}

/** One managed item: a line in its place, or an attribute. `line` is canonical and complete (`description to core`). */
export interface Item extends ItemName {
  readonly line: string;
}

/** Says which NetBox object an item comes from; the longest matching name wins. */
export interface Provenance {
  readonly path: readonly string[];
  /** Null: the object accounts for the whole section. */
  readonly key: string | null;
  readonly object: ObjectRef;
}

/** The configuration NetBox asks a unit to have. */
export interface Intended {
  readonly source: IntentSource;
  readonly text: string;
  readonly scope: Scope;
  readonly provenance: readonly Provenance[];
  /** What NetBox says that this platform cannot express; told, never guessed. */
  readonly warnings: readonly Warning[];
}

/** Something worth an engineer's eye that does not stop the comparison. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** The intended state at which a unit was last verified in line, per item, and what it belongs to. */
export interface Baseline {
  readonly v: 1;
  readonly items: readonly Item[];
  /** Items that were never seen in line: they have no valid baseline, which is not the same as "absent". */
  readonly unexplained: readonly ItemName[];
  readonly ground: BaselineGround;
}

/** When one of these changes, the baseline explains nothing any more (semantics.md 2). */
export interface BaselineGround {
  readonly serial: string | null;
  readonly platform: string;
  readonly version: string;
  readonly source: IntentSource;
  readonly scope: string;
}
