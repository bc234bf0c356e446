import type { Json } from '../../../domain/json.ts';
import { readBrief, readFields } from '../read-object.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { idsIn } from '../row.ts';
import { column } from './column.ts';
import { typeName } from './json-value.ts';

/** References to many objects: written as a list of ids, read as a list of nested objects. */
export function references(name: string, target: string, nested?: readonly string[]): Field {
  const field = column(name, { fallback: [] }, (raw, world) => {
    if (!Array.isArray(raw))
      throw new FieldProblem(`Expected a list of items but got type "${typeName(raw)}".`);
    return [
      ...new Set(
        (raw as readonly Json[]).map((item) =>
          existingId(item, (id) => world.tables.find(target, id) !== null),
        ),
      ),
    ];
  });
  return {
    ...field,
    read: (row, view) => {
      const resource = view.world.catalog.byType(target);
      return idsIn(row, name).flatMap((id) => {
        const found = view.world.tables.find(target, id);
        if (found === null || resource === null) return [];
        return [
          nested === undefined
            ? readBrief(resource, found, { ...view, nested: true })
            : readFields(resource, found, { ...view, nested: true }, nested),
        ];
      });
    },
    reference: { target, onDelete: 'clear', many: true },
  };
}

function existingId(raw: Json, exists: (id: number) => boolean): number {
  if (typeof raw !== 'number')
    throw new FieldProblem(`Incorrect type. Expected pk value, received ${typeName(raw)}.`);
  if (!exists(raw)) throw new FieldProblem(`Invalid pk "${raw}" - object does not exist.`);
  return raw;
}
