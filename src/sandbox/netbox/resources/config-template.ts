import { constants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { jsonObject } from '../fields/json-value.ts';
import { absent, description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

export const configTemplate: Resource = {
  type: 'extras.configtemplate',
  path: 'extras/config-templates',
  className: 'ConfigTemplate',
  fields: [
    nameText('name'),
    description,
    jsonObject('environment_params', { fallback: {}, nullable: true }),
    text('template_code', { required: true, filled: true }),
    text('mime_type', { max: 50 }),
    text('file_name', { max: 200 }),
    text('file_extension', { max: 15 }),
    flag('as_attachment', true),
    flag('debug', false),
    ...absent('data_source'),
    ...constants({ data_path: '', data_file: null, auto_sync_enabled: false, data_synced: null }),
    owner,
    ...tags,
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [...idFilters, ...textFilters('name'), tagFilter, searchFilter('name', 'description')],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: [],
  tracked: true,
};
