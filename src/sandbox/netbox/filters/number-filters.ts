import { badFilter } from '../rejection.ts';
import type { Filter } from '../resource.ts';
import type { Row } from '../row.ts';

const LOOKUPS: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
};

/** `name`, `name__n`, `__gt`, `__gte`, `__lt`, `__lte` and `__empty` over a number. */
export function numberFilters(
  name: string,
  valueOf: (row: Row) => number | null = (row) => numberIn(row, name),
): readonly Filter[] {
  const compare = (lookup: string, test: (value: number, wanted: number) => boolean): Filter => ({
    name: `${name}__${lookup}`,
    build(values) {
      const wanted = wholeNumbers(`${name}__${lookup}`, values);
      return (row) => {
        const value = valueOf(row);
        return value !== null && wanted.some((one) => test(value, one));
      };
    },
  });
  return [
    {
      name,
      build(values) {
        const wanted = wholeNumbers(name, values);
        return (row) => wanted.includes(valueOf(row) ?? Number.NaN);
      },
    },
    {
      name: `${name}__n`,
      build(values) {
        const wanted = wholeNumbers(`${name}__n`, values);
        return (row) => !wanted.includes(valueOf(row) ?? Number.NaN);
      },
    },
    {
      name: `${name}__empty`,
      build: (values) => (row) => (valueOf(row) === null) === values.includes('true'),
    },
    ...Object.entries(LOOKUPS).map(([lookup, test]) => compare(lookup, test)),
  ];
}

/** The number in a column, or null. */
export function numberIn(row: Row, name: string): number | null {
  const value = row.values[name];
  return typeof value === 'number' ? value : null;
}

/** Reads filter values as whole numbers; anything else is NetBox's 400. */
export function wholeNumbers(parameter: string, values: readonly string[]): readonly number[] {
  return values.map((value) => {
    if (!/^-?\d+$/.test(value)) throw badFilter(parameter, 'Enter a whole number.');
    return Number(value);
  });
}
