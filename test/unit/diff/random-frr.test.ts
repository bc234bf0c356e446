import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { applyCommands } from '../../../src/diff/apply-commands.ts';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import { remediate, type Remediation } from '../../../src/diff/remediate.ts';
import { frrMutation, frrPair, frrText, respelledFrr } from './random/frr.ts';

/** What a real router makes of such pairs is judged by test/frr/configuration-engine.test.ts. */

function findings(intended: string, live: string): readonly Finding[] {
  const comparison = compareConfigurations({
    platform: 'frr',
    intended: { source: 'rendered', text: intended, scope: { kind: 'whole' }, provenance: [], warnings: [] },
    live,
    baseline: null,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

function lead(live: string, wanted: string, chosen: readonly Finding[]): Remediation {
  return remediate({ platform: 'frr', live, wanted, chosen });
}

describe('random FRR routers', () => {
  it('do not differ from themselves, however they are spelled', () => {
    fc.assert(
      fc.property(frrText, (text) => {
        expect(findings(text, text)).toEqual([]);
        expect(findings(respelledFrr(text), text)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('show every change of what they mean', () => {
    fc.assert(
      fc.property(frrMutation, ({ one, other }) => {
        expect(findings(other, one)).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('are led from one to the other exactly, and exactly back, all but one in a hundred', () => {
    const runs = 100;
    let left = 0;
    fc.assert(
      fc.property(frrPair, ({ one, other }) => {
        const chosen = findings(other, one);
        const there = lead(one, other, chosen);
        const back = there.kind === 'cannot' ? there : lead(there.resultText, one, chosen);
        if (there.kind === 'cannot' || back.kind === 'cannot') {
          left += 1;
          return;
        }
        expect(findings(other, there.resultText)).toEqual([]);
        expect(findings(one, back.resultText)).toEqual([]);
        expect(lead(one, other, chosen)).toEqual(there);
        expect(applyCommands('frr', one, there.commands)).toBe(there.resultText);
      }),
      { numRuns: runs },
    );
    expect(left).toBeLessThanOrEqual(runs / 100);
  });
});
