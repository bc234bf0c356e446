import type { Json } from '../../../domain/json.ts';
import { customFieldsOf, customValueProblem, showCustomValue, storedCustomValue } from '../custom-fields.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field, World } from '../resource.ts';
import { isRecord, recordIn, textIn } from '../row.ts';

/** `custom_fields` of a resource: every field of the type on read; a write merges into what is stored. */
export function customFieldValues(type: string): Field {
  return {
    name: 'custom_fields',
    read: (row, { world }) =>
      Object.fromEntries(
        customFieldsOf(type, world).map((field) => {
          const name = textIn(field, 'name');
          return [name, showCustomValue(field, storedCustomValue(row, name), world)];
        }),
      ),
    model: (row) => recordIn(row, 'custom_fields'),
    write: {
      required: false,
      fallback: {},
      // An object created without a word about custom fields gets all of them, one that names some only those.
      fresh: (world) => defaultsOf(type, world),
      parse: (raw, world, before) => merge(type, raw, before, world),
    },
  };
}

function merge(type: string, raw: Json, before: Json, world: World): Json {
  if (!isRecord(raw)) throw new FieldProblem('Invalid data. Expected a dictionary.');
  const fields = new Map(customFieldsOf(type, world).map((field) => [textIn(field, 'name'), field]));
  for (const [name, value] of Object.entries(raw)) {
    const field = fields.get(name);
    if (field === undefined) {
      throw new FieldProblem({ [name]: `Custom field '${name}' does not exist for this object type.` });
    }
    const problem = customValueProblem(field, value, world);
    if (problem !== null)
      throw new FieldProblem(`Invalid value for custom field '${name}': ${problem}`, '__all__');
  }
  return { ...(isRecord(before) ? before : {}), ...raw };
}

function defaultsOf(type: string, world: World): Json {
  return Object.fromEntries(
    customFieldsOf(type, world).map((field) => [textIn(field, 'name'), field.values['default'] ?? null]),
  );
}
