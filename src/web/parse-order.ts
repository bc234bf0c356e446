import { z } from 'zod';
import type { Order } from '../domain/order.ts';
import { ApiError } from './api-error.ts';

const MAX_DEVICES = 1_000;

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'expected one line without control characters');
const device = oneLine(100);
const devices = z.array(device).min(1).max(MAX_DEVICES);
const reason = oneLine(500);

const OrderBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('check'), devices }),
  z.strictObject({ kind: z.literal('plan'), devices }),
  z.strictObject({
    kind: z.literal('approve'),
    hash: z.string().regex(/^[0-9a-f]{8,64}$/, 'expected 8 to 64 lower-case hex digits'),
  }),
  z.strictObject({ kind: z.literal('hold'), device, reason }),
  z.strictObject({ kind: z.literal('release'), device, reason }),
  z.strictObject({ kind: z.literal('sweep') }),
  z.strictObject({ kind: z.literal('accept') }),
]);

const StopBody = z.strictObject({ reason });

/** The order a body holds; strict, so that a misspelt key is an error and not half an order. Throws 400 with the places. */
export function parseOrder(body: unknown): Order {
  return parse(OrderBody, body);
}

/** The reason for a stop. Throws 400. */
export function parseStopReason(body: unknown): string {
  return parse(StopBody, body).reason;
}

function parse<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new ApiError(400, 'wrong-shape', problems.join('; '));
}
