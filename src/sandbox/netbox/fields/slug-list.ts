import type { Json } from '../../../domain/json.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, World } from '../resource.ts';
import { asText, idsIn, textIn } from '../row.ts';
import { column } from './column.ts';

/** References written and read as slugs (the tags a config context applies to). */
export function slugList(name: string, target: string): Field {
  const field = column(name, { fallback: [] }, (raw, world) => {
    if (!Array.isArray(raw)) throw new FieldProblem('Expected a list of items.');
    return (raw as readonly Json[]).map((slug) => idOfSlug(slug, target, world));
  });
  return {
    ...field,
    read: (row, { world }) =>
      idsIn(row, name).flatMap((id) => {
        const found = world.tables.find(target, id);
        return found === null ? [] : [textIn(found, 'slug')];
      }),
    reference: { target, onDelete: 'clear', many: true },
  };
}

function idOfSlug(slug: Json, target: string, world: World): number {
  const found = world.tables.all(target).find((row) => row.values['slug'] === slug);
  if (found === undefined) throw new FieldProblem(`Object with slug=${asText(slug)} does not exist.`);
  return found.id;
}
