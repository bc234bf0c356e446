import { EVENT_TYPES, RULE_ACTIONS } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { shownConstants } from '../fields/computed.ts';
import { customFieldValues } from '../fields/custom-field-values.ts';
import { flag } from '../fields/flag.ts';
import { genericReference } from '../fields/generic-reference.ts';
import { jsonValue, textList } from '../fields/json-value.ts';
import { description, owner, stamps } from '../fields/standard.ts';
import { tags } from '../fields/tag-list.ts';
import { nameText } from '../fields/text.ts';
import { typeList } from '../fields/type-list.ts';
import { choiceFilters, flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { byText } from '../order.ts';
import type { Resource } from '../resource.ts';
import { asText, textIn, textsIn } from '../row.ts';
import { conditionsProblem } from '../webhooks/conditions.ts';

export const eventRule: Resource = {
  type: 'extras.eventrule',
  path: 'extras/event-rules',
  className: 'EventRule',
  fields: [
    typeList('object_types', { required: true }),
    nameText('name', 150),
    flag('enabled', true),
    textList('event_types', { required: true, filled: true, allowed: EVENT_TYPES }),
    jsonValue('conditions', { nullable: true }, conditionsProblem),
    choice('action_type', RULE_ACTIONS, { required: true }),
    ...genericReference('action_object', { nullable: true }),
    ...shownConstants({ action_is_available: true }),
    description,
    customFieldValues('extras.eventrule'),
    owner,
    ...tags,
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    flagFilter('enabled'),
    ...choiceFilters('action_type', RULE_ACTIONS),
    objectTypeFilter,
    ...numberFilters('action_object_id'),
    {
      name: 'event_type',
      build: (values) => (row) => values.some((value) => textsIn(row, 'event_types').includes(value)),
    },
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  check: (values, _row, world) => {
    const id = values['action_object_id'];
    if (typeof id === 'number' && world.tables.find(asText(values['action_object_type']), id) !== null)
      return null;
    return { action_object_id: [`Related object not found using the provided value: ${asText(id)}.`] };
  },
  attachment: { typeField: 'action_object_type', idField: 'action_object_id' },
  tracked: true,
};
