import type { ChangeOrigin, UnitEnding } from '../domain/change.ts';
import type { Baseline } from '../domain/configuration.ts';
import type { AgedFinding, Finding } from '../domain/finding.ts';
import type { ChangeId, Instant, PlanHash, UnitId } from '../domain/ids.ts';
import type { ItemMark } from '../domain/item-mark.ts';
import type { LastChange, LiveReading } from '../domain/live.ts';
import type { Plan } from '../domain/plan.ts';
import type { ArmedTransaction } from '../domain/transaction.ts';
import type { Hold, UnitState } from '../domain/unit.ts';
import type { ItemName } from '../domain/configuration.ts';
import type { RefusedLogins } from './refused-logins.ts';

/**
 * What Plumbline remembers. Every method may run twice with the same arguments and leaves the same rows.
 * Configuration text (baseline, plan, snapshot, findings) is encrypted inside. Throws `store.unavailable`.
 */
export interface Store {
  readonly baselines: Baselines;
  readonly findings: Findings;
  readonly plans: Plans;
  readonly changes: Changes;
  readonly claims: Claims;
  readonly units: Units;
  readonly marks: Marks;
  readonly audit: Audit;
  readonly renders: Renders;
  readonly sweeps: Sweeps;
  readonly refusedLogins: RefusedLogins;
}

/** What NetBox rendered last, and when it was asked to. */
export interface KeptRender {
  readonly text: string;
  readonly begunAt: Instant;
}

export interface Renders {
  read(unitId: UnitId): Promise<KeptRender | null>;
  /** Keeps the text, unless something was kept or forgotten after NetBox was asked for it. */
  write(unitId: UnitId, render: KeptRender): Promise<void>;
  /** An edit touched these units at that time: whatever was asked for before says nothing about them any more. */
  forget(unitIds: readonly UnitId[], at: Instant): Promise<void>;
}

/** How far a sweep has come. `lookedAt` counts units out of scope too, `inLine` and `others` do not. */
export interface SweepProgress {
  readonly sweepId: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly units: number;
  readonly lookedAt: number;
  readonly inLine: number;
  readonly others: number;
}

export interface Sweeps {
  begin(sweepId: string, units: number, at: Instant): Promise<void>;
  /** A unit was looked at; null: it is not in scope. Nothing happens for an id that is no sweep. */
  note(sweepId: string, unitId: UnitId, state: UnitState | null): Promise<void>;
  end(sweepId: string, at: Instant): Promise<void>;
}

export interface Baselines {
  read(unitId: UnitId): Promise<Baseline | null>;
  /** Makes `baseline` the current one; the former stays as history. Unchanged content adds no row. */
  write(unitId: UnitId, baseline: Baseline, because: string, at: Instant): Promise<void>;
}

/** What a new look at a unit changed in its findings; first and last seen are kept per finding. */
export interface FindingsChange {
  readonly current: readonly AgedFinding[];
  readonly appeared: readonly AgedFinding[];
  readonly disappeared: readonly AgedFinding[];
}

export interface Findings {
  /** The open findings of a unit, in path order. */
  read(unitId: UnitId): Promise<readonly AgedFinding[]>;
  /**
   * Replaces the open findings. A finding is the same one while item, class and values stay the same; `firstSeen` survives,
   * and so does what the device told of its last change then. `lastChange` is what it tells in this look.
   */
  record(
    unitId: UnitId,
    findings: readonly Finding[],
    at: Instant,
    lastChange?: LastChange | null,
  ): Promise<FindingsChange>;
}

/** A plan that waits for approval. */
export interface WaitingPlan {
  readonly plan: Plan;
  /** The workflow that waits, to which an answer is sent on topic `approval`. */
  readonly workflowId: string;
  readonly until: Instant;
  readonly reason: string;
}

export interface Plans {
  save(plan: Plan): Promise<void>;
  read(hash: PlanHash): Promise<Plan | null>;
  /** Plans whose hash begins with `prefix` (at least 8 hex digits), newest first. */
  find(prefix: string): Promise<readonly Plan[]>;
  /**
   * Marks a saved plan as waiting until the instant given, in this workflow. False, and nothing marked, while another workflow
   * waits for the same plan and has no answer: void that wait first.
   */
  wait(
    hash: PlanHash,
    waiting: { readonly workflowId: string; readonly until: Instant; readonly reason: string },
  ): Promise<boolean>;
  /**
   * Settles what a waiting plan is answered; the first answer stands. True when it is this one: then, and only then, it is sent.
   * Giving the same answer again is true again, so that a step may run twice.
   */
  answer(hash: PlanHash, workflowId: string, answer: string): Promise<boolean>;
  /** The plan no longer waits in that workflow. A newer change may wait for the same plan: its wait stays. */
  settle(hash: PlanHash, workflowId: string): Promise<void>;
  /** Waiting plans of one unit, or of all. */
  waiting(unitId: UnitId | null): Promise<readonly WaitingPlan[]>;
}

export interface OpenChange {
  readonly changeId: ChangeId;
  readonly origin: ChangeOrigin;
  readonly units: readonly { readonly unitId: UnitId; readonly unitName: string }[];
  readonly at: Instant;
  /** Why its plans wait for an approval whatever the policy says; absent when they need not. */
  readonly needsApproval?: string | undefined;
}

export interface Changes {
  open(change: OpenChange): Promise<void>;
  /** Records how a unit's part ended; the first ending stands. Returns whether this call recorded it. */
  end(changeId: ChangeId, ending: UnitEnding, at: Instant): Promise<boolean>;
  /** Closes the change; units without an ending are an error of the caller. */
  close(changeId: ChangeId, at: Instant): Promise<void>;
  /**
   * Users whose edits of the unit came to nothing so far: all since the last change that ended applied or in line. Their
   * edits are part of what a new plan writes, so none of them may approve it.
   */
  unfinishedAuthors(unitId: UnitId): Promise<readonly string[]>;
  /** Why edits of the unit that came to nothing so far needed an approval, each reason once: a new plan writes them too. */
  neededApprovals(unitId: UnitId): Promise<readonly string[]>;
  /** Units of the change whose part has not ended; empty for an unknown change. */
  unended(changeId: ChangeId): Promise<readonly { readonly unitId: UnitId; readonly unitName: string }[]>;
  /**
   * Called inside an execution step before the first command of that attempt (1, 2, …). `first` is false when an earlier
   * run of the same attempt already came here: then the device may hold part of the plan, and `transaction` is the one that
   * run was about to arm.
   */
  beginWriting(
    changeId: ChangeId,
    unitId: UnitId,
    writing: { readonly attempt: number; readonly transaction: ArmedTransaction | null },
    at: Instant,
  ): Promise<{ readonly first: boolean; readonly transaction: ArmedTransaction | null }>;
  /** Keeps what was read before the first write; the first snapshot of a unit in a change stands. */
  saveSnapshot(changeId: ChangeId, unitId: UnitId, snapshot: LiveReading, at: Instant): Promise<void>;
  readSnapshot(changeId: ChangeId, unitId: UnitId): Promise<LiveReading | null>;
}

export type ClaimAnswer =
  { readonly kind: 'claimed' } | { readonly kind: 'taken'; readonly unitId: UnitId; readonly by: ChangeId };

/** Mutual exclusion between changes; kept until the whole change ended, across crashes. */
export interface Claims {
  /** The change that holds the unit now, or null. */
  holder(unitId: UnitId): Promise<ChangeId | null>;
  /** All units or none, in unit order; claiming again what the change already holds is `claimed`. */
  claim(changeId: ChangeId, unitIds: readonly UnitId[], at: Instant): Promise<ClaimAnswer>;
  /** Gives up the named units of this change, or all it holds. */
  release(changeId: ChangeId, unitIds: readonly UnitId[] | 'all'): Promise<void>;
}

export interface UnitRow {
  readonly unitId: UnitId;
  readonly name: string;
  readonly state: UnitState;
  readonly findings: number;
  readonly firstDrifted: Instant | null;
  readonly checkedAt: Instant | null;
  readonly hold: Hold | null;
  readonly note: string;
}

export interface Units {
  /** Notes the state a unit is in. Returns the state before, null on first contact. */
  setState(
    unitId: UnitId,
    name: string,
    state: UnitState,
    note: string,
    at: Instant,
  ): Promise<UnitState | null>;
  /** The state noted last, null before the first. */
  readState(unitId: UnitId): Promise<UnitState | null>;
  list(): Promise<readonly UnitRow[]>;
  readHold(unitId: UnitId): Promise<Hold | null>;
  hold(unitId: UnitId, name: string, hold: Hold): Promise<void>;
  /** Ends the hold; false when there was none. */
  releaseHold(unitId: UnitId): Promise<boolean>;
}

export interface Marks {
  read(unitId: UnitId): Promise<readonly ItemMark[]>;
  put(unitId: UnitId, marks: readonly ItemMark[]): Promise<void>;
  /** Removes the marks of the named items, or all of the unit. Returns how many. */
  clear(unitId: UnitId, items: readonly ItemName[] | 'all'): Promise<number>;
}

/** Append-only; the record behind the journal. */
export interface Audit {
  append(row: {
    readonly at: Instant;
    readonly who: string;
    readonly what: string;
    readonly unitId: UnitId | null;
    readonly changeId: string | null;
    readonly detail: string;
    /** Names the event, so that a repeated step adds no second row. */
    readonly key: string;
  }): Promise<void>;
}
