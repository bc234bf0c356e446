import { faultFactsOf, isRetryable } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Json } from '../domain/json.ts';
import type { RetryPolicy } from './retry-policies.ts';
import { gapAfter } from './retry-policies.ts';
import { assertPlainData } from './plain-data.ts';

/**
 * What a step leaves in the record. Failures are data too: an error that DBOS stores comes back without its class and
 * its cause, and after exhausted retries without its code.
 */
export type StepOutcome =
  | { readonly ok: true; readonly value?: Json }
  | { readonly ok: false; readonly name: string; readonly code: string | null; readonly message: string };

/**
 * Runs `work` under its retry policy and says how it ended. Tries again only for faults whose code says `later`.
 * `pause` waits between two tries; it may throw, which ends the step without an outcome.
 */
export async function outcomeOf(
  name: string,
  work: () => Promise<unknown>,
  policy: RetryPolicy,
  pause: (ms: number) => Promise<void>,
): Promise<StepOutcome> {
  for (let failed = 1; ; failed += 1) {
    try {
      const value = await work();
      assertPlainData(name, value);
      return value === undefined ? { ok: true } : { ok: true, value };
    } catch (thrown) {
      const gapMs = isRetryable(thrown) ? gapAfter(policy, failed) : null;
      if (gapMs === null) return failureOf(thrown);
      await pause(gapMs);
    }
  }
}

/** A failure as data: name, code and message of whatever was thrown, redacted, since it is stored in clear. */
export function failureOf(thrown: unknown): StepOutcome & { readonly ok: false } {
  const facts = faultFactsOf(thrown);
  const known = facts.code !== 'internal.unexpected';
  const name = thrown instanceof Error ? thrown.name : 'Error';
  return {
    ok: false,
    name,
    code: known ? facts.code : ownCodeOf(thrown),
    message: redactSecrets(facts.message),
  };
}

/** The value a step ended with, or the same plain error the first time and after every replay. */
export function valueOf(outcome: StepOutcome): Json | undefined {
  if (outcome.ok) return outcome.value;
  const error = new Error(outcome.message);
  error.name = outcome.name;
  throw outcome.code === null ? error : Object.assign(error, { code: outcome.code });
}

/** Codes of the system (`ECONNREFUSED`) are kept for the log; they are no fault codes. */
function ownCodeOf(thrown: unknown): string | null {
  const has = typeof thrown === 'object' && thrown !== null && 'code' in thrown;
  return has && typeof thrown.code === 'string' ? thrown.code : null;
}
