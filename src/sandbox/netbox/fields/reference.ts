import type { Json } from '../../../domain/json.ts';
import { readFields, readBrief } from '../read-object.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, OnDelete, World } from '../resource.ts';
import { asText, idIn, isRecord, type Row } from '../row.ts';
import { column, type ColumnOptions } from './column.ts';

export interface ReferenceOptions extends ColumnOptions {
  readonly onDelete: OnDelete;
  /** Fields of the nested object where they differ from its brief form. */
  readonly nested?: readonly string[];
}

/** A reference to one object: written as id or as attributes, read as a nested object. */
export function reference(name: string, target: string, options: ReferenceOptions): Field {
  const field = column(name, options, (raw, world) => findTarget(raw, target, world).id);
  return {
    ...field,
    read: (row, view) => {
      const id = idIn(row, name);
      const resource = view.world.catalog.byType(target);
      const found = id === null ? null : view.world.tables.find(target, id);
      if (found === null || resource === null) return null;
      return options.nested === undefined
        ? readBrief(resource, found, { ...view, nested: true })
        : readFields(resource, found, { ...view, nested: true }, options.nested);
    },
    reference: { target, onDelete: options.onDelete, many: false },
  };
}

function findTarget(raw: Json, target: string, world: World): Row {
  if (isRecord(raw)) return findByAttributes(raw, target, world);
  const id = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof id !== 'number') {
    throw new FieldProblem(
      `Related objects must be referenced by numeric ID or by dictionary of attributes. Received an unrecognized value: ${asText(raw)}`,
    );
  }
  const found = world.tables.find(target, id);
  if (found === null) throw new FieldProblem(`Related object not found using the provided numeric ID: ${id}`);
  return found;
}

/** Finds the one row with these column values; several or none is a problem. */
export function findByAttributes(
  attributes: Readonly<Record<string, Json>>,
  target: string,
  world: World,
): Row {
  const wanted = Object.entries(attributes);
  const found = world.tables
    .all(target)
    .filter((row) => wanted.every(([key, value]) => (key === 'id' ? row.id : row.values[key]) === value));
  const [first, second] = found;
  const shown = pythonDict(wanted);
  if (first === undefined)
    throw new FieldProblem(`Related object not found using the provided attributes: ${shown}`);
  if (second !== undefined)
    throw new FieldProblem(`Multiple objects match the provided attributes: ${shown}`);
  return first;
}

function pythonDict(entries: readonly (readonly [string, Json])[]): string {
  const shown = entries.map(
    ([key, value]) => `'${key}': ${typeof value === 'string' ? `'${value}'` : asText(value)}`,
  );
  return `{${shown.join(', ')}}`;
}
