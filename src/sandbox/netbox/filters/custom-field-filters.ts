import { customFieldsOf, storedCustomValue } from '../custom-fields.ts';
import type { Filter, World } from '../resource.ts';
import { textIn, type Row } from '../row.ts';
import { numberFilters } from './number-filters.ts';
import { textFilters } from './text-filters.ts';

/** `cf_<name>` with its lookups for every custom field of the type. A name that is no field is, like any, ignored. */
export function customFieldFilters(type: string, world: World): readonly Filter[] {
  return customFieldsOf(type, world).flatMap((field) => filtersOf(field));
}

const LOOSE_TYPES = ['text', 'longtext', 'url'];

function filtersOf(field: Row): readonly Filter[] {
  const name = textIn(field, 'name');
  const parameter = `cf_${name}`;
  const lookups =
    textIn(field, 'type') === 'integer'
      ? numberFilters(parameter, (row) => numberOf(row, name)).map(unsetIsSmallest)
      : textFilters(parameter, (row) => textOf(row, name));
  const loose = LOOSE_TYPES.includes(textIn(field, 'type')) && textIn(field, 'filter_logic') !== 'exact';
  const plain = lookups.find((filter) => filter.name === (loose ? `${parameter}__ic` : parameter));
  return [
    ...(plain === undefined ? [] : [plainFilter(parameter, name, plain)]),
    ...lookups.filter((filter) => filter.name !== parameter),
  ];
}

/** PostgreSQL sorts JSON null below every number: `__lt` also finds what has no value. */
function unsetIsSmallest(filter: Filter): Filter {
  const name = /^cf_(.*)__lte?$/.exec(filter.name)?.[1];
  if (name === undefined) return filter;
  return {
    ...filter,
    build(values, world) {
      const matches = filter.build(values, world);
      return (row) => storedCustomValue(row, name) === null || matches(row);
    },
  };
}

/** The filter without lookup also understands `null`: the object has no value. */
function plainFilter(parameter: string, name: string, matcher: Filter): Filter {
  return {
    name: parameter,
    build(values, world) {
      const wanted = values.filter((value) => value !== 'null');
      const matches = wanted.length === 0 ? () => false : matcher.build(wanted, world);
      const orNone = values.includes('null');
      return (row) => (orNone && storedCustomValue(row, name) === null) || matches(row);
    },
  };
}

function numberOf(row: Row, name: string): number | null {
  const value = storedCustomValue(row, name);
  return typeof value === 'number' ? value : null;
}

function textOf(row: Row, name: string): string {
  const value = storedCustomValue(row, name);
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
