import type { Hint } from '../domain/edit.ts';

/** Where the receiver leaves what it got. Knows nothing of workflows. */
export interface Inbox {
  /**
   * Writes the delivery and its edit in one transaction and returns once both are committed.
   * `duplicate`: the same bytes were stored before; nothing changes.
   * Throws `store.unavailable`; aborts its transaction when `signal` fires.
   */
  store(delivery: Delivery, signal: AbortSignal): Promise<'stored' | 'duplicate'>;
}

export interface Delivery {
  /** SHA-256 of the raw body, hex: names the delivery, since NetBox sends no delivery id. */
  readonly id: string;
  readonly body: Buffer;
  readonly hint: Hint;
}
