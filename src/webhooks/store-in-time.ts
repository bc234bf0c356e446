import { Fault } from '../domain/fault.ts';
import type { Delivery, Inbox } from '../ports/inbox.ts';

/**
 * Stores the delivery, or throws `store.unavailable` once `deadlineMs` have passed, whatever the inbox is doing: NetBox
 * holds one of its few workers while it waits. The inbox is told to abort; should it have stored all the same, the
 * repeated delivery is a duplicate.
 */
export async function storeInTime(
  inbox: Inbox,
  delivery: Delivery,
  deadlineMs: number,
): Promise<'stored' | 'duplicate'> {
  const abort = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const fault = new Fault(
      'store.unavailable',
      `Expected the webhook to be stored within ${deadlineMs} ms, it was not. Look at the database.`,
    );
    abort.abort(fault);
    late.reject(fault);
  }, deadlineMs);
  try {
    return await Promise.race([inbox.store(delivery, abort.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
