import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Baseline, BaselineGround, Item, Scope } from '../../src/domain/configuration.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { PLATFORMS, type Platform } from '../../src/domain/platform.ts';
import { alignNumbers } from '../../src/diff/compare/align-numbers.ts';
import { walkDifferences } from '../../src/diff/compare/walk-differences.ts';
import { rulesOf } from '../../src/diff/platforms/rules-of.ts';
import type { ConfigSection } from '../../src/diff/tree/config-node.ts';
import { readConfiguration } from '../../src/diff/tree/config-tree.ts';
import { canBeApplied } from '../../src/diff/can-be-applied.ts';
import { compareConfigurations } from '../../src/diff/compare.ts';
import { printCommands } from '../../src/diff/print-commands.ts';
import { readItems, type TextOrigin } from '../../src/diff/read-items.ts';
import { remediate, type Remediation } from '../../src/diff/remediate.ts';

/**
 * Every folder test/golden/<platform>/<case> is a test; README.md beside this file says what each file means.
 */
for (const platform of PLATFORMS) {
  describe(`golden ${platform}`, () => {
    const folder = join(import.meta.dirname, platform);
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      it(name.replaceAll('-', ' '), () => checkCase(platform, join(folder, name)));
    }
  });
}

function checkCase(platform: Platform, folder: string): void {
  const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const optional = (name: string): string | null => (existsSync(join(folder, name)) ? file(name) : null);
  const scope = scopeOf(optional('scope.txt'));
  const baseline = optional('baseline.conf');
  const live = file('live.conf');
  const findings = findingsOf(platform, scope, file('intended.conf'), live, baseline);
  expect(findings.map(describeFinding).join('')).toBe(file('findings.txt'));

  const chosen = findings.filter(
    (finding) => (baseline === null ? canBeApplied(platform, scope, finding) : finding.class === 'pending'),
  );
  const plan = remediate({ platform, live, wanted: file('intended.conf'), chosen });
  expect(describePlan(plan)).toBe(file('plan.txt'));
  if (plan.kind === 'cannot') return;
  expect(differences(platform, file('after.conf'), plan.resultText)).toEqual([]);

  const rollback = remediate({ platform, live: plan.resultText, wanted: live, chosen });
  expect(describePlan(rollback)).toBe(file('rollback.txt'));
  if (rollback.kind === 'cannot') throw new Error('a plan without a way back');
  expect(differences(platform, live, rollback.resultText)).toEqual([]);

  const sent = [...plan.commands, ...rollback.commands].map(({ command }) => command);
  for (const forbidden of (optional('must-not-appear.txt') ?? '').split('\n').filter((line) => line !== '')) {
    expect(sent.filter((command) => command.includes(forbidden))).toEqual([]);
  }
}

function findingsOf(
  platform: Platform,
  scope: Scope,
  intended: string,
  live: string,
  baseline: string | null,
): readonly Finding[] {
  const before: Baseline | null =
    baseline === null ? null : { v: 1, items: read(platform, baseline, scope, 'intended'), unexplained: [], ground: GROUND };
  const comparison = compareConfigurations({
    platform,
    intended: { source: scope.kind === 'model' ? 'model' : 'rendered', text: intended, scope, provenance: [], warnings: [] },
    live,
    baseline: before,
    marks: [],
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison.findings;
}

const GROUND: BaselineGround = { serial: null, platform: 'any', version: 'any', source: 'rendered', scope: 'any' };

/** `model`, or one section prefix per line; without a file everything counts. */
function scopeOf(text: string | null): Scope {
  if (text === null) return { kind: 'whole' };
  const lines = text.split('\n').filter((line) => line !== '');
  return lines[0] === 'model' ? { kind: 'model' } : { kind: 'sections', prefixes: lines };
}

function describeFinding(finding: Finding): string {
  const values = `intended: ${finding.intended ?? '-'} | live: ${finding.live ?? '-'}`;
  return `${finding.class} ${finding.kind} ${[...finding.path, finding.key].join(' / ')} | ${values}\n`;
}

function describePlan(plan: Remediation): string {
  if (plan.kind === 'commands') return printCommands(plan.commands);
  return `cannot: ${plan.reason}\n${plan.places.map((place) => `${place}\n`).join('')}`;
}

/** Every difference between two whole texts, the order of lines included where it means something. */
function differences(platform: Platform, wanted: string, got: string): readonly string[] {
  const [one, other] = [wanted, got].map((text) => treeOf(platform, text));
  if (one === undefined || other === undefined) return [];
  return walkDifferences(rulesOf(platform), alignNumbers(one, other), other).map(
    ({ path, key, wanted: line, live }) => `${[...path, key].join(' / ')}: ${line ?? '-'} | ${live ?? '-'}`,
  );
}

function treeOf(platform: Platform, text: string): ConfigSection {
  const read = readConfiguration(platform, text, 'live');
  if (!read.ok) throw new Error(read.reason);
  return read.top;
}

function read(platform: Platform, text: string, scope: Scope, origin: TextOrigin): readonly Item[] {
  const result = readItems(platform, text, scope, origin);
  if (!result.ok) throw new Error(result.reason);
  return result.items;
}
