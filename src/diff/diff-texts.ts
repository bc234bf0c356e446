import type { Baseline, BaselineGround, Scope, Warning } from '../domain/configuration.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { Finding } from '../domain/finding.ts';
import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { canBeApplied } from './can-be-applied.ts';
import { checkText } from './check-text.ts';
import { findFindings } from './compare.ts';
import { lookoutOf } from './compare/scope-lookout.ts';
import { unknownLineWarnings } from './compare/unknown-lines.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { Refusal } from './remediation/operation.ts';
import { findContradiction } from './find-contradiction.ts';
import { readConfiguration, treeOrEmpty } from './tree/config-tree.ts';
import { readItems } from './read-items.ts';
import { planTexts } from './plan-texts.ts';

/** Two texts to compare, and the intended text of the last time they agreed, if any. */
export interface TextsToCompare {
  readonly platform: Platform;
  readonly live: string;
  readonly intended: string;
  readonly baseline: string | null;
  readonly scope: Scope;
}

/** One of the texts. */
export type TextSide = 'live' | 'intended' | 'baseline';

/**
 * What two texts differ in, the commands that bring live to intended, and the way back. Places for which no safe commands are
 * known are warnings `cannot-remediate`, and nothing is sent to them.
 * Not ok: comparing would be guessing. `side` names the text to blame, null when the message does.
 */
export type TextDiff =
  | {
      readonly ok: true;
      readonly inLine: boolean;
      readonly findings: readonly Finding[];
      readonly remediation: readonly Command[];
      readonly rollback: readonly Command[];
      readonly warnings: readonly Warning[];
    }
  | {
      readonly ok: false;
      readonly code: FaultCode;
      readonly message: string;
      readonly side: TextSide | null;
    };

/** Compares texts as files, without NetBox or a device. Refuses rather than guesses, and never returns a part of a plan. */
export function diffTexts(input: TextsToCompare): TextDiff {
  const { platform, live, intended, baseline, scope } = input;
  const problem = firstProblem(input);
  if (problem !== null) return problem;
  const before = baseline === null ? null : readBaseline(platform, baseline, scope);
  if (before?.ok === false) return notComparable(before.reason, 'baseline');
  const source = scope.kind === 'model' ? 'model' : 'rendered';
  const found = findFindings({
    platform,
    intended: { source, text: intended, scope, provenance: [], warnings: [] },
    live,
    baseline: before?.baseline ?? null,
    marks: [],
  });
  if (!found.ok) return notComparable(found.reason, null);
  const contradiction = contradictionIn(input);
  if (contradiction !== null) return contradiction;
  if (!hasItems(platform, intended, scope)) return nothingInScope();
  const { findings, classed } = found;
  const plan = planTexts({
    platform,
    live,
    intended,
    chosen: findings.filter((finding) => canBeApplied(platform, scope, finding)),
    isEverything: scope.kind === 'whole' && findings.every(({ class: is }) => is !== 'opaque'),
  });
  return {
    ok: true,
    inLine: findings.length === 0,
    findings,
    remediation: plan.commands,
    rollback: plan.reverse,
    warnings: [
      ...unknownLineWarnings(classed),
      ...findings.flatMap(warningsOf),
      ...plan.places.map(placeWarning),
    ],
  };
}

/** One of two values would win by the order of the lines; which one is true, the text does not say. */
function contradictionIn({ platform, live, intended, scope }: TextsToCompare): Unusable | null {
  const [standing, wanted] = [treeOrEmpty(platform, live), treeOrEmpty(platform, intended)];
  const { isWatched } = lookoutOf(rulesOf(platform), scope);
  const inLive = findContradiction(standing, wanted, isWatched);
  if (inLive !== null) return notComparable(inLive, 'live');
  const inIntended = findContradiction(wanted, standing, isWatched);
  return inIntended === null ? null : notComparable(inIntended, 'intended');
}

/** A scope that hits nothing of the intended text is a mistake; anything inside it will do. */
function hasItems(platform: Platform, intended: string, scope: Scope): boolean {
  const tree = readConfiguration(platform, intended, 'intended');
  const { isWatched } = lookoutOf(rulesOf(platform), scope);
  return tree.ok && [...tree.top.nodes.values()].some((node) => isWatched(node, []));
}

function placeWarning({ path, key, reason }: Refusal): Warning {
  return { code: 'cannot-remediate', message: `${key}: ${reason}`, path };
}

/** What a person must know before he sends the commands. */
function warningsOf({ path, key, class: reason }: Finding): readonly Warning[] {
  if (reason === 'opaque') {
    const message = `${key}: cannot be compared, because the device stores it in another form; no command is given for it`;
    return [{ code: 'cannot-compare', message, path }];
  }
  if (reason !== 'conflict') return [];
  return [
    {
      code: 'conflict',
      message: `${key}: changed on both sides since the baseline; the commands set what is intended`,
      path,
    },
  ];
}

type Unusable = Extract<TextDiff, { readonly ok: false }>;

function firstProblem({ platform, live, intended, baseline }: TextsToCompare): Unusable | null {
  const sides: readonly (readonly [TextSide, string | null])[] = [
    ['live', live],
    ['intended', intended],
    ['baseline', baseline],
  ];
  for (const [side, text] of sides) {
    const problem = text === null ? null : checkText(platform, text, side === 'live' ? 'live' : 'intended');
    if (problem !== null) return { ok: false, ...problem, side };
  }
  return null;
}

/** Only the items count here: a text has no ground that could move. */
const GROUND: BaselineGround = { serial: null, platform: '', version: '', source: 'rendered', scope: '' };

function readBaseline(
  platform: Platform,
  text: string,
  scope: Scope,
): { readonly ok: true; readonly baseline: Baseline } | { readonly ok: false; readonly reason: string } {
  const read = readItems(platform, text, scope, 'intended');
  if (!read.ok) return read;
  return { ok: true, baseline: { v: 1, items: read.items, unexplained: [], ground: GROUND } };
}

function notComparable(reason: string, side: TextSide | null): Unusable {
  return { ok: false, code: 'input.not-comparable', message: reason.replace(/\s*\n\s*/g, ' '), side };
}

/** A scope that hits nothing is a typing error, or an order to remove all that live has there: neither is obeyed. */
function nothingInScope(): Unusable {
  const message =
    'expected at least one line inside the scope, found none; check --scope, it names sections by their first words';
  return { ok: false, code: 'input.empty', message, side: 'intended' };
}
