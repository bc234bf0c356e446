import type { Choices } from '../choices.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { column, type ColumnOptions } from './column.ts';
import { asText } from '../row.ts';

/** A choice: written as the raw value, read as `{value, label}`. Null and empty text mean "none" where the field allows it. */
export function choice(name: string, choices: Choices, options: ColumnOptions = {}): Field {
  const nullable = options.nullable === true;
  const field = column(
    name,
    { ...options, nullable: true },
    (raw) => {
      if (raw === '' && nullable) return '';
      if (raw === '') throw new FieldProblem('This field may not be blank.');
      if (typeof raw === 'string' && raw in choices) return raw;
      // What reads as {value, label} is not writable in that form: the classic mistake of new clients.
      if (typeof raw === 'object')
        throw new FieldProblem(
          'Value must be passed directly (e.g. "foo": 123); do not use a dictionary or list.',
        );
      throw new FieldProblem(`${asText(raw)} is not a valid choice.`);
    },
    (value) => (typeof value === 'string' && value !== '' ? { value, label: choices[value] ?? value } : null),
  );
  const { write } = field;
  if (write === undefined || nullable) return field;
  return {
    ...field,
    write: { ...write, parse: (raw, world, before) => write.parse(raw ?? '', world, before) },
  };
}

/** A choice that is read and written as the bare value (HTTP method, colour). */
export function bareChoice(name: string, values: readonly string[], fallback: string): Field {
  return column(name, { fallback }, (raw) => {
    if (typeof raw === 'string' && values.includes(raw)) return raw;
    throw new FieldProblem(`"${asText(raw)}" is not a valid choice.`);
  });
}
