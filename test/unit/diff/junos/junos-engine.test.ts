import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/domain/finding.ts';
import { applyCommands } from '../../../../src/diff/apply-commands.ts';
import { compareConfigurations } from '../../../../src/diff/compare.ts';
import { dangerousCommand } from '../../../../src/diff/dangerous-commands.ts';
import { remediate } from '../../../../src/diff/remediate.ts';
import { junosMutants, junosPair, junosTwins } from '../random/juniper-junos.ts';

const PLATFORM = 'juniper_junos';

function findings(intended: string, live: string): readonly Finding[] {
  const comparison = compareConfigurations({
    platform: PLATFORM,
    intended: { source: 'rendered', text: intended, scope: { kind: 'whole' }, provenance: [], warnings: [] },
    live,
    baseline: null,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

function plan(live: string, wanted: string, chosen: readonly Finding[]) {
  const result = remediate({ platform: PLATFORM, live, wanted, chosen });
  if (result.kind === 'cannot') throw new Error([result.reason, ...result.places].join('\n'));
  return result;
}

describe('the engine on any two Junos configurations', () => {
  it('finds nothing between two forms of one configuration', () => {
    fc.assert(
      fc.property(junosTwins, ({ one, other }) => {
        expect(findings(one, other)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('leads from one to the other exactly, and exactly back, without a command that is not safe', () => {
    fc.assert(
      fc.property(junosPair, ({ one, other }) => {
        const found = findings(other, one);
        const there = plan(one, other, found);
        expect(findings(other, there.resultText)).toEqual([]);
        expect(applyCommands(PLATFORM, one, there.commands)).toBe(there.resultText);
        const back = plan(there.resultText, one, found);
        expect(findings(one, back.resultText)).toEqual([]);
        for (const { command } of [...there.commands, ...back.commands]) {
          expect(dangerousCommand(PLATFORM, command)).toBeNull();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('changes nothing but the part of a plan that was asked for', () => {
    fc.assert(
      fc.property(junosPair, fc.nat(), ({ one, other }, seed) => {
        const found = findings(other, one);
        const part = found.filter((_, index) => ((seed >>> (index % 29)) & 1) === 1);
        const result = remediate({ platform: PLATFORM, live: one, wanted: other, chosen: part });
        if (result.kind === 'cannot') return;
        const places = (list: readonly Finding[]) => list.map(({ path, key }) => [...path, key].join(' / '));
        const left = new Set(places(findings(other, result.resultText)));
        for (const place of left) expect(places(found)).toContain(place);
        // An item inside a section that was asked to go, or to come, goes and comes with it.
        for (const { path, key, kind } of part) {
          if (kind !== 'order') expect(left).not.toContain([...path, key].join(' / '));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds every change that means something', () => {
    fc.assert(
      fc.property(junosMutants, ({ one, other }) => {
        expect(findings(other, one)).not.toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
