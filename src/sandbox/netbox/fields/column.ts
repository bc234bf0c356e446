import type { Json } from '../../../domain/json.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, World } from '../resource.ts';
import type { Row } from '../row.ts';

/** What the kinds of columns share. */
export interface ColumnOptions {
  readonly required?: boolean;
  readonly fallback?: Json;
  /** Null is a value of its own; otherwise it is refused. */
  readonly nullable?: boolean;
  /** Shown and kept, never taken from a request. */
  readonly readOnly?: boolean;
  /** Taken from a request and kept, never shown (a password). */
  readonly secret?: boolean;
}

/** A plain column: read as stored, written through `parse`, which throws {@link FieldProblem}. */
export function column(
  name: string,
  options: ColumnOptions,
  parse: (raw: Json, world: World, before: Json) => Json,
  show: (value: Json, row: Row) => Json = (value) => value,
): Field {
  const fallback = options.fallback ?? null;
  return {
    name,
    read: (row) => (options.secret === true ? undefined : show(row.values[name] ?? null, row)),
    model: (row) => row.values[name] ?? null,
    ...(options.readOnly === true
      ? {}
      : {
          write: {
            required: options.required ?? false,
            fallback,
            parse: (raw, world, before) => (raw === null ? refuseNull(options) : parse(raw, world, before)),
          },
        }),
  };
}

function refuseNull(options: ColumnOptions): Json {
  if (options.nullable === true) return null;
  throw new FieldProblem('This field may not be null.');
}
