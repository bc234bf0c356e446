import type { Instant } from '../domain/ids.ts';

/** What became of one webhook, without its content. */
export interface DeliveryTrace {
  /** The NetBox request it came from; null where the body was not believed. */
  readonly requestId: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'dropped' | 'refused';
  /** Why it was dropped or refused. */
  readonly reason: string | null;
  readonly at: Instant;
}

/** The webhooks this process received last, for diagnosis only: they are lost with the process. */
export interface RecentDeliveries {
  /** What came of that request, oldest first. */
  of(requestId: string): readonly DeliveryTrace[];
  /** How many were refused since the start, and the last of them. */
  refused(): { readonly count: number; readonly last: DeliveryTrace | null };
}
