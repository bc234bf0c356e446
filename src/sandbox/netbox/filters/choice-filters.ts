import type { Choices } from '../choices.ts';
import { badFilter } from '../rejection.ts';
import type { Filter } from '../resource.ts';
import { asText } from '../row.ts';

/** A choice field: any of the values; one NetBox does not know is refused. */
export function choiceFilters(name: string, choices: Choices): readonly Filter[] {
  const known = (parameter: string, values: readonly string[]): readonly string[] => {
    const wrong = values.find((value) => !(value in choices));
    if (wrong === undefined) return values;
    throw badFilter(parameter, `Select a valid choice. ${wrong} is not one of the available choices.`);
  };
  return [
    {
      name,
      build(values) {
        const wanted = known(name, values);
        return (row) => wanted.includes(asText(row.values[name]));
      },
    },
    {
      name: `${name}__n`,
      build(values) {
        const wanted = known(`${name}__n`, values);
        return (row) => !wanted.includes(asText(row.values[name]));
      },
    },
  ];
}

/** A boolean: `true` or `false`; anything else filters nothing. */
export function flagFilter(name: string, valueOf?: Filter['build']): Filter {
  return {
    name,
    build(values, world) {
      if (valueOf !== undefined) return valueOf(values, world);
      const wanted = truthOf(values);
      return (row) => wanted === null || row.values[name] === wanted;
    },
  };
}

/** What a boolean filter asks for; null when it asks for nothing. */
export function truthOf(values: readonly string[]): boolean | null {
  const value = values.at(-1)?.toLowerCase();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : null;
}
