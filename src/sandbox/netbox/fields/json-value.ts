import type { Json } from '../../../domain/json.ts';
import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { asText, isRecord } from '../row.ts';
import { column, type ColumnOptions } from './column.ts';

/** Any JSON. `problem` looks at the value and answers what is wrong with it, or null. */
export function jsonValue(
  name: string,
  options: ColumnOptions = {},
  problem: (raw: Json) => string | null = () => null,
): Field {
  return column(name, options, (raw) => {
    const words = problem(raw);
    if (words !== null) throw new FieldProblem(words);
    return raw;
  });
}

/** A JSON object, or null where allowed. */
export function jsonObject(name: string, options: ColumnOptions = {}): Field {
  return jsonValue(name, options, (raw) =>
    isRecord(raw) ? null : 'JSON data must be in object form. Example: {"foo": 123}',
  );
}

/** A list of texts, each of which `allowed` must contain when it is given. */
export function textList(
  name: string,
  options: ColumnOptions & { readonly filled?: boolean; readonly allowed?: readonly string[] } = {},
): Field {
  return column(name, { fallback: [], ...options }, (raw) => {
    if (!Array.isArray(raw))
      throw new FieldProblem(`Expected a list of items but got type "${typeName(raw)}".`);
    const list = raw as readonly Json[];
    if (list.length === 0 && options.filled === true) throw new FieldProblem('This list may not be empty.');
    const wrong = list.flatMap((item, index) =>
      options.allowed !== undefined && !(typeof item === 'string' && options.allowed.includes(item))
        ? [[String(index), [`"${asText(item)}" is not a valid choice.`]] as const]
        : [],
    );
    if (wrong.length > 0) throw new FieldProblem(Object.fromEntries(wrong));
    return list;
  });
}

/** The name Python gives the type of a JSON value, as it stands in NetBox's messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'dict';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int' : 'float';
}
