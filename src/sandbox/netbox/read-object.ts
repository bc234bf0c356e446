import type { Json } from '../../domain/json.ts';
import type { Field, Resource, View } from './resource.ts';
import type { Row } from './row.ts';

type Shown = Readonly<Record<string, Json>>;

/** The whole object as REST shows it. */
export function readObject(resource: Resource, row: Row, view: View): Shown {
  return Object.fromEntries(fieldsOf(resource).flatMap((field) => entry(field, row, view)));
}

/** The brief form, as in `?brief=true` and inside other objects. */
export function readBrief(resource: Resource, row: Row, view: View): Shown {
  return readFields(resource, row, view, ['id', 'url', 'display', ...resource.brief]);
}

/** Only the named fields, in NetBox's order; unknown names are ignored. */
export function readFields(resource: Resource, row: Row, view: View, names: readonly string[]): Shown {
  const wanted = fieldsOf(resource).filter((field) => names.includes(field.name));
  return Object.fromEntries(wanted.flatMap((field) => entry(field, row, view)));
}

/** All but the named fields. */
export function readWithout(resource: Resource, row: Row, view: View, names: readonly string[]): Shown {
  const wanted = fieldsOf(resource).filter((field) => !names.includes(field.name));
  return Object.fromEntries(wanted.flatMap((field) => entry(field, row, view)));
}

function entry(field: Field, row: Row, view: View): [string, Json][] {
  const value = field.read(row, view);
  return value === undefined ? [] : [[field.name, value]];
}

const FIELDS = new WeakMap<Resource, readonly Field[]>();

function fieldsOf(resource: Resource): readonly Field[] {
  const known = FIELDS.get(resource) ?? [...identity(resource), ...resource.fields];
  FIELDS.set(resource, known);
  return known;
}

function identity(resource: Resource): readonly Field[] {
  const page = resource.pagePath ?? resource.path;
  return [
    { name: 'id', read: (row) => row.id },
    { name: 'url', read: (row, view) => `${view.base}/api/${resource.path}/${row.id}/` },
    { name: 'display_url', read: (row, view) => `${view.base}/${page}/${row.id}/` },
    { name: 'display', read: (row, view) => resource.display(row, view.world) },
  ];
}
