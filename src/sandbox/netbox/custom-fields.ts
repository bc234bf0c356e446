import type { Json } from '../../domain/json.ts';
import type { World } from './resource.ts';
import { idIn, recordIn, textIn, textsIn, type Row } from './row.ts';

/** The custom fields of an object type, in the order NetBox shows them. */
export function customFieldsOf(type: string, world: World): readonly Row[] {
  return world.tables
    .all('extras.customfield')
    .filter((row) => textsIn(row, 'object_types').includes(type))
    .sort(byGroupWeightAndName);
}

function byGroupWeightAndName(a: Row, b: Row): number {
  return (
    textIn(a, 'group_name').localeCompare(textIn(b, 'group_name')) ||
    (idIn(a, 'weight') ?? 0) - (idIn(b, 'weight') ?? 0) ||
    textIn(a, 'name').localeCompare(textIn(b, 'name'))
  );
}

/** Values and labels a select field offers. */
export function choicesOf(field: Row, world: World): ReadonlyMap<string, string> {
  const id = idIn(field, 'choice_set');
  const set = id === null ? null : world.tables.find('extras.customfieldchoiceset', id);
  const pairs = Array.isArray(set?.values['extra_choices']) ? set.values['extra_choices'] : [];
  return new Map(
    (pairs as readonly Json[]).flatMap((pair) =>
      Array.isArray(pair) ? [[String(pair[0]), String(pair[1])] as const] : [],
    ),
  );
}

/** A stored value as REST shows it: choices are `{value, label}` since 4.7 and plain before. */
export function showCustomValue(field: Row, value: Json, world: World): Json {
  const type = textIn(field, 'type');
  if (world.version === '4.6' || (type !== 'select' && type !== 'multiselect')) return value;
  const choices = choicesOf(field, world);
  const show = (item: Json): Json =>
    typeof item === 'string' ? { value: item, label: choices.get(item) ?? item } : item;
  return Array.isArray(value) ? (value as readonly Json[]).map(show) : show(value);
}

/** What is wrong with a value for that field, in NetBox's words, or null. Null is always a value. */
export function customValueProblem(field: Row, value: Json, world: World): string | null {
  if (value === null) return null;
  switch (textIn(field, 'type')) {
    case 'text':
    case 'longtext':
      return typeof value === 'string' ? null : 'Value must be a string.';
    case 'integer':
      return Number.isInteger(value) ? null : 'Value must be an integer.';
    case 'decimal':
      return typeof value === 'number' ? null : 'Value must be a decimal.';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Value must be true or false.';
    case 'date':
      return isDate(value) ? null : 'Date values must be in ISO 8601 format (YYYY-MM-DD).';
    case 'datetime':
      return isTime(value) ? null : 'Date and time values must be in ISO 8601 format (YYYY-MM-DD HH:MM:SS).';
    case 'url':
      return typeof value === 'string' && /^[a-z]+:\/\//.test(value) ? null : 'Enter a valid URL.';
    case 'select':
      return choiceProblem(field, [value], world);
    case 'multiselect':
      return Array.isArray(value)
        ? choiceProblem(field, value as readonly Json[], world)
        : 'Value must be a list.';
    default:
      return null;
  }
}

function choiceProblem(field: Row, values: readonly Json[], world: World): string | null {
  const choices = choicesOf(field, world);
  const wrong = values.find((value) => typeof value !== 'string' || !choices.has(value));
  if (wrong === undefined) return null;
  const id = idIn(field, 'choice_set') ?? 0;
  const set = world.tables.find('extras.customfieldchoiceset', id);
  const shown = typeof wrong === 'string' ? wrong : JSON.stringify(wrong);
  return `Invalid choice (${shown}) for choice set ${set === null ? '' : textIn(set, 'name')}.`;
}

function isDate(value: Json): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isTime(value: Json): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** The stored value of one custom field; null when the object has none. */
export function storedCustomValue(row: Row, name: string): Json {
  return recordIn(row, 'custom_fields')[name] ?? null;
}
