import { type FaultFacts, faultFactsOf } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';

export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FaultFacts };

/**
 * Turns a fault that escaped a step into a value. Faults are recognised by code, because a replay brings them back as
 * plain errors; whatever is no fault keeps travelling up, so that the watchdog sees it.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const fault = faultFactsOf(error);
    if (fault.code === 'internal.unexpected') throw error;
    return { ok: false, fault: { ...fault, message: redactSecrets(fault.message) } };
  }
}
