import type { Json } from '../../../domain/json.ts';
import type { Field, View } from '../resource.ts';
import { idIn, type Row } from '../row.ts';

/** A field NetBox works out; it cannot be written and is no column. */
export function computed(name: string, read: (row: Row, view: View) => Json | undefined): Field {
  return { name, read };
}

/** Columns Plumbline's subset has no use for: always the same value, accepted and ignored on write. */
export function constants(values: Readonly<Record<string, Json>>): readonly Field[] {
  return Object.entries(values).map(([name, value]) => ({ name, read: () => value, model: () => value }));
}

/** Like {@link constants}, for what NetBox shows but has no column for. */
export function shownConstants(values: Readonly<Record<string, Json>>): readonly Field[] {
  return Object.entries(values).map(([name, value]) => ({ name, read: () => value }));
}

/** Counts of what the subset does not have: 0, and like {@link relatedCount} not in webhooks. */
export function zeroCounts(...names: readonly string[]): readonly Field[] {
  return names.map((name) => computed(name, (_row, view) => (view.audience === 'webhook' ? undefined : 0)));
}

/** How many rows of `type` refer to this one, counted by NetBox when a list or an object is asked for: not in webhooks. */
export function relatedCount(name: string, type: string, column: string): Field {
  return computed(name, (row, view) =>
    view.audience === 'webhook' ? undefined : countOf(row, view, type, column),
  );
}

/** The same where webhooks show it too; inside another object it is 0. */
export function treeCount(name: string, type: string, column: string): Field {
  return computed(name, (row, view) =>
    view.nested === true || view.audience === 'webhook' ? 0 : countOf(row, view, type, column),
  );
}

/** The same where NetBox keeps the number with the object, and so shows it everywhere. */
export function storedCount(name: string, type: string, column: string): Field {
  return computed(name, (row, view) => countOf(row, view, type, column));
}

function countOf(row: Row, view: View, type: string, column: string): number {
  return view.world.tables.all(type).filter((other) => idIn(other, column) === row.id).length;
}
