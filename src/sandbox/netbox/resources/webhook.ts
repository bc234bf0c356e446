import { HTTP_METHODS } from '../choices.ts';
import { bareChoice } from '../fields/choice.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';

/** The secret is shown to everybody who may view webhooks, and stands in the changelog: NetBox's way. */
export const webhook: Resource = {
  type: 'extras.webhook',
  path: 'extras/webhooks',
  className: 'Webhook',
  fields: [
    nameText('name', 150),
    description,
    text('payload_url', {
      required: true,
      filled: true,
      max: 500,
      pattern: {
        matches: /^https?:\/\/[^/\s]+|\{\{/,
        words: 'Enter a valid URL, beginning with http:// or https://.',
      },
    }),
    bareChoice('http_method', Object.keys(HTTP_METHODS), 'POST'),
    text('http_content_type', { fallback: 'application/json', filled: true, max: 100 }),
    text('additional_headers'),
    text('body_template'),
    text('secret', { max: 255 }),
    flag('ssl_verification', true),
    text('ca_file_path', { nullable: true, max: 4096 }),
    integer('timeout', { nullable: true, min: 1 }),
    customFieldValues('extras.webhook'),
    owner,
    ...tags,
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [...idFilters, ...textFilters('name'), ...textFilters('payload_url')],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  tracked: true,
};
