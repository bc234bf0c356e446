import { FieldProblem } from '../rejection.ts';
import type { Field } from '../resource.ts';
import { column, type ColumnOptions } from './column.ts';

/** A whole number between the bounds; digits in a string are taken, as NetBox does. */
export function integer(
  name: string,
  options: ColumnOptions & { readonly min?: number; readonly max?: number } = {},
): Field {
  return column(name, options, (raw) => {
    const value = typeof raw === 'string' && /^-?\d+$/.test(raw.trim()) ? Number(raw) : raw;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new FieldProblem('A valid integer is required.');
    }
    if (options.min !== undefined && value < options.min) {
      throw new FieldProblem(`Ensure this value is greater than or equal to ${options.min}.`);
    }
    if (options.max !== undefined && value > options.max) {
      throw new FieldProblem(`Ensure this value is less than or equal to ${options.max}.`);
    }
    return value;
  });
}
