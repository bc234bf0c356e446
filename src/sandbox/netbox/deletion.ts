import type { Json } from '../../domain/json.ts';
import { Rejection } from './rejection.ts';
import type { Field, OnDelete, Resource, World } from './resource.ts';
import { idIn, idsIn, textIn, type Row, type Values } from './row.ts';

type Save = (resource: Resource, before: Row, values: Values, message: string) => Row;

/** One row of a deletion, with what happens to the rows that only refer to it. */
export interface DeletionStep {
  readonly resource: Resource;
  readonly row: Row;
  clearBefore(save: Save): void;
  clearAfter(save: Save): void;
}

interface Doomed {
  readonly resource: Resource;
  readonly row: Row;
}

/** The order in which NetBox deletes what hangs on a device; other types come last. */
const ORDER = ['extras.journalentry', 'extras.eventrule', 'users.token', 'ipam.ipaddress', 'dcim.interface'];

/**
 * Everything that goes with the row, in NetBox's order: a device's journal entries, addresses and interfaces before the
 * device. Throws {@link Rejection} 409 when a row that stays must not lose its reference.
 */
export function deletionOf(resource: Resource, row: Row, world: World): readonly DeletionStep[] {
  const doomed = collect({ resource, row }, world);
  refuseProtected(doomed, world);
  const place = ({ resource: { type } }: Doomed): number =>
    ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length;
  const ordered = [...doomed].sort((a, b) => place(a) - place(b) || a.row.id - b.row.id);
  const told = new Set<string>();
  return ordered.map((one) => ({
    ...one,
    clearBefore(save) {
      told.add(keyOf(one));
      clear(one, 'clear', world, told, save);
    },
    clearAfter: (save) => clear(one, 'clear-after', world, told, save),
  }));
}

function collect(first: Doomed, world: World): readonly Doomed[] {
  const doomed = new Map([[keyOf(first), first]]);
  for (const one of doomed.values()) {
    for (const dependent of [...attached(one, world), ...referring(one, 'cascade', world)]) {
      if (!doomed.has(keyOf(dependent))) doomed.set(keyOf(dependent), dependent);
    }
  }
  return [...doomed.values()];
}

function keyOf({ resource, row }: Doomed): string {
  return `${resource.type}:${row.id}`;
}

/** Rows that hang on the row by a generic reference. */
function attached({ resource, row }: Doomed, world: World): readonly Doomed[] {
  return world.catalog.resources.flatMap((other) => {
    const { attachment } = other;
    if (attachment === undefined) return [];
    return world.tables
      .all(other.type)
      .filter(
        (one) =>
          idIn(one, attachment.idField) === row.id && textIn(one, attachment.typeField) === resource.type,
      )
      .map((one) => ({ resource: other, row: one }));
  });
}

/** Rows with a reference to the row in a field of that deletion rule, each once. */
function referring(target: Doomed, rule: OnDelete, world: World): readonly Doomed[] {
  return world.catalog.resources.flatMap((other) => {
    const fields = other.fields.filter((field) => refersTo(field, target, rule));
    if (fields.length === 0) return [];
    return world.tables
      .all(other.type)
      .filter((row) => fields.some((field) => holds(row, field, target.row.id)))
      .map((row) => ({ resource: other, row }));
  });
}

function refersTo(field: Field, target: Doomed, rule: OnDelete): boolean {
  return field.reference?.target === target.resource.type && field.reference.onDelete === rule;
}

function holds(row: Row, field: Field, id: number): boolean {
  return field.reference?.many === true ? idsIn(row, field.name).includes(id) : idIn(row, field.name) === id;
}

function refuseProtected(doomed: readonly Doomed[], world: World): void {
  const going = new Set(doomed.map(keyOf));
  const staying = doomed
    .flatMap((one) => referring(one, 'protect', world))
    .filter((dependent) => !going.has(keyOf(dependent)));
  if (staying.length === 0) return;
  const shown = staying.map(({ resource, row }) => `${resource.display(row, world)} (${row.id})`).join(', ');
  throw new Rejection(409, {
    detail: `Unable to delete object. ${staying.length} dependent objects were found: ${shown}`,
  });
}

/** Empties the references of rows that were not deleted before; the changelog itself is never rewritten. */
function clear(target: Doomed, rule: OnDelete, world: World, told: ReadonlySet<string>, save: Save): void {
  for (const { resource, row } of referring(target, rule, world)) {
    if (resource.readOnly === true || told.has(keyOf({ resource, row }))) continue;
    const emptied = resource.fields
      .filter((field) => refersTo(field, target, rule))
      .map((field): [string, Json] => [field.name, without(row, field, target.row.id)]);
    save(resource, row, { ...row.values, ...Object.fromEntries(emptied) }, '');
  }
}

function without(row: Row, field: Field, id: number): Json {
  if (field.reference?.many === true) return idsIn(row, field.name).filter((one) => one !== id);
  return idIn(row, field.name) === id ? null : (row.values[field.name] ?? null);
}
