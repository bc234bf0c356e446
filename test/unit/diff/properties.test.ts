import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { PLATFORMS, type Platform } from '../../../src/domain/platform.ts';
import { applyCommands } from '../../../src/diff/apply-commands.ts';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import { dangerousCommand } from '../../../src/diff/dangerous-commands.ts';
import { remediate } from '../../../src/diff/remediate.ts';
import { randomPair } from './random-configuration.ts';

function findings(platform: Platform, intended: string, live: string): readonly Finding[] {
  const comparison = compareConfigurations({
    platform,
    intended: { source: 'rendered', text: intended, scope: { kind: 'whole' }, provenance: [], warnings: [] },
    live,
    baseline: null,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

function plan(platform: Platform, live: string, wanted: string, chosen: readonly Finding[]) {
  const result = remediate({ platform, live, wanted, chosen });
  if (result.kind === 'cannot') throw new Error([result.reason, ...result.places].join('\n'));
  return result;
}

for (const platform of PLATFORMS) {
  describe(`any two configurations of one device on ${platform}`, () => {
    it('do not differ from themselves', () => {
      fc.assert(fc.property(randomPair(platform), ({ one }) => findings(platform, one, one).length === 0));
    });

    it('are led from one to the other exactly, and exactly back, without a command that is not safe', () => {
      fc.assert(
        fc.property(randomPair(platform), ({ one, other }) => {
          const found = findings(platform, other, one);
          const there = plan(platform, one, other, found);
          expect(findings(platform, other, there.resultText)).toEqual([]);
          const back = plan(platform, there.resultText, one, found);
          expect(findings(platform, one, back.resultText)).toEqual([]);
          for (const { command, path } of [...there.commands, ...back.commands]) {
            expect(dangerousCommand(platform, command)).toBeNull();
            expect([...path, command].join('')).not.toMatch(/[\r\n]/);
            expect(command).not.toMatch(/^no no /);
          }
        }),
        { numRuns: 150 },
      );
    });

    it('give the same plan each time, nothing more once it took effect, and what the simulator says', () => {
      fc.assert(
        fc.property(randomPair(platform), ({ one, other }) => {
          const found = findings(platform, other, one);
          const first = plan(platform, one, other, found);
          expect(plan(platform, one, other, [...found].reverse()).commands).toHaveLength(
            first.commands.length,
          );
          expect(plan(platform, one, other, found)).toEqual(first);
          expect(plan(platform, first.resultText, other, found).commands).toEqual([]);
          expect(applyCommands(platform, one, first.commands)).toBe(first.resultText);
        }),
        { numRuns: 60 },
      );
    });

    it('are led there by any part of a plan that is possible by itself, and nothing but that part changes', () => {
      fc.assert(
        fc.property(randomPair(platform), fc.integer(), ({ one, other }, seed) => {
          const found = findings(platform, other, one);
          const part = found.filter((_, index) => ((seed >>> (index % 31)) & 1) === 1);
          const result = remediate({ platform, live: one, wanted: other, chosen: part });
          if (result.kind === 'cannot') return;
          const left = findings(platform, other, result.resultText).map(({ path, key }) =>
            [...path, key].join('/'),
          );
          const rest = found
            .filter((finding) => !part.includes(finding))
            .map(({ path, key }) => [...path, key].join('/'));
          expect(left.sort()).toEqual(rest.sort());
        }),
        { numRuns: 100 },
      );
    });
  });
}
