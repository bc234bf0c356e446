import { JOURNAL_KINDS } from '../choices.ts';
import { objectTypeOf, displayOfObjectType } from '../object-types.ts';
import { choice } from '../fields/choice.ts';
import { computed } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { reference } from '../fields/reference.ts';
import { tags } from '../fields/tag-list.ts';
import { text } from '../fields/text.ts';
import { choiceFilters } from '../filters/choice-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { tagFilter } from '../filters/tag-filters.ts';
import { searchFilter } from '../filters/text-filters.ts';
import { timeRangeFilters } from '../filters/time-filters.ts';
import { typeFilter } from '../filters/type-filters.ts';
import { byNewest } from '../order.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { asText, idIn, textIn, type Row, type Values } from '../row.ts';
import { toRestTime } from '../timeline.ts';

/** Read as a bare number; whoever may add entries may name another user here, so it proves nothing. */
const createdBy = {
  ...reference('created_by', 'users.user', { nullable: true, onDelete: 'clear' }),
  read: (row: Row) => idIn(row, 'created_by'),
};

export const journalEntry: Resource = {
  type: 'extras.journalentry',
  path: 'extras/journal-entries',
  className: 'JournalEntry',
  fields: [
    ...genericReference('assigned_object', { required: true }),
    computed('created', (row) => toRestTime(row.created)),
    createdBy,
    choice('kind', JOURNAL_KINDS, { fallback: 'info' }),
    text('comments', { required: true, filled: true }),
    ...tags,
    customFieldValues('extras.journalentry'),
    computed('last_updated', (row) => toRestTime(row.lastUpdated)),
  ],
  brief: ['created'],
  filters: [
    // No `created__gte` and the like here: NetBox ignores them on journal entries.
    ...numberFilters('id', (row) => row.id),
    ...timeRangeFilters('created', (row) => row.created),
    ...referenceFilters('created_by', 'users.user', { by: 'username' }),
    typeFilter('assigned_object_type'),
    ...numberFilters('assigned_object_id'),
    ...choiceFilters('kind', JOURNAL_KINDS),
    tagFilter,
    searchFilter('comments'),
  ],
  display: (row) => {
    const [day = '', time = ''] = toRestTime(row.created).split('T');
    return `${day} ${time.slice(0, 5)} (${JOURNAL_KINDS[textIn(row, 'kind')] ?? textIn(row, 'kind')})`;
  },
  order: byNewest,
  unique: [],
  check: checkEntry,
  complete: (values, { userId }) =>
    values['created_by'] === null ? { ...values, created_by: userId } : values,
  attachment: { typeField: 'assigned_object_type', idField: 'assigned_object_id' },
  tracked: true,
};

function checkEntry(values: Values, row: Row | null, world: World): Problems | null {
  // Who wrote an entry cannot be changed afterwards.
  if (row !== null && values['created_by'] !== row.values['created_by']) {
    return { created_by: ['The author of a journal entry cannot be changed.'] };
  }
  const type = objectTypeOf(asText(values['assigned_object_type']));
  const id = values['assigned_object_id'];
  if (type !== null && typeof id === 'number' && world.tables.find(type.type, id) === null) {
    return { __all__: [`Invalid assigned_object: ${displayOfObjectType(type)} ID ${id}`] };
  }
  return null;
}
