import type { StepRetry } from '../ports/steps.ts';

/** How a failed step is tried again: `tries` in all, the first gap, and what each gap is multiplied by, up to `maxGapMs`. */
export interface RetryPolicy {
  readonly tries: number;
  readonly firstGapMs: number;
  readonly growth: number;
  readonly maxGapMs: number;
}

export type RetryPolicies = Readonly<Record<StepRetry, RetryPolicy>>;

/**
 * | policy | for | tries | spread over |
 * |---|---|---|---|
 * | never | device writes: a repeated write is a decision of the pipeline, never of this table | 1 | – |
 * | reads | NetBox and device reads | 3 | 2 s |
 * | report | journal, state fields: NetBox may be down for maintenance | 40 | 5 h |
 */
export const RETRY_POLICIES: RetryPolicies = {
  never: { tries: 1, firstGapMs: 0, growth: 1, maxGapMs: 0 },
  reads: { tries: 3, firstGapMs: 500, growth: 3, maxGapMs: 5_000 },
  report: { tries: 40, firstGapMs: 1_000, growth: 2, maxGapMs: 600_000 },
};

/** The gap after the given failed try, counted from 1; null when it was the last one. */
export function gapAfter(policy: RetryPolicy, failedTry: number): number | null {
  if (failedTry >= policy.tries) return null;
  return Math.min(policy.firstGapMs * policy.growth ** (failedTry - 1), policy.maxGapMs);
}
