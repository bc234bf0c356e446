import { expect, test } from 'vitest';
import { gapAfter, RETRY_POLICIES } from '../../../src/workflows/retry-policies.ts';
import type { RetryPolicy } from '../../../src/workflows/retry-policies.ts';

function gapsOf(policy: RetryPolicy): readonly number[] {
  const gaps: number[] = [];
  for (let failed = 1; ; failed += 1) {
    const gap = gapAfter(policy, failed);
    if (gap === null) return gaps;
    gaps.push(gap);
  }
}
const total = (policy: RetryPolicy): number => gapsOf(policy).reduce((sum, gap) => sum + gap, 0);

test('a device write is never repeated', () => {
  expect(gapsOf(RETRY_POLICIES.never)).toEqual([]);
});

test('a read is tried three times within seconds', () => {
  expect(gapsOf(RETRY_POLICIES.reads)).toEqual([500, 1_500]);
});

test('a report is tried for hours, with growing gaps of at most ten minutes', () => {
  const gaps = gapsOf(RETRY_POLICIES.report);
  expect(total(RETRY_POLICIES.report)).toBeGreaterThan(4 * 3_600_000);
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
  expect(Math.max(...gaps)).toBe(600_000);
});
