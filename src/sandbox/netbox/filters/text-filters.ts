import type { Filter } from '../resource.ts';
import type { Row } from '../row.ts';

type Test = (value: string, wanted: string) => boolean;

const LOOKUPS: Readonly<Record<string, Test>> = {
  ic: (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase()),
  ie: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  isw: (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
  iew: (value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase()),
};

/** `name` (exact), `name__n`, `__ic`, `__nic`, `__ie`, `__nie`, `__isw`, `__iew`, `__empty`, … over a text. */
export function textFilters(
  name: string,
  valueOf: (row: Row) => string = (row) => shown(row, name),
): readonly Filter[] {
  const any = (lookup: string, test: Test): Filter => ({
    name: lookup === '' ? name : `${name}__${lookup}`,
    build: (values) => (row) => values.some((wanted) => test(valueOf(row), wanted)),
  });
  const none = (lookup: string, test: Test): Filter => ({
    name: `${name}__${lookup}`,
    build: (values) => (row) => !values.some((wanted) => test(valueOf(row), wanted)),
  });
  const equal: Test = (value, wanted) => value === wanted;
  return [
    any('', equal),
    none('n', equal),
    { name: `${name}__empty`, build: (values) => (row) => (valueOf(row) === '') === values.includes('true') },
    ...Object.entries(LOOKUPS).flatMap(([lookup, test]) => [any(lookup, test), none(`n${lookup}`, test)]),
  ];
}

/** `q`: part of any of the texts, in any case. */
export function searchFilter(...columns: readonly string[]): Filter {
  return {
    name: 'q',
    build: (values) => (row) =>
      values.some((wanted) =>
        columns.some((column) => shown(row, column).toLowerCase().includes(wanted.toLowerCase())),
      ),
  };
}

function shown(row: Row, name: string): string {
  const value = row.values[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
