import { CUSTOM_FIELD_TYPES, FILTER_LOGICS, UI_EDITABLES, UI_VISIBLES } from '../choices.ts';
import { choice } from '../fields/choice.ts';
import { computed, shownConstants } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { integer } from '../fields/integer.ts';
import { jsonValue } from '../fields/json-value.ts';
import { reference } from '../fields/reference.ts';
import { comments, description, owner, stamps } from '../fields/standard.ts';
import { text } from '../fields/text.ts';
import { typeField, typeList } from '../fields/type-list.ts';
import { choiceFilters, flagFilter } from '../filters/choice-filters.ts';
import { idFilters } from '../filters/id-filters.ts';
import { numberFilters } from '../filters/number-filters.ts';
import { referenceFilters } from '../filters/reference-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { objectTypeFilter } from '../filters/type-filters.ts';
import { compareText } from '../order.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { idIn, recordIn, textIn, textsIn, type Row, type Values } from '../row.ts';

const DATA_TYPES: Readonly<Record<string, string>> = {
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  json: 'object',
  object: 'object',
  multiselect: 'array',
  multiobject: 'array',
};

export const customField: Resource = {
  type: 'extras.customfield',
  path: 'extras/custom-fields',
  className: 'CustomField',
  fields: [
    typeList('object_types', { required: true }),
    choice('type', CUSTOM_FIELD_TYPES, { required: true }),
    typeField('related_object_type', { nullable: true }),
    computed('data_type', (row) => DATA_TYPES[textIn(row, 'type')] ?? 'string'),
    text('name', {
      required: true,
      filled: true,
      max: 50,
      pattern: { matches: /^\w+$/, words: 'Only alphanumeric characters and underscores are allowed.' },
    }),
    text('label', { max: 50 }),
    text('group_name', { max: 50 }),
    description,
    flag('required', false),
    flag('unique', false),
    integer('search_weight', { fallback: 1000, min: 0, max: 32767 }),
    choice('filter_logic', FILTER_LOGICS, { fallback: 'loose' }),
    choice('ui_visible', UI_VISIBLES, { fallback: 'always' }),
    choice('ui_editable', UI_EDITABLES, { fallback: 'yes' }),
    flag('is_cloneable', false),
    flag('nulls_first', true),
    jsonValue('default', { nullable: true }),
    jsonValue('related_object_filter', { nullable: true }),
    integer('weight', { fallback: 100, min: 0, max: 32767 }),
    integer('validation_minimum', { nullable: true }),
    integer('validation_maximum', { nullable: true }),
    text('validation_regex', { max: 500 }),
    jsonValue('validation_schema', { nullable: true }),
    reference('choice_set', 'extras.customfieldchoiceset', { nullable: true, onDelete: 'protect' }),
    ...shownConstants({ status: { value: 'active', label: 'Active' } }),
    owner,
    comments,
    ...stamps,
  ],
  brief: ['name', 'description'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    ...textFilters('label'),
    ...textFilters('group_name'),
    ...choiceFilters('type', CUSTOM_FIELD_TYPES),
    ...choiceFilters('ui_visible', UI_VISIBLES),
    ...choiceFilters('ui_editable', UI_EDITABLES),
    flagFilter('required'),
    ...numberFilters('weight'),
    ...referenceFilters('choice_set', 'extras.customfieldchoiceset', { by: 'name' }),
    objectTypeFilter,
  ],
  display: (row) => textIn(row, 'label') || wordsOf(textIn(row, 'name')),
  order: (a, b) =>
    compareText(textIn(a, 'group_name'), textIn(b, 'group_name')) ||
    (idIn(a, 'weight') ?? 0) - (idIn(b, 'weight') ?? 0) ||
    compareText(textIn(a, 'name'), textIn(b, 'name')),
  unique: ['name'],
  check: checkField,
  afterDelete: eraseValues,
  tracked: true,
};

/** Deleting a field erases its values on every object, without a trace in changelog or webhooks. */
function eraseValues(field: Row, world: World): void {
  const name = textIn(field, 'name');
  for (const type of textsIn(field, 'object_types')) {
    for (const row of world.tables.all(type)) {
      const kept = Object.entries(recordIn(row, 'custom_fields')).filter(([key]) => key !== name);
      world.tables.put(type, { ...row, values: { ...row.values, custom_fields: Object.fromEntries(kept) } });
    }
  }
}

/** `pl_state` → `Pl state`. */
function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function checkField(values: Values, row: Row | null): Problems | null {
  if (row !== null && row.values['type'] !== values['type']) {
    return { type: ['Changing the type of custom fields is not supported.'] };
  }
  const selects = values['type'] === 'select' || values['type'] === 'multiselect';
  if (selects && values['choice_set'] === null) {
    return { choice_set: ['Selection fields must specify a set of choices.'] };
  }
  if (!selects && values['choice_set'] !== null) {
    return { choice_set: ['Choices may be set only on selection fields.'] };
  }
  return null;
}
