import { z } from 'zod';

/**
 * A choice as text, however this NetBox writes it: `{value, label}` for built-in choices and, from 4.7, for select custom
 * fields; plain text for the latter before 4.7. Choices are open: every NetBox may add its own.
 */
export const Choice = z.union([
  z.string(),
  z.object({ value: z.string() }).transform((choice) => choice.value),
]);
