import type { Guard, GuardFacts } from './guard-facts.ts';
import { blockingFindingsGuard } from './guards/blocking-findings.ts';
import { dangerousCommandsGuard } from './guards/dangerous-commands.ts';
import { emptyIntendedGuard } from './guards/empty-intended.ts';
import { guardedPathsGuard } from './guards/guarded-paths.ts';
import { holdGuard } from './guards/hold.ts';
import { identityGuard } from './guards/identity.ts';
import { lockoutGuard } from './guards/lockout.ts';
import { netboxPinGuard } from './guards/netbox-pin.ts';
import { otherOperatorGuard } from './guards/other-operator.ts';
import { outerLimitsGuard } from './guards/outer-limits.ts';
import { removalsGuard } from './guards/removals.ts';
import { reversibilityGuard } from './guards/reversibility.ts';
import { rolloutGuard } from './guards/rollout.ts';
import { stageGuard } from './guards/stage.ts';
import { stopSwitchGuard } from './guards/stop-switch.ts';
import { unwatchedEditGuard } from './guards/unwatched-edit.ts';
import { unknownLinesGuard } from './guards/unknown-lines.ts';

/** All guards, in the order their reasons are told. */
export const GUARDS: readonly Guard[] = [
  stopSwitchGuard,
  netboxPinGuard,
  identityGuard,
  holdGuard,
  emptyIntendedGuard,
  dangerousCommandsGuard,
  blockingFindingsGuard,
  lockoutGuard,
  otherOperatorGuard,
  outerLimitsGuard,
  stageGuard,
  rolloutGuard,
  unwatchedEditGuard,
  reversibilityGuard,
  guardedPathsGuard,
  removalsGuard,
  unknownLinesGuard,
];

/** What the guards decided together. `refuse` wins over `hold`, `hold` over `apply`; all reasons of the winning kind are told. */
export type Verdict =
  | { readonly kind: 'apply' }
  | { readonly kind: 'hold'; readonly reasons: readonly string[] }
  | { readonly kind: 'refuse'; readonly reasons: readonly string[] };

/** Asks every guard. A guard that throws refuses: an unreadable rule never lets anything through. */
export function decidePlan(facts: GuardFacts, guards: readonly Guard[] = GUARDS): Verdict {
  const answers = guards.map((guard) => ask(guard, facts));
  const refusals = answers.filter((answer) => answer.kind === 'refuse').map((answer) => answer.reason);
  if (refusals.length > 0) return { kind: 'refuse', reasons: refusals };
  const holds = answers.filter((answer) => answer.kind === 'hold').map((answer) => answer.reason);
  if (holds.length > 0) return { kind: 'hold', reasons: holds };
  return { kind: 'apply' };
}

function ask(guard: Guard, facts: GuardFacts): ReturnType<Guard['decide']> {
  try {
    return guard.decide(facts);
  } catch (error) {
    return { kind: 'refuse', reason: `guard "${guard.name}" failed: ${String(error)}; report this` };
  }
}
