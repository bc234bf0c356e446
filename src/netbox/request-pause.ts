/** The time until which NetBox asked for no further request, shared by all requests of one client. */
export interface RequestPause {
  /** Notes `Retry-After` of a 429 or 503 answer; a 429 without one pauses for a second. */
  note(status: number, retryAfter: string | null): void;
  /** Milliseconds still to wait; 0 when requests may be sent. */
  remainingMs(): number;
}

const UNSAID_MS = 1_000;
/** A Retry-After beyond this is a mistake or an attack; it must not silence Plumbline for a day. */
const LONGEST_MS = 10 * 60_000;

/** A pause that has not begun. */
export function createRequestPause(): RequestPause {
  let until = 0;
  return {
    note(status, retryAfter) {
      if (status !== 429 && !(status === 503 && retryAfter !== null)) return;
      const asked = retryAfter === null ? UNSAID_MS : parseRetryAfter(retryAfter, Date.now());
      until = Math.max(until, Date.now() + Math.min(asked ?? UNSAID_MS, LONGEST_MS));
    },
    remainingMs() {
      return Math.max(0, until - Date.now());
    },
  };
}

/** Milliseconds a Retry-After header asks for (seconds, or an HTTP date), or null when it is neither. */
export function parseRetryAfter(header: string, now: number): number | null {
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  // Date.parse takes nearly anything for a date, "-5" included.
  const date = /\d GMT$/.test(header.trim()) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
