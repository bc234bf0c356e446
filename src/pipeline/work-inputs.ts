import type { ChangeOrigin } from '../domain/change.ts';
import type { Ending } from '../domain/ending.ts';
import type { ChangeId, PlanHash, UnitId } from '../domain/ids.ts';
import type { Verdict } from '../guard/decide-plan.ts';
import type { UnitState } from '../domain/unit.ts';
import type { Lane } from './lane.ts';

/** What every unit's work of a change is told: who it is about, and why. Plain data; no configuration text. */
export type UnitTask = {
  readonly unitId: UnitId;
  readonly changeId: ChangeId;
  readonly origin: ChangeOrigin;
  readonly requestId: string | null;
  readonly generation: number;
  readonly lane?: Lane;
  /** Why the plans of this edit wait for an approval whatever the policy says. */
  readonly needsApproval?: string;
};

/** A plan that may be written now, or once somebody approves it. */
export type ReadyPlan = {
  readonly kind: 'ready';
  readonly unitName: string;
  readonly hash: PlanHash;
  readonly verdict: 'apply' | 'hold';
  readonly reasons: readonly string[];
};

/** A unit whose part is over before anything was written. `quiet`: nothing changed, so nobody is told. */
export type EndedEarly = {
  readonly kind: 'ended';
  readonly unitName: string;
  readonly hash: PlanHash | null;
  readonly ending: Ending;
  readonly quiet: boolean;
  /** What the device shows from now on, where the ending alone does not tell (`not managed`, `unreachable`). */
  readonly shows?: UnitState;
};

/** Nobody asked for this device, or it is gone: it is no part of the change. */
export type NoPart = { readonly kind: 'no-part'; readonly unitName: string };

export type ApplyTask = UnitTask & {
  readonly unitName: string;
  readonly hash: PlanHash;
  /** The hash a person approved, and who; null when the guards let the plan through by themselves. */
  readonly approval: { readonly hash: PlanHash; readonly by: string } | null;
};

/** A task whose plan passed pre-validation in this very run, with what the guards said about exactly that plan. */
export type WriteTask = ApplyTask & { readonly verdict: Verdict };

export type AppliedUnit = {
  readonly unitName: string;
  readonly hash: PlanHash;
  readonly ending: Ending;
  /** Something the plan cannot influence got worse meanwhile: the change goes on to no further unit. */
  readonly alarm: boolean;
};

/** What happened on the way, as the report tells it. */
export type ApplyStory = {
  readonly hash: PlanHash;
  readonly ending: Ending;
  /** Sentences about what was checked and found. */
  readonly checks: readonly string[];
  readonly alarm?: boolean;
};
