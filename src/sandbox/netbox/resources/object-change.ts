import { CHANGE_ACTIONS } from '../choices.ts';
import { appName, OBJECT_TYPES, objectTypeOf } from '../object-types.ts';
import { choice } from '../fields/choice.ts';
import { computed } from '../fields/computed.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { jsonObject } from '../fields/json-value.ts';
import { reference } from '../fields/reference.ts';
import { text } from '../fields/text.ts';
import { choiceFilters } from '../filters/choice-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { uuids } from '../filters/request-filters.ts';
import { searchFilter, textFilters } from '../filters/text-filters.ts';
import { timeRangeFilters } from '../filters/time-filters.ts';
import { typeFilter } from '../filters/type-filters.ts';
import { byNewest } from '../order.ts';
import { badFilter } from '../rejection.ts';
import type { Filter, Resource } from '../resource.ts';
import { textIn } from '../row.ts';
import { toRestTime } from '../timeline.ts';

const requestFilter: Filter = {
  name: 'request_id',
  build(values) {
    const wanted = uuids('request_id', values);
    return (row) => wanted.includes(textIn(row, 'request_id'));
  },
};

/** `action` is one of the few filters that are no "any of": NetBox looks at the last value. */
function lastValueOnly(filter: Filter): Filter {
  return { ...filter, build: (values, world) => filter.build(values.slice(-1), world) };
}

const typeIdFilter: Filter = {
  name: 'changed_object_type_id',
  build(values) {
    const unknown = values.find((value) => !OBJECT_TYPES.some((type) => String(type.id) === value));
    if (unknown !== undefined) {
      throw badFilter(
        'changed_object_type_id',
        `Select a valid choice. ${unknown} is not one of the available choices.`,
      );
    }
    return (row) => values.includes(String(objectTypeOf(textIn(row, 'changed_object_type'))?.id));
  },
};

/** One row of the changelog. Written by the stand-in alone. */
export const objectChange: Resource = {
  type: 'core.objectchange',
  path: 'core/object-changes',
  pagePath: 'core/changelog',
  className: 'ObjectChange',
  fields: [
    computed('time', (row) => toRestTime(row.created)),
    reference('user', 'users.user', { nullable: true, onDelete: 'clear' }),
    text('user_name'),
    text('request_id'),
    choice('action', CHANGE_ACTIONS),
    ...genericReference('changed_object', {}),
    text('object_repr'),
    text('message'),
    jsonObject('prechange_data'),
    jsonObject('postchange_data'),
  ],
  brief: ['time'],
  filters: [
    ...numberFilters('id', (row) => row.id),
    requestFilter,
    ...timeRangeFilters('time', (row) => row.created),
    ...choiceFilters('action', CHANGE_ACTIONS).map(lastValueOnly),
    typeFilter('changed_object_type'),
    typeIdFilter,
    ...numberFilters('changed_object_id'),
    typeFilter('related_object_type'),
    ...numberFilters('related_object_id'),
    ...referenceFilters('user', 'users.user', { by: 'username' }),
    ...textFilters('user_name'),
    ...textFilters('object_repr'),
    searchFilter('user_name', 'object_repr'),
  ],
  display: (row) => {
    const type = textIn(row, 'changed_object_type');
    const action = CHANGE_ACTIONS[textIn(row, 'action')]?.toLowerCase() ?? '';
    const name = objectTypeOf(type)?.name ?? type;
    return `${appName(type)} | ${name} ${textIn(row, 'object_repr')} ${action} by ${textIn(row, 'user_name')}`;
  },
  order: byNewest,
  unique: [],
  tracked: false,
  readOnly: true,
};
