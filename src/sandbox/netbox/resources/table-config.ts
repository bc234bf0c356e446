import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { textList } from '../fields/json-value.ts';
import { absent, description, stamps } from '../fields/standard.ts';
import { nameText } from '../fields/text.ts';
import { typeField } from '../fields/type-list.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { typeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';
import { checkTable } from './table-columns.ts';

export const tableConfig: Resource = {
  type: 'extras.tableconfig',
  path: 'extras/table-configs',
  className: 'TableConfig',
  fields: [
    typeField('object_type', { required: true }),
    nameText('table'),
    nameText('name'),
    description,
    ...absent('user'),
    integer('weight', { fallback: 1000, min: 0, max: 32767 }),
    flag('enabled', true),
    flag('shared', true),
    textList('columns', { required: true }),
    textList('ordering', { nullable: true, fallback: null }),
    ...stamps,
  ],
  brief: ['name', 'description', 'object_type', 'table'],
  filters: [...idFilters, ...textFilters('name'), ...textFilters('table'), typeFilter('object_type')],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  check: (values, _row, world) => checkTable(values, world),
  tracked: true,
};
