import type { Json } from '../../../domain/json.ts';
import { compareText } from '../order.ts';
import type { Resource, World } from '../resource.ts';
import { asText, type Row } from '../row.ts';

/** The rows in the order `ordering=` asks for, or in the resource's own. Unknown names are ignored. */
export function orderRows(
  resource: Resource,
  rows: readonly Row[],
  query: URLSearchParams,
  world: World,
): readonly Row[] {
  const keys = (query.get('ordering') ?? '').split(',').flatMap((key) => orderKey(resource, key.trim()));
  return [...rows].sort((a, b) => {
    for (const { name, descending } of keys) {
      const order = compare(valueOf(a, name), valueOf(b, name));
      if (order !== 0) return descending ? -order : order;
    }
    return resource.order(a, b, world);
  });
}

interface OrderKey {
  readonly name: string;
  readonly descending: boolean;
}

const STAMPS = ['created', 'last_updated', 'time'];

function orderKey(resource: Resource, key: string): readonly OrderKey[] {
  const name = key.replace(/^-/, '');
  const known =
    name === 'id' || STAMPS.includes(name) || resource.fields.some((field) => field.name === name);
  return known && name !== '' ? [{ name, descending: key.startsWith('-') }] : [];
}

function valueOf(row: Row, name: string): Json {
  if (name === 'id') return row.id;
  if (name === 'created' || name === 'time') return row.created;
  return name === 'last_updated' ? row.lastUpdated : (row.values[name] ?? null);
}

function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // PostgreSQL puts what has no value last.
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compareText(asText(a), asText(b));
}
