import type { Inbox } from '../ports/inbox.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { WebhookSecrets } from './verify-signature.ts';

/** What the receiver needs; all of it is required, so that no limit is forgotten. */
export interface ReceiverOptions {
  readonly inbox: Inbox;
  readonly secrets: WebhookSecrets;
  /** The NetBox user Plumbline writes as; its events are dropped. */
  readonly ownUser: string;
  /** How long storing may take before the answer is 503. */
  readonly deadlineMs: number;
  /** Requests worked on at once; more are answered 503 and come again. Bounds memory: each may hold {@link BODY_LIMIT_BYTES}. */
  readonly maxInFlight: number;
  /** Told what became of each webhook, for diagnosis. */
  readonly deliveries: Pick<DeliveryLog, 'note'>;
  readonly log: Log;
  readonly meter: Meter;
}

/** Largest webhook body that is read; NetBox sends a few kilobytes. */
export const BODY_LIMIT_BYTES = 1_000_000;
