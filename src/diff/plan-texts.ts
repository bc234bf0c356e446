import { itemIdOf, type Finding } from '../domain/finding.ts';
import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { remediateTrees, type TreeRemediation } from './remediate.ts';
import { CHOOSE_ALL, chosenByName, type Chosen } from './remediation/build-target.ts';
import type { Refusal } from './remediation/operation.ts';
import { treeOrEmpty } from './tree/config-tree.ts';

/** Two texts that are known to be readable, and what of their differences is to be brought from one to the other. */
export interface TextPlanRequest {
  readonly platform: Platform;
  readonly live: string;
  readonly intended: string;
  readonly chosen: readonly Finding[];
  /** True when `chosen` is every difference there is. */
  readonly isEverything: boolean;
}

/** Proved commands, their reverse, and the places they leave alone because nothing is known that is safe there. */
export interface TextPlan {
  readonly commands: readonly Command[];
  readonly reverse: readonly Command[];
  readonly places: readonly Refusal[];
}

/** How often a place is left out before the whole is given up. */
const ROUNDS = 4;

/**
 * Plans everything that can be proved. A place that cannot is left out with the findings of its section, and the rest is
 * planned and proved again without it.
 */
export function planTexts({ platform, live, intended, chosen, isEverything }: TextPlanRequest): TextPlan {
  const rules = rulesOf(platform);
  const standing = treeOrEmpty(platform, live);
  const wanted = treeOrEmpty(platform, intended);
  let left = chosen;
  let choice: Chosen = isEverything ? CHOOSE_ALL : chosenByName(left);
  const places: Refusal[] = [];
  for (let round = 0; round < ROUNDS && left.length > 0; round += 1) {
    const there = remediateTrees(rules, standing, wanted, choice);
    const back = there.places.length > 0 ? null : remediateTrees(rules, there.top, standing, choice);
    const wrong = [...there.places, ...(back?.places ?? [])];
    if (wrong.length === 0) return { commands: there.commands, reverse: reverseOf(back), places };
    places.push(...wrong);
    const kept = withoutPlaces(left, wrong);
    if (kept.length === left.length) break;
    left = kept;
    choice = chosenByName(left);
  }
  return { commands: [], reverse: [], places };
}

function reverseOf(back: TreeRemediation | null): readonly Command[] {
  return back?.commands ?? [];
}

/** Findings that are not in a place where something went wrong: the item itself where it is one, else its top-level section. */
function withoutPlaces(findings: readonly Finding[], places: readonly Refusal[]): readonly Finding[] {
  const ids = new Set(places.map(itemIdOf));
  const own = findings.filter((finding) => !ids.has(itemIdOf(finding)));
  const unnamed = places.filter(
    (place) => !findings.some((finding) => itemIdOf(finding) === itemIdOf(place)),
  );
  if (unnamed.length === 0) return own;
  const tops = new Set(
    unnamed.flatMap(({ path, key }) => [path[0] ?? key, path[0] ?? key.replace(/^no /, '')]),
  );
  return own.filter(
    ({ path, key, intended, live }) =>
      ![path[0] ?? key, path[0] ?? intended, path[0] ?? live].some((top) => top !== null && tops.has(top)),
  );
}
