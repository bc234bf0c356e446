import type { Json } from '../../../domain/json.ts';
import { objectTypeOf } from '../object-types.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { asText, textsIn } from '../row.ts';
import { column, type ColumnOptions } from './column.ts';

/** A list of object types: `app.model` on the wire, numeric ids in snapshots. */
export function typeList(name: string, options: ColumnOptions = {}): Field {
  const field = column(name, { fallback: [], ...options }, (raw) => {
    if (!Array.isArray(raw)) throw new FieldProblem('Expected a list of items.');
    // NetBox answers such lists in content type order, not in the order given.
    return [...new Set((raw as readonly Json[]).map(knownType))].sort((a, b) => idOf(a) - idOf(b));
  });
  return { ...field, model: (row) => textsIn(row, name).map(idOf) };
}

/** One object type, null where allowed. */
export function typeField(name: string, options: ColumnOptions = {}): Field {
  const field = column(name, options, knownType);
  return {
    ...field,
    model: (row) => {
      const value = row.values[name];
      return typeof value === 'string' ? idOf(value) : null;
    },
  };
}

function knownType(raw: Json): string {
  if (typeof raw === 'string' && objectTypeOf(raw) !== null) return raw;
  throw new FieldProblem(`Invalid content type: ${asText(raw)}`);
}

function idOf(type: string): number {
  return objectTypeOf(type)?.id ?? 0;
}
