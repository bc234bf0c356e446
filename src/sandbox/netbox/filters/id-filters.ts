import type { Filter } from '../resource.ts';
import { numberFilters } from './number-filters.ts';
import { stampFilters } from './time-filters.ts';

/** What every object can be found by: `id` with its lookups, `created__…`, `last_updated__…`. */
export const idFilters: readonly Filter[] = [...numberFilters('id', (row) => row.id), ...stampFilters()];
