import { describe, expect, it } from 'vitest';
import type { AgedFinding, FindingClass } from '../../../../src/domain/finding.ts';
import { instantOf } from '../../../../src/domain/ids.ts';
import { factsOf } from '../../../../src/pipeline/story/state-facts.ts';

function finding(kind: FindingClass, day: number, place = `interface eth${String(day)}`): AgedFinding {
  return {
    ...{ path: [place], key: 'description', kind: 'changed', class: kind },
    ...{ intended: 'description a', live: 'description b', baseline: null, object: null },
    ...{ firstSeen: instantOf(Date.UTC(2026, 10, day)), lastSeen: instantOf(Date.UTC(2026, 10, 20)) },
  };
}

describe('what stands beside the state', () => {
  it('is no finding, no date and the reason when all is well', () => {
    expect(factsOf('in line', [], 'in line')).toEqual({
      findings: 0,
      firstDrifted: null,
      summary: '**in line**: in line',
    });
  });

  it('counts every finding, and dates the oldest that no edit and no rollback explains', () => {
    const facts = factsOf(
      'drift',
      [finding('pending', 1), finding('foreign', 7), finding('conflict', 5)],
      'x',
    );
    expect(facts).toMatchObject({ findings: 3, firstDrifted: instantOf(Date.UTC(2026, 10, 5)) });
    expect(
      factsOf('change pending', [finding('pending', 1), finding('reverted', 2)], 'x').firstDrifted,
    ).toBeNull();
  });

  it('names three places and counts the rest', () => {
    const { summary } = factsOf(
      'drift',
      [1, 2, 3, 4, 5].map((day) => finding('foreign', day)),
      'x',
    );
    expect(summary?.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(4);
    expect(summary).toContain('2 more');
  });

  it('keeps hostile text inert', () => {
    const evil = '<img src=x> [a](javascript:x) `b` | **c**';
    const { summary = '' } = factsOf('error', [finding('foreign', 1, evil)], evil);
    expect(summary.replace('**error**', '')).not.toMatch(/[<>`|*[\]]/);
  });
});
