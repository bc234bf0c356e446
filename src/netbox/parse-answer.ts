import type { z } from 'zod';
import { toFault } from './to-fault.ts';

/** The answer as the schema reads it; `netbox.bad-answer` names the place that does not fit, never its value. */
export function parseAnswer<T>(what: string, schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.');
  throw toFault(what, { kind: 'bad-answer', words: `${place}: ${issue?.message ?? 'does not fit'}` });
}
