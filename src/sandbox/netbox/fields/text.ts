import type { Field } from '../resource.ts';
import { FieldProblem } from '../rejection.ts';
import { column, type ColumnOptions } from './column.ts';

export interface TextOptions extends ColumnOptions {
  readonly max?: number;
  /** Empty text is refused, as for a name. */
  readonly filled?: boolean;
  /** A value must match; `words` is the answer otherwise. */
  readonly pattern?: { readonly matches: RegExp; readonly words: string };
}

/** A text column. NetBox strips blanks around it and takes numbers for text. */
export function text(name: string, options: TextOptions = {}): Field {
  const fallback = options.nullable === true ? null : '';
  return column(name, { fallback, ...options }, (raw) => {
    if (typeof raw !== 'string' && typeof raw !== 'number') throw new FieldProblem('Not a valid string.');
    const value = String(raw).trim();
    if (value === '' && options.filled === true) throw new FieldProblem('This field may not be blank.');
    if (value.includes('\0')) throw new FieldProblem('Null characters are not allowed.');
    if (options.max !== undefined && value.length > options.max) {
      throw new FieldProblem(`Ensure this field has no more than ${options.max} characters.`);
    }
    if (options.pattern !== undefined && value !== '' && !options.pattern.matches.test(value)) {
      throw new FieldProblem(options.pattern.words);
    }
    return value;
  });
}

/** A name: required, not empty, at most `max` characters. */
export function nameText(name: string, max = 100): Field {
  return text(name, { required: true, filled: true, max });
}

/** A slug: required; letters, digits, `-` and `_`. */
export function slugText(): Field {
  return text('slug', {
    required: true,
    filled: true,
    max: 100,
    pattern: {
      matches: /^[-\w]+$/,
      words: 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
    },
  });
}
