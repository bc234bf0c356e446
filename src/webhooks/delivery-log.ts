import { instantOf } from '../domain/ids.ts';
import type { DeliveryTrace, RecentDeliveries } from '../ports/deliveries.ts';

/** Enough to find one's own save among a storm of others; a few kilobytes. */
const KEPT = 500;

/** Remembers the last webhooks for `plumbline doctor`. */
export interface DeliveryLog extends RecentDeliveries {
  note(trace: Omit<DeliveryTrace, 'at'>): void;
}

/** An empty log. */
export function createDeliveryLog(): DeliveryLog {
  const kept: DeliveryTrace[] = [];
  let count = 0;
  let last: DeliveryTrace | null = null;
  return {
    note(trace) {
      const noted = { ...trace, at: instantOf(Date.now()) };
      if (trace.outcome === 'refused') {
        // Anybody can make us refuse: what is refused is counted and must not push the others out.
        count += 1;
        last = noted;
        return;
      }
      kept.push(noted);
      if (kept.length > KEPT) kept.shift();
    },
    of: (requestId) => kept.filter((one) => one.requestId === requestId),
    refused: () => ({ count, last }),
  };
}
