import { randomText } from '../random-text.ts';
import { computed, shownConstants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { reference } from '../fields/reference.ts';
import { description } from '../fields/standard.ts';
import { text } from '../fields/text.ts';
import { flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { byNewest } from '../order.ts';
import type { Resource } from '../resource.ts';
import { textIn } from '../row.ts';
import { toRestTime } from '../timeline.ts';

/** The secret half, `_secret`, is shown in the answer that creates the token and never again. */
export const token: Resource = {
  type: 'users.token',
  path: 'users/tokens',
  className: 'Token',
  fields: [
    ...shownConstants({ version: 2 }),
    computed('key', (row) => textIn(row, '_key')),
    reference('user', 'users.user', { required: true, onDelete: 'cascade' }),
    description,
    computed('created', (row) => toRestTime(row.created)),
    text('expires', { nullable: true }),
    ...shownConstants({ last_used: null }),
    flag('enabled', true),
    flag('write_enabled', true),
    ...shownConstants({ pepper_id: 1, allowed_ips: [], token: null }),
  ],
  brief: ['key', 'write_enabled', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('key', (row) => textIn(row, '_key')),
    ...textFilters('description'),
    ...referenceFilters('user', 'users.user', { by: 'username' }),
    flagFilter('enabled'),
    flagFilter('write_enabled'),
  ],
  display: (row) => textIn(row, '_key'),
  order: byNewest,
  unique: [],
  complete: (values) => ({ ...values, _key: randomText(12), _secret: randomText(40) }),
  reveal: (row) => ({ token: textIn(row, '_secret') }),
  tracked: false,
};
