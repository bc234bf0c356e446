import { customFieldFilters } from '../filters/custom-field-filters.ts';
import type { Filter, Predicate, Resource, World } from '../resource.ts';
import type { Row } from '../row.ts';

/**
 * The rows a query asks for. A parameter NetBox does not know is ignored without a word, and so is an empty value:
 * a typing error in a filter returns everything.
 */
export function filterRows(
  resource: Resource,
  rows: readonly Row[],
  query: URLSearchParams,
  world: World,
): readonly Row[] {
  const predicates = predicatesOf(resource, query, world);
  return rows.filter((row) => predicates.every((matches) => matches(row)));
}

function predicatesOf(resource: Resource, query: URLSearchParams, world: World): readonly Predicate[] {
  const filters = new Map<string, Filter>(
    [...resource.filters, ...customFieldFilters(resource.type, world)].map((filter) => [filter.name, filter]),
  );
  return [...new Set(query.keys())].flatMap((name) => {
    const filter = filters.get(name);
    const values = query.getAll(name).filter((value) => value !== '');
    return filter === undefined || values.length === 0 ? [] : [filter.build(values, world)];
  });
}
