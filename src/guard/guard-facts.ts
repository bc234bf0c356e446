import type { LiveReading } from '../domain/live.ts';
import type { Plan } from '../domain/plan.ts';
import type { Limits, Policy } from '../domain/policy.ts';
import type { Hold } from '../domain/unit.ts';

/** Everything a guard may look at. No field is optional: a fact nobody gathered must not look like a fact that is fine. */
export interface GuardFacts {
  readonly plan: Plan;
  readonly policy: Policy;
  readonly limits: Limits;
  readonly reading: LiveReading;
  readonly hold: Hold | null;
  readonly stopReason: string | null;
  /** Why NetBox may be another one than the worker serves, or our own database outdated; null without doubt. */
  readonly netboxDoubt: string | null;
  /** Why edits this plan carries out need an approval, whatever the policy says. */
  readonly neededApprovals: readonly string[];
  /** Interfaces NetBox says carry the management address; null when NetBox does not tell. */
  readonly managementInterfaces: readonly string[] | null;
}

/** What one guard says. `hold` waits for an approval; `refuse` ends the unit's part untouched. */
export type GuardAnswer =
  | { readonly kind: 'pass' }
  | { readonly kind: 'hold'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** A named check that can refuse or hold a plan, with a reason an engineer can act on. */
export interface Guard {
  readonly name: string;
  readonly decide: (facts: GuardFacts) => GuardAnswer;
}

export const PASS: GuardAnswer = { kind: 'pass' };

export function hold(reason: string): GuardAnswer {
  return { kind: 'hold', reason };
}

export function refuse(reason: string): GuardAnswer {
  return { kind: 'refuse', reason };
}
