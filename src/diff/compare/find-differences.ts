import type { Baseline, Scope } from '../../domain/configuration.ts';
import type { Finding, FindingClass, FindingKind } from '../../domain/finding.ts';
import { classify } from '../classify.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { ConfigSection } from '../tree/config-node.ts';
import { createBaselineValues, type BaselineValues } from './baseline-values.ts';
import { lookoutOf } from './scope-lookout.ts';
import { walkDifferences, type Difference } from './walk-differences.ts';

/** What is compared. `baseline` is null when none is valid. */
export interface Sides {
  readonly rules: PlatformRules;
  readonly scope: Scope;
  readonly intended: ConfigSection;
  readonly live: ConfigSection;
  readonly baseline: Pick<Baseline, 'items' | 'unexplained'> | null;
}

/** A finding before its NetBox object is known, and the difference it was made from. */
export interface ClassedDifference {
  readonly finding: Omit<Finding, 'object'>;
  readonly difference: Difference;
}

/** Every item whose live value is not the intended one, with its class; intended items first, in the order of their text. */
export function findDifferences(sides: Sides): readonly ClassedDifference[] {
  const { rules, scope, intended, live, baseline } = sides;
  const known = createBaselineValues(baseline);
  return walkDifferences(rules, intended, live, lookoutOf(rules, scope)).flatMap((difference) => {
    if (isNobodysBusiness(difference, scope, known)) return [];
    const { path, key, wanted, live: line } = difference;
    const before = known.lineOf(difference);
    const byValues = classify({ intended: wanted, live: line, baseline: before });
    if (byValues === null) return [];
    const finding = {
      path,
      key,
      kind: kindOf(difference),
      class: refine(difference, byValues, sides),
      intended: wanted,
      live: line,
      baseline: before ?? null,
    };
    return [{ finding, difference }];
  });
}

/** What nobody asked for and nobody may judge: hardware that a text does not mention, an attribute NetBox leaves open. */
function isNobodysBusiness(difference: Difference, scope: Scope, known: BaselineValues): boolean {
  const { wantedNode, liveNode, is, path } = difference;
  if (is === 'header') {
    // A part of a thing NetBox knows, which it has no opinion on (`family ethernet-switching` of a port without VLANs).
    if (scope.kind === 'model' && wantedNode === null && liveNode?.rule?.model === 'attribute') return true;
    const rule = liveNode?.section;
    if (wantedNode !== null) return false;
    if (scope.kind === 'model') return rule?.model === 'asked';
    return rule?.presence === 'permanent' && rule.model === true;
  }
  if (scope.kind !== 'model' || wantedNode !== null) return false;
  if ((known.lineOf(difference) ?? null) !== null) return false;
  const model = liveNode?.rule?.model;
  return model === 'attribute' || (model === 'listed' && !known.holdsIn(path, `${liveNode?.key ?? ''} `));
}

function kindOf({ is, wanted, live }: Difference): FindingKind {
  if (is === 'order') return 'order';
  if (live === null) return 'missing';
  return wanted === null ? 'extra' : 'changed';
}

/** Classes that the three values alone do not tell. */
function refine(difference: Difference, byValues: FindingClass, { rules, scope }: Sides): FindingClass {
  const { wanted, live, is, wantedNode, liveNode } = difference;
  const areBlobs = [wantedNode, liveNode].every((node) => node !== null && node.blob !== null);
  const blobRule = rules.blobs.find(({ start }) => wantedNode !== null && start.test(wantedNode.text));
  const isUnwritable = areBlobs && blobRule?.write === null;
  // One side shows what the device made of a secret, the other what it was told: nobody can compare them.
  const made = [wanted, live].map((line) => line !== null && rules.rewritten.some((form) => form.test(line)));
  const isRewritten = wanted !== null && live !== null && made[0] !== made[1];
  if (isRewritten || isUnwritable) return 'opaque';
  // An interface that NetBox deleted is somebody's decision to make, never a removal that follows by itself.
  const isForgotten = scope.kind === 'model' && wanted === null && is === 'header';
  return isForgotten && byValues === 'pending' ? 'foreign' : byValues;
}
