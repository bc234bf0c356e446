import type { Json } from '../../../domain/json.ts';
import { computed } from '../fields/computed.ts';
import { flag } from '../fields/flag.ts';
import { jsonObject, jsonValue } from '../fields/json-value.ts';
import { description, owner, stamps } from '../fields/standard.ts';
import { nameText, text } from '../fields/text.ts';
import { idFilters } from '../filters/id-filters.ts';
import { textFilters } from '../filters/text-filters.ts';
import { byText } from '../order.ts';
import type { Problems, Resource, World } from '../resource.ts';
import { idIn, isRecord, recordIn, textIn, textsIn, type Row, type Values } from '../row.ts';

export const choiceSet: Resource = {
  type: 'extras.customfieldchoiceset',
  path: 'extras/custom-field-choice-sets',
  pagePath: 'extras/custom-field-choices',
  className: 'CustomFieldChoiceSet',
  fields: [
    nameText('name'),
    description,
    text('base_choices', { nullable: true }),
    jsonValue('extra_choices', { required: true, nullable: true }, pairsProblem),
    jsonObject('choice_colors', { fallback: {}, nullable: true }),
    flag('order_alphabetically', false),
    computed('choices_count', (row) => choicesIn(row.values).length),
    owner,
    ...stamps,
  ],
  brief: ['name', 'description', 'choices_count'],
  filters: [
    ...idFilters,
    ...textFilters('name'),
    {
      name: 'choice',
      build: (values) => (row) => choicesIn(row.values).some((choice) => values.includes(choice)),
    },
  ],
  display: (row) => textIn(row, 'name'),
  order: byText('name'),
  unique: ['name'],
  check: checkChoices,
  tracked: true,
};

function pairsProblem(raw: Json): string | null {
  const isPair = (item: Json): boolean => Array.isArray(item) && item.length === 2;
  return Array.isArray(raw) && (raw as readonly Json[]).every(isPair)
    ? null
    : 'Choices must be pairs of value and label.';
}

function choicesIn(values: Values): readonly string[] {
  const pairs = Array.isArray(values['extra_choices']) ? (values['extra_choices'] as readonly Json[]) : [];
  return pairs.flatMap((pair) => (Array.isArray(pair) ? [String(pair[0])] : []));
}

function checkChoices(values: Values, row: Row | null, world: World): Problems | null {
  const offered = choicesIn(values);
  if (offered.length === 0 && values['base_choices'] === null)
    return { __all__: ['Must define base or extra choices.'] };
  const colored = Object.keys(isRecord(values['choice_colors']) ? values['choice_colors'] : {});
  const strange = colored.filter((choice) => !offered.includes(choice));
  if (strange.length > 0) {
    return {
      choice_colors: [
        `Color mappings must reference an existing choice value. Invalid value(s): ${strange.join(', ')}.`,
      ],
    };
  }
  if (row === null) return null;
  const gone = choicesIn(row.values).filter((choice) => !offered.includes(choice));
  const used = gone.find((choice) => isUsed(choice, row.id, world));
  if (used === undefined) return null;
  return { __all__: [`Cannot remove choice ${used} as there are objects which reference it.`] };
}

function isUsed(choice: string, setId: number, world: World): boolean {
  const fields = world.tables
    .all('extras.customfield')
    .filter((field) => idIn(field, 'choice_set') === setId);
  return fields.some((field) =>
    textsIn(field, 'object_types')
      .flatMap((type) => world.tables.all(type))
      .map((row) => recordIn(row, 'custom_fields')[textIn(field, 'name')] ?? null)
      .some(
        (value) => value === choice || (Array.isArray(value) && (value as readonly Json[]).includes(choice)),
      ),
  );
}
