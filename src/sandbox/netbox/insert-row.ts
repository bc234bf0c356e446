import type { Json } from '../../domain/json.ts';
import type { Field, World } from './resource.ts';
import { textIn, type Row, type Values } from './row.ts';
import type { SeedNamed } from './seed.ts';

/** Puts a row into the world without changelog and webhooks; columns it does not name get the resource's fallbacks. */
export function insertRow(type: string, values: Values, world: World): Row {
  const fields = world.catalog.byType(type)?.fields ?? [];
  const stamp = world.timeline.stamp();
  const row: Row = {
    id: world.tables.nextId(type),
    created: stamp,
    lastUpdated: stamp,
    values: { ...Object.fromEntries(fields.flatMap(fallbackOf)), ...values },
  };
  world.tables.put(type, row);
  return row;
}

function fallbackOf(field: Field): [string, Json][] {
  return field.write === undefined || field.name.endsWith('_tags')
    ? []
    : [[field.name, field.write.fallback]];
}

/** The id of the object with that slug or name, made when there is none. */
export function idOfNamed(type: string, name: string, world: World): number {
  const known = world.tables
    .all(type)
    .find((row) => textIn(row, 'slug') === name || textIn(row, 'name') === name);
  return (known ?? insertRow(type, { ...valuesOfNamed({ name }) }, world)).id;
}

/** Name and slug; the slug is made of the name when it is not given. */
export function valuesOfNamed(one: SeedNamed): Values {
  return { name: one.name, slug: one.slug ?? one.name.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-') };
}
