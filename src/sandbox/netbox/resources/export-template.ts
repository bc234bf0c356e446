import { computed, shownConstants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { jsonObject } from '../fields/json-value.ts';
import { description, owner, stamps } from '../fields/standard.ts';
import { text } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

/** Kept and shown; the stand-in has no Jinja and exports nothing. NetBox does not look at the template's syntax either. */
export const exportTemplate: Resource = {
  type: 'extras.exporttemplate',
  path: 'extras/export-templates',
  className: 'ExportTemplate',
  fields: [
    typeList('object_types', { required: true }),
    text('name', {
      required: true,
      filled: true,
      max: 100,
      pattern: {
        matches: /^(?!table$)/i,
        words: '"table" is a reserved name. Please choose a different name.',
      },
    }),
    description,
    jsonObject('environment_params', { fallback: {}, nullable: true }),
    text('template_code', { required: true, filled: true }),
    text('mime_type', { max: 50 }),
    text('file_name', { max: 200 }),
    text('file_extension', { max: 15 }),
    flag('as_attachment', true),
    ...shownConstants({ data_source: null, data_path: '', data_file: null }),
    ...shownConstants({ auto_sync_enabled: false }),
    computed('data_synced', () => null),
    owner,
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [...idFilters, ...textFilters('name'), objectTypeFilter],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  tracked: true,
};
