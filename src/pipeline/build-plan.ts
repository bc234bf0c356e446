import { createHash } from 'node:crypto';

import { hashItems } from '../diff/hash-items.ts';
import { influenceOf, reversibilityOf } from '../diff/influence.ts';
import { readItems } from '../diff/read-items.ts';
import { remediate } from '../diff/remediate.ts';
import type { Finding } from '../domain/finding.ts';
import type { ChangeId, Instant, PlanHash } from '../domain/ids.ts';
import type { Command, Plan, Reversibility } from '../domain/plan.ts';
import { advanceBaseline } from './advance-baseline.ts';
import { type Assessed, openFindings } from './assess-unit.ts';

export interface PlanRequest {
  readonly changeId: ChangeId;
  readonly createdAt: Instant;
  readonly authors: readonly string[];
  readonly assessed: Assessed;
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** Nothing is pending; `findings` are what else differs. */
  | { readonly kind: 'nothing'; readonly findings: readonly Finding[] }
  /** The engine refuses to emit commands it cannot prove. */
  | { readonly kind: 'cannot'; readonly reason: string };

/** Makes the plan of all pending items of a unit, with its reverse and its hash (semantics.md 4). */
export function buildPlan(request: PlanRequest): PlanResult {
  const { assessed } = request;
  const { platform } = assessed.unit;
  const { findings } = assessed.comparison;
  const applies = findings.filter((finding) => finding.class === 'pending');
  if (applies.length === 0) return { kind: 'nothing', findings };
  const live = assessed.reading.configuration;
  const forward = remediate({ platform, live, wanted: assessed.intended.text, chosen: applies });
  if (forward.kind === 'cannot') return cannot(forward.reason, forward.places);
  const back = remediate({ platform, live: forward.resultText, wanted: live, chosen: applies });
  if (back.kind === 'cannot') return cannot(`no way back: ${back.reason}`, back.places);
  const result = readItems(platform, forward.resultText, assessed.intended.scope, 'live');
  if (!result.ok) return cannot(result.reason, []);
  const hashed = {
    commands: forward.commands,
    reverse: back.commands,
    resultHash: hashItems(result.items),
  };
  return { kind: 'plan', plan: completePlan(request, applies, hashed) };
}

function completePlan(
  { assessed, changeId, createdAt, authors }: PlanRequest,
  applies: readonly Finding[],
  made: {
    readonly commands: readonly Command[];
    readonly reverse: readonly Command[];
    readonly resultHash: string;
  },
): Plan {
  const { comparison, unit } = assessed;
  const leaves = comparison.findings.filter((finding) => finding.class !== 'pending');
  const { baselineHash, intendedHash, liveHash } = comparison;
  return {
    v: 1,
    hash: hashOf([unit.id, baselineHash, intendedHash, liveHash, made.commands]) as PlanHash,
    commandsHash: hashOf(made.commands),
    changeId,
    unit,
    createdAt,
    authors,
    ...made,
    reversibility: wayBackOf(assessed, made.commands),
    influence: influenceOf(unit.platform, made.commands),
    applies,
    leaves,
    ignored: assessed.ignored,
    nextBaseline: advanceBaseline({
      intendedItems: comparison.intendedItems,
      open: openFindings(assessed).filter((finding) => !applies.includes(finding)),
      previous: assessed.baseline,
      ground: assessed.ground,
    }),
    warnings: comparison.warnings,
    intendedHash,
    liveHash,
    baselineHash,
  };
}

/** What no command can bring back stays one-way even where the device reverts: after the confirmation nobody can. */
function wayBackOf({ unit, reading }: Assessed, commands: readonly Command[]): Reversibility {
  const byCommands = reversibilityOf(unit.platform, commands);
  return byCommands === 'commands' && reading.administration.selfRevert.can ? 'timer' : byCommands;
}

function cannot(reason: string, places: readonly string[]): PlanResult {
  const where = places.length === 0 ? '' : ` (${places.join('; ')})`;
  return { kind: 'cannot', reason: `cannot remediate safely: ${reason}${where}` };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
