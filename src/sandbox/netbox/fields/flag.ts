import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { column } from './column.ts';

const TRUE = new Set<unknown>([true, 1, 'true', 'True', '1', 'yes', 'on', 't', 'y']);
const FALSE = new Set<unknown>([false, 0, 'false', 'False', '0', 'no', 'off', 'f', 'n']);

/** A boolean column. */
export function flag(name: string, fallback: boolean): Field {
  return column(name, { fallback }, (raw) => {
    if (TRUE.has(raw)) return true;
    if (FALSE.has(raw)) return false;
    throw new FieldProblem('Must be a valid boolean.');
  });
}
