import type { ItemName } from '../domain/configuration.ts';
import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { alignNumbers } from './compare/align-numbers.ts';
import { walkDifferences, type Difference } from './compare/walk-differences.ts';
import { settled } from './junos/settle.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { readComparable } from './read-items.ts';
import { buildTarget, chosenByName, type Chosen } from './remediation/build-target.ts';
import type { Refusal } from './remediation/operation.ts';
import { planCommands } from './remediation/plan-commands.ts';
import { simulate } from './simulation/simulate.ts';
import type { ConfigSection } from './tree/config-node.ts';
import { readConfiguration } from './tree/config-tree.ts';
import { printTree } from './tree/print-tree.ts';

/** Commands that were proved, and what they lead to; or why there are none, with every place at once. */
export type Remediation =
  | { readonly kind: 'commands'; readonly commands: readonly Command[]; readonly resultText: string }
  | { readonly kind: 'cannot'; readonly reason: string; readonly places: readonly string[] };

/** What is asked for: the items of `live` to bring to the state they have in `wanted` (absent there: removed). */
export interface RemediationRequest {
  readonly platform: Platform;
  readonly live: string;
  readonly wanted: string;
  readonly chosen: readonly ItemName[];
}

/**
 * Commands that bring the chosen items to the wanted state and change nothing else. Every result is simulated: it must lead to
 * exactly that, without a command the device would refuse; otherwise there are no commands at all. The way back is the same
 * call with `live` and `wanted` exchanged.
 */
export function remediate({ platform, live, wanted, chosen }: RemediationRequest): Remediation {
  const standing = readComparable(platform, live, 'live');
  if (!standing.ok) return { kind: 'cannot', reason: standing.reason, places: [] };
  const source = readConfiguration(platform, wanted, 'intended');
  if (!source.ok) return { kind: 'cannot', reason: source.reason, places: [] };
  const rules = rulesOf(platform);
  const result = remediateTrees(rules, standing.top, source.top, chosenByName(chosen));
  if (result.places.length > 0) {
    const reason = 'No commands are known that change this safely; change it by hand.';
    return { kind: 'cannot', reason, places: result.places.map(placeText) };
  }
  return { kind: 'commands', commands: result.commands, resultText: printTree(platform, result.top) };
}

/** The same on trees. `places` are those that cannot be brought there; the commands leave them alone only if there are none. */
export interface TreeRemediation {
  readonly commands: readonly Command[];
  readonly top: ConfigSection;
  readonly places: readonly Refusal[];
}

/** Plans and proves. */
export function remediateTrees(
  rules: PlatformRules,
  live: ConfigSection,
  wanted: ConfigSection,
  chosen: Chosen,
): TreeRemediation {
  const built = buildTarget(rules, live, alignNumbers(wanted, live), chosen);
  const target = rules.platform === 'juniper_junos' ? settled(built.top) : built.top;
  const { commands, refusals } = planCommands(rules, live, target);
  return { commands, ...prove(rules, live, target, commands, [...built.refusals, ...refusals]) };
}

/** Lets the simulator judge: what the commands lead to, and every place where that is not what was asked for. */
export function prove(
  rules: PlatformRules,
  live: ConfigSection,
  target: ConfigSection,
  commands: readonly Command[],
  refusals: readonly Refusal[],
): { readonly top: ConfigSection; readonly places: readonly Refusal[] } {
  const { top, refused } = simulate(rules, live, commands);
  const told = new Set(refusals.map(({ path, key }) => [...path, key].join('\n')));
  const blamed = new Set(refused.map(({ path, command }) => [...path, command].join('\n')));
  const wrong = walkDifferences(rules, alignNumbers(target, top), top).filter(
    ({ path, key, wantedNode }) =>
      !told.has([...path, key].join('\n')) && !blamed.has([...path, wantedNode?.text ?? ''].join('\n')),
  );
  return {
    top,
    places: [
      ...refusals,
      ...refused.map(({ path, command, reason }) => ({ path, key: command, reason })),
      ...wrong.map(wrongPlace),
    ],
  };
}

function wrongPlace({ path, key, wanted, live }: Difference): Refusal {
  return { path, key, reason: `wanted ${quoted(wanted)}, would be ${quoted(live)}` };
}

function quoted(line: string | null): string {
  return line === null ? 'nothing' : `"${line}"`;
}

function placeText({ path, key, reason }: Refusal): string {
  return `${[...path, key].join(' / ')}: ${reason}`;
}
