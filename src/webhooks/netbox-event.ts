import { z } from 'zod';

/** Request ids become part of workflow ids, so their alphabet is bounded. NetBox uses UUIDs. */
const RequestId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const UserName = z
  .string()
  .min(1)
  .max(150)
  .regex(/^\P{Cc}*$/u);
const Id = z.int().positive();

/**
 * What is read first of any event NetBox can send, of NetBox 4.6 (`username`, `request_id` beside `request`) and 4.7
 * (`request` only). Enough to decide whether the event concerns Plumbline at all.
 */
export const EventEnvelope = z.object({
  event: z.string().max(100),
  object_type: z.string().max(100),
  timestamp: z
    .string()
    .max(64)
    .refine((text) => !Number.isNaN(Date.parse(text)), 'expected a date and time'),
  request: z.object({ id: RequestId, user: UserName.nullish() }).nullish(),
  username: UserName.nullish(),
  request_id: RequestId.nullish(),
  data: z.unknown().optional(),
  snapshots: z.object({ prechange: z.unknown().optional(), postchange: z.unknown().optional() }).nullish(),
  /** Filled by plugins; the branching plugin says here in which branch the edit was made. */
  context: z.object({ active_branch: z.unknown().optional() }).nullish(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** The fields used of an edited object, of any subscribed type. */
export const EventObject = z.object({
  id: Id,
  display: z.string().nullish(),
  name: z.string().nullish(),
  address: z.string().nullish(),
  device: z.object({ id: Id }).nullish(),
  assigned_object_type: z.string().nullish(),
  assigned_object_id: Id.nullish(),
  assigned_object: z.object({ device: z.object({ id: Id }).nullish() }).nullish(),
});
export type EventObject = z.infer<typeof EventObject>;

/** What an address was assigned to; snapshots name the type by a number of that NetBox's own. */
export const AddressSnapshot = z.object({
  assigned_object_type: z.int().nullish(),
  assigned_object_id: Id.nullish(),
});

/** The first problems of a failed parse, with their place, without quoting values. */
export function problemsOf(error: z.ZodError, root: string): string {
  return error.issues
    .slice(0, 5)
    .map(
      (issue) => `${[root, ...issue.path.map(String)].filter(Boolean).join('.') || 'body'}: ${issue.message}`,
    )
    .join('; ');
}
