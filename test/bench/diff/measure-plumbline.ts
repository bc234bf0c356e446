import { alignNumbers } from '../../../src/diff/compare/align-numbers.ts';
import { findDifferences } from '../../../src/diff/compare/find-differences.ts';
import { readJunos } from '../../../src/diff/junos/read-junos.ts';
import { rulesOf } from '../../../src/diff/platforms/rules-of.ts';
import { prove } from '../../../src/diff/remediate.ts';
import { buildTarget, CHOOSE_ALL } from '../../../src/diff/remediation/build-target.ts';
import { planCommands } from '../../../src/diff/remediation/plan-commands.ts';
import type { ConfigSection } from '../../../src/diff/tree/config-node.ts';
import { readIndentedTree } from '../../../src/diff/tree/read-tree.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import type { MeasuredRun } from './measured-run.ts';

/** Compares two texts once with our engine, step by step; nothing is remembered from an earlier run but the rules. */
export function measurePlumbline(platform: Platform, live: string, intended: string): MeasuredRun {
  const rules = rulesOf(platform);
  const started = performance.now();
  const standing = read(platform, live);
  const wanted = alignNumbers(read(platform, intended), standing);
  findDifferences({ rules, scope: { kind: 'whole' }, intended: wanted, live: standing, baseline: null });
  const compared = performance.now();
  const target = buildTarget(rules, standing, wanted, CHOOSE_ALL);
  const { commands, refusals } = planCommands(rules, standing, target.top);
  const planned = performance.now();
  const { places } = prove(rules, standing, target.top, commands, refusals);
  return {
    treesMs: compared - started,
    remediationMs: planned - compared,
    selfCheckMs: performance.now() - planned,
    commands: commands.length,
    withoutCommands: places.length,
  };
}

function read(platform: Platform, text: string): ConfigSection {
  const tree = platform === 'juniper_junos' ? readJunos(text) : readIndentedTree(rulesOf(platform), text);
  if (!tree.ok) throw new Error(`cannot be read: ${tree.reason}`);
  return tree.top;
}
