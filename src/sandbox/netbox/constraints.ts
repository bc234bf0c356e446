import type { Json } from '../../domain/json.ts';
import { objectTypeOf } from './object-types.ts';
import type { World } from './resource.ts';
import { asText, idIn, idsIn, isRecord, type Row } from './row.ts';

/** Whether a row lies within a permission's constraints: Django lookups, AND in an object, OR in a list, `$user` the caller's id. */
export function meetsConstraints(
  constraints: Json,
  type: string,
  row: Row,
  userId: number,
  world: World,
): boolean {
  if (constraints === null) return true;
  if (Array.isArray(constraints)) {
    const list = constraints as readonly Json[];
    return list.length === 0 || list.some((one) => meetsConstraints(one, type, row, userId, world));
  }
  if (!isRecord(constraints)) return false;
  return Object.entries(constraints).every(([path, wanted]) => {
    const { lookup, parts } = splitPath(path);
    const values = valuesAt(parts, type, row, world);
    return (LOOKUPS[lookup] ?? noLookup)(values, withUser(wanted, userId));
  });
}

function splitPath(path: string): { readonly lookup: string; readonly parts: readonly string[] } {
  const parts = path.split('__');
  const last = parts.at(-1) ?? '';
  return parts.length > 1 && last in LOOKUPS
    ? { lookup: last, parts: parts.slice(0, -1) }
    : { lookup: 'exact', parts };
}

function withUser(wanted: Json, userId: number): Json {
  if (Array.isArray(wanted)) return (wanted as readonly Json[]).map((one) => withUser(one, userId));
  return wanted === '$user' ? userId : wanted;
}

/** The values a path leads to; several where it crosses a many-to-many reference. */
function valuesAt(parts: readonly string[], type: string, row: Row, world: World): readonly Json[] {
  const [name = '', ...rest] = parts;
  if (name === 'id' || name === 'pk') return [row.id];
  const reference = world.catalog.byType(type)?.fields.find((field) => field.name === name)?.reference;
  if (rest.length === 0) return idsOrValue(row, name);
  if (reference === undefined) return partOfType(row.values[name] ?? null, rest[0] ?? '');
  const ids = reference.many ? idsIn(row, name) : [idIn(row, name) ?? 0];
  return ids
    .flatMap((id) => world.tables.find(reference.target, id) ?? [])
    .flatMap((found) => valuesAt(rest, reference.target, found, world));
}

function idsOrValue(row: Row, name: string): readonly Json[] {
  const value = row.values[name] ?? null;
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** `assigned_object_type__model`, `assigned_object_type__app_label`. */
function partOfType(value: Json, part: string): readonly Json[] {
  const type = typeof value === 'string' ? (objectTypeOf(value)?.type ?? '.') : '.';
  const [app = '', model = ''] = type.split('.');
  return part === 'model' ? [model] : part === 'app_label' ? [app] : [];
}

type Lookup = (values: readonly Json[], wanted: Json) => boolean;

const text = (test: (value: string, wanted: string) => boolean): Lookup => {
  return (values, wanted) => values.some((value) => typeof value === 'string' && test(value, asText(wanted)));
};

const numeric = (test: (value: number, wanted: number) => boolean): Lookup => {
  return (values, wanted) => values.some((value) => typeof value === 'number' && test(value, Number(wanted)));
};

const noLookup: Lookup = () => false;

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  exact: (values, wanted) => values.some((value) => value === wanted),
  iexact: text((value, wanted) => value.toLowerCase() === wanted.toLowerCase()),
  in: (values, wanted) =>
    Array.isArray(wanted) && values.some((value) => (wanted as readonly Json[]).includes(value)),
  regex: text((value, wanted) => new RegExp(wanted).test(value)),
  iregex: text((value, wanted) => new RegExp(wanted, 'i').test(value)),
  contains: text((value, wanted) => value.includes(wanted)),
  icontains: text((value, wanted) => value.toLowerCase().includes(wanted.toLowerCase())),
  startswith: text((value, wanted) => value.startsWith(wanted)),
  istartswith: text((value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase())),
  endswith: text((value, wanted) => value.endsWith(wanted)),
  isnull: (values, wanted) => values.every((value) => value === null) === (wanted === true),
  gt: numeric((value, wanted) => value > wanted),
  gte: numeric((value, wanted) => value >= wanted),
  lt: numeric((value, wanted) => value < wanted),
  lte: numeric((value, wanted) => value <= wanted),
};
