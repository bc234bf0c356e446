import type { Json } from '../../../domain/json.ts';
import { readFields } from '../read-object.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, World } from '../resource.ts';
import { asText, idsIn, isRecord, textIn } from '../row.ts';
import { column } from './column.ts';
import { findByAttributes } from './reference.ts';

const NESTED = ['id', 'url', 'display_url', 'display', 'name', 'slug', 'color'];

/** Tags, and the write-only `add_tags` and `remove_tags`; snapshots name them in alphabetical order. */
export const tags: readonly Field[] = [
  {
    ...column('tags', { fallback: [] }, (raw, world) => tagIds(raw, world)),
    read: (row, view) =>
      idsIn(row, 'tags').flatMap((id) => {
        const resource = view.world.catalog.byType('extras.tag');
        const tag = view.world.tables.find('extras.tag', id);
        return tag === null || resource === null ? [] : [readFields(resource, tag, view, NESTED)];
      }),
    model: (row, world) =>
      idsIn(row, 'tags')
        .flatMap((id) => world.tables.find('extras.tag', id) ?? [])
        .map((tag) => textIn(tag, 'name'))
        .sort(),
    reference: { target: 'extras.tag', onDelete: 'clear', many: true },
  },
  changeOfTags('add_tags'),
  changeOfTags('remove_tags'),
];

function changeOfTags(name: string): Field {
  return {
    name,
    read: () => undefined,
    write: { required: false, fallback: null, parse: (raw, world) => tagIds(raw, world) },
  };
}

function tagIds(raw: Json, world: World): number[] {
  if (!Array.isArray(raw)) throw new FieldProblem('Expected a list of items.');
  return [...new Set((raw as readonly Json[]).map((item) => tagId(item, world)))];
}

function tagId(raw: Json, world: World): number {
  if (isRecord(raw)) return findByAttributes(raw, 'extras.tag', world).id;
  if (typeof raw === 'number' && world.tables.find('extras.tag', raw) !== null) return raw;
  throw new FieldProblem(`Related object not found using the provided numeric ID: ${asText(raw)}`);
}
