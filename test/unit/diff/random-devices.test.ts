import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import { remediate } from '../../../src/diff/remediate.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import * as eos from './random/arista-eos.ts';
import * as ios from './random/cisco-ios.ts';

/** Generators written from vendor text, apart from the rules. */
const DEVICES = [
  {
    platform: 'cisco_ios',
    text: ios.iosText,
    pair: ios.iosPair,
    mutations: ios.iosMutations,
    respelled: ios.respelled,
  },
  {
    platform: 'arista_eos',
    text: eos.eosText,
    pair: eos.eosPair,
    mutations: eos.eosMutations,
    respelled: eos.respelled,
  },
] as const;

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

describe.each(DEVICES)(
  'random devices of $platform',
  ({ platform, text: device, pair, mutations, respelled }) => {
    it('do not differ from themselves, however they are spelled', () => {
      fc.assert(
        fc.property(device, (text) => {
          expect(findings(platform, text, text)).toEqual([]);
          expect(findings(platform, respelled(text), text)).toEqual([]);
        }),
        { numRuns: 40 },
      );
    });

    it('show every change of what they mean', () => {
      fc.assert(
        fc.property(device, fc.nat(), fc.constantFrom(...mutations), (text, at, mutation) => {
          const changed = mutation.apply(text, at);
          fc.pre(changed !== null && changed !== text);
          expect(findings(platform, changed, text), mutation.name).not.toEqual([]);
        }),
        { numRuns: 150 },
      );
    });

    it('are led from one to the other exactly, and exactly back', () => {
      fc.assert(
        fc.property(pair, ({ one, other }) => {
          const chosen = findings(platform, other, one);
          const there = remediate({ platform, live: one, wanted: other, chosen });
          if (there.kind === 'cannot') throw new Error(there.places.join('\n'));
          expect(findings(platform, other, there.resultText)).toEqual([]);
          expect(remediate({ platform, live: one, wanted: other, chosen })).toEqual(there);
          const back = remediate({ platform, live: there.resultText, wanted: one, chosen });
          if (back.kind === 'cannot') throw new Error(back.places.join('\n'));
          expect(findings(platform, one, back.resultText)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  },
);
