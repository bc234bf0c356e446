import type { Filter } from '../resource.ts';
import { textIn, textsIn } from '../row.ts';

/** An `app.model` column; a type NetBox does not know simply matches nothing. */
export function typeFilter(name: string): Filter {
  return { name, build: (values) => (row) => values.includes(textIn(row, name)) };
}

/** `object_type`: the list column `object_types` contains any of the values. */
export const objectTypeFilter: Filter = {
  name: 'object_type',
  build: (values) => (row) => values.some((value) => textsIn(row, 'object_types').includes(value)),
};
