import { badFilter } from '../rejection.ts';
import type { Filter } from '../resource.ts';
import type { Row } from '../row.ts';
import { parseTime, type Stamp } from '../timeline.ts';

/**
 * `<name>_after` and `<name>_before`, both inclusive. There is no `<name>__gte`: NetBox ignores that name silently.
 */
export function timeRangeFilters(name: string, valueOf: (row: Row) => Stamp): readonly Filter[] {
  const bound = (suffix: string, test: (value: Stamp, wanted: Stamp) => boolean): Filter => ({
    name: `${name}_${suffix}`,
    build(values) {
      const wanted = parseTime(values.at(-1) ?? '');
      if (wanted === null) throw badFilter(name, 'Enter a valid date/time.');
      return (row) => test(valueOf(row), wanted);
    },
  });
  return [
    bound('after', (value, wanted) => value >= wanted),
    bound('before', (value, wanted) => value <= wanted),
  ];
}

/** `last_updated`, `created` with `__gt` and the like, as most models have them. */
export function stampFilters(): readonly Filter[] {
  return [...lookups('created', (row) => row.created), ...lookups('last_updated', (row) => row.lastUpdated)];
}

function lookups(name: string, valueOf: (row: Row) => Stamp): readonly Filter[] {
  const tests: Readonly<Record<string, (value: Stamp, wanted: Stamp) => boolean>> = {
    gt: (value, wanted) => value > wanted,
    gte: (value, wanted) => value >= wanted,
    lt: (value, wanted) => value < wanted,
    lte: (value, wanted) => value <= wanted,
  };
  return Object.entries(tests).map(([lookup, test]) => ({
    name: `${name}__${lookup}`,
    build(values) {
      const wanted = values.map((value) => {
        const stamp = parseTime(value);
        if (stamp === null) throw badFilter(`${name}__${lookup}`, 'Enter a valid date/time.');
        return stamp;
      });
      return (row) => wanted.some((one) => test(valueOf(row), one));
    },
  }));
}
