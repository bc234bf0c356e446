import type { Json } from '../../domain/json.ts';
import type { Row, Values } from './row.ts';
import type { Tables } from './tables.ts';
import type { Timeline } from './timeline.ts';

/** What a read needs besides the row. */
export interface View {
  readonly world: World;
  /** `http://host` in REST answers; empty in webhooks, whose links are relative paths. */
  readonly base: string;
  /** Webhook data lacks counts that NetBox computes in list queries only. */
  readonly audience: 'rest' | 'webhook';
  /** Inside another object, where NetBox does not count either and shows 0. */
  readonly nested?: boolean;
}

/** Everything the stand-in holds. */
export interface World {
  readonly tables: Tables;
  readonly timeline: Timeline;
  readonly catalog: Catalog;
  /** Which NetBox is played; see facts on what differs. */
  readonly version: '4.6' | '4.7';
}

/** The resources, found by type (`dcim.device`) or path (`dcim/devices`). */
export interface Catalog {
  readonly resources: readonly Resource[];
  byType(type: string): Resource | null;
  byPath(path: string): Resource | null;
}

/** Messages per field, as NetBox answers them with 400. `__all__` is the object as a whole. */
export type Problems = Readonly<Record<string, Json>>;

/** How a value gets from a request body into a row. */
export interface Writer {
  readonly required: boolean;
  /** Value of a new object that does not name the field. */
  readonly fallback: Json;
  /** Instead of the fallback, where it depends on the world. */
  readonly fresh?: (world: World) => Json;
  /** Throws {@link FieldProblem}. `before` is the stored value, or the fallback of a new object. */
  parse(raw: Json, world: World, before: Json): Json;
}

/**
 * What deleting the target does to the row that holds the reference. `clear` and `clear-after` both empty it and count as
 * an update of that row: before the target's own event is queued, or after it (primary addresses).
 */
export type OnDelete = 'protect' | 'cascade' | 'clear' | 'clear-after';

/** Saves a row within the same edit. */
export type SaveRow = (type: string, row: Row, values: Values) => void;

/** One field of a resource. */
export interface Field {
  readonly name: string;
  /** Undefined leaves the field out of the answer. */
  read(row: Row, view: View): Json | undefined;
  /** Absent for fields that only NetBox sets. */
  readonly write?: Writer;
  /** The value in snapshots and in the changelog; absent for fields that are no column of the model. */
  readonly model?: (row: Row, world: World) => Json;
  readonly reference?: { readonly target: string; readonly onDelete: OnDelete; readonly many: boolean };
}

export type Predicate = (row: Row) => boolean;

/** One query parameter. Values are never empty; several mean "any of". Throws {@link Rejection}. */
export interface Filter {
  readonly name: string;
  build(values: readonly string[], world: World): Predicate;
}

/** A REST resource as data: what it shows, takes, refuses, and how it is found. */
export interface Resource {
  readonly type: string;
  /** Below `/api/`, without slashes at the ends. */
  readonly path: string;
  /** Path of its pages where it differs from the REST path. */
  readonly pagePath?: string;
  /** As in "No Device matches the given query." */
  readonly className: string;
  readonly fields: readonly Field[];
  readonly brief: readonly string[];
  readonly filters: readonly Filter[];
  display(row: Row, world: World): string;
  readonly order: (a: Row, b: Row, world: World) => number;
  /** Names of fields no two rows may share. */
  readonly unique: readonly string[];
  /** Rules over several fields, with the values as they would be stored. Null: fine. */
  readonly check?: (values: Values, row: Row | null, world: World) => Problems | null;
  /** Last touch before saving a new row: values NetBox sets by itself. */
  readonly complete?: (values: Values, context: { readonly userId: number; readonly world: World }) => Values;
  /** Columns of the model that REST does not show. */
  readonly hiddenModel?: (row: Row, world: World) => Values;
  /** The columns of a generic reference to the object this one hangs on, and is deleted with. */
  readonly attachment?: { readonly typeField: string; readonly idField: string };
  /** The object the changelog files changes of this one under. */
  readonly related?: (row: Row) => { readonly type: string; readonly id: number } | null;
  /** Shown in the answer that creates the object and never again (a token's secret). */
  readonly reveal?: (row: Row) => Values;
  /** What NetBox saves besides, once a new row stands. */
  readonly afterCreate?: (row: Row, world: World, save: SaveRow) => void;
  /** What NetBox tidies up, unseen by changelog and webhooks, once a row is gone. */
  readonly afterDelete?: (row: Row, world: World) => void;
  /** False: no ETag, no changelog, no events (users, groups, permissions, tokens). */
  readonly tracked: boolean;
  readonly readOnly?: boolean;
}
