import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Baseline, Item, Scope } from '../../src/domain/configuration.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { canBeApplied } from '../../src/diff/can-be-applied.ts';
import { compareConfigurations } from '../../src/diff/compare.ts';
import { printCommands } from '../../src/diff/print-commands.ts';
import { readItems, type TextOrigin } from '../../src/diff/read-items.ts';
import { remediate } from '../../src/diff/remediate.ts';
import { frrPair } from '../unit/diff/random/frr.ts';
import { startScratchRouters, type ScratchRouter } from './scratch-router.ts';

/**
 * FRR judges the engine: every golden case and random pairs are loaded into a router, planned, sent as the driver sends them,
 * read back and rolled back. What the engine predicts must be what the router shows.
 */

/** How many random pairs; each takes about half a second. */
const PAIRS = Number(process.env['PLUMBLINE_FRR_PAIRS'] ?? 20);
/** The same pairs each time, so that a failure is one of this change; another number finds others. */
const SEED = Number(process.env['PLUMBLINE_FRR_SEED'] ?? 4);

interface Case {
  readonly name: string;
  readonly live: string;
  readonly intended: string;
  readonly baseline: string | null;
  readonly scope: Scope;
  /** The case is about a change for which there are no commands. */
  readonly isLeftToPeople: boolean;
}

const started = await startScratchRouters(2);
// A machine that cannot have one counts this as skipped and says why, and never as passed.
if (started.reason !== null) console.warn(`skipped: ${started.reason}`);

describe.skipIf(started.reason !== null)('the configuration engine, judged by a real FRR router', () => {
  const { routers } = started;
  if (routers === null) {
    it.skip('needs a router of scripts/frr-lab', () => undefined);
    return;
  }
  afterAll(() => routers.close());

  describe.concurrent('leads it where a golden case says, and back', () => {
    for (const golden of goldenCases()) it(golden.name, () => routers.use((router) => judge(router, golden)));
  });

  describe.concurrent(`leads it from one random configuration to another, and back (seed ${SEED})`, () => {
    const pairs = fc.sample(frrPair, { numRuns: PAIRS, seed: SEED });
    pairs.forEach(({ one, other }, index) => {
      const random = { live: one, intended: other, baseline: null, isLeftToPeople: false };
      const name = `pair ${index + 1} of ${PAIRS}`;
      it(name, () => routers.use((router) => judge(router, { name, ...random, scope: { kind: 'whole' } })));
    });
  });
});

async function judge(router: ScratchRouter, golden: Case): Promise<void> {
  const { live, intended, baseline, scope } = golden;
  await router.load(live, intended);
  const before = await router.read();
  expect(itemsOf(before), 'the router shows the live configuration of this case').toEqual(itemsOf(live));

  const findings = findingsOf(intended, before, baseline, scope);
  const chosen = findings.filter((finding) =>
    baseline === null ? canBeApplied('frr', scope, finding) : finding.class === 'pending',
  );
  const plan = remediate({ platform: 'frr', live: before, wanted: intended, chosen });
  if (plan.kind === 'cannot') {
    expect(golden.isLeftToPeople, `no plan: ${plan.places.join('\n')}\n${before}`).toBe(true);
    return;
  }
  const back = remediate({ platform: 'frr', live: plan.resultText, wanted: before, chosen });
  if (back.kind === 'cannot') throw new Error(`no way back: ${back.reason} ${back.places.join(', ')}`);
  const story = `${before}\nplan:\n${printCommands(plan.commands)}\nrollback:\n${printCommands(back.commands)}`;

  expect(await router.send(plan.commands), `refused\n${story}`).toBeNull();
  const after = await router.read();
  expect(itemsOf(after), `after the plan\n${story}\nshown:\n${after}`).toEqual(itemsOf(plan.resultText));
  const left = findingsOf(intended, after, baseline, scope).map(placeOf);
  const open = findings.filter((finding) => !chosen.includes(finding)).map(placeOf);
  expect(left, `still to be changed\n${story}\nshown:\n${after}`).toEqual(open);

  expect(await router.send(back.commands), `refused in the rollback\n${story}`).toBeNull();
  const restored = await router.read();
  expect(itemsOf(restored), `after the rollback\n${story}\nshown:\n${restored}`).toEqual(itemsOf(before));
}

function goldenCases(): readonly Case[] {
  const folder = join(import.meta.dirname, '../golden/frr');
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const optional = (file: string): string | null =>
        existsSync(join(folder, name, file)) ? readFileSync(join(folder, name, file), 'utf8') : null;
      return {
        name: name.replaceAll('-', ' '),
        live: optional('live.conf') ?? '',
        intended: optional('intended.conf') ?? '',
        baseline: optional('baseline.conf'),
        scope: scopeOf(optional('scope.txt')),
        isLeftToPeople: optional('plan.txt')?.startsWith('cannot') === true,
      };
    });
}

function scopeOf(text: string | null): Scope {
  if (text === null) return { kind: 'whole' };
  const lines = text.split('\n').filter((line) => line !== '');
  return lines[0] === 'model' ? { kind: 'model' } : { kind: 'sections', prefixes: lines };
}

function findingsOf(
  intended: string,
  live: string,
  baseline: string | null,
  scope: Scope,
): readonly Finding[] {
  const source = scope.kind === 'model' ? 'model' : 'rendered';
  const comparison = compareConfigurations({
    platform: 'frr',
    intended: { source, text: intended, scope, provenance: [], warnings: [] },
    live,
    baseline: baseline === null ? null : baselineOf(baseline, scope),
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

function baselineOf(text: string, scope: Scope): Baseline {
  const ground = { serial: null, platform: 'any', version: 'any', source: 'rendered', scope: 'any' } as const;
  return { v: 1, items: read(text, scope, 'intended'), unexplained: [], ground };
}

function placeOf({ path, key }: Pick<Item, 'path' | 'key'>): string {
  return [...path, key].join(' / ');
}

/** Items by name: the router prints lines in an order of its own. */
function itemsOf(text: string): ReadonlyMap<string, string> {
  const items = read(text, { kind: 'whole' }, 'live');
  return new Map(items.map((item) => [placeOf(item), item.line] as const).sort());
}

function read(text: string, scope: Scope, origin: TextOrigin): readonly Item[] {
  const result = readItems('frr', text, scope, origin);
  if (!result.ok) throw new Error(result.reason);
  return result.items;
}
