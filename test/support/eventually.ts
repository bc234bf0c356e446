import { vi } from 'vitest';

/** A machine may be busy for a while with something else; what never comes is told before the test's own time is over. */
const WITHIN_MS = 25_000;

/** Asks until the assertion holds. The time it may take decides nothing: it only ends the waiting for what never comes. */
export function eventually<T>(assertion: () => T | Promise<T>, intervalMs = 50): Promise<T> {
  return vi.waitFor(assertion, { timeout: WITHIN_MS, interval: intervalMs });
}
