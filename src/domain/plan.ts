import type { Finding, IgnoredFinding } from './finding.ts';
import type { ChangeId, Instant, PlanHash, UnitId } from './ids.ts';
import type { Baseline, Scope, Warning } from './configuration.ts';
import type { Unit } from './unit.ts';

/** One line to send inside the sections named by `path`, outermost first. */
export interface Command {
  readonly path: readonly string[];
  readonly command: string;
}

/** How a plan can be undone: by the device's own timer, by our reverse commands, or not at all. */
export type Reversibility = 'timer' | 'commands' | 'one-way';

/** What a plan can influence beyond its own lines; decides what is watched after the write. */
export interface Influence {
  readonly interfaces: readonly string[];
  /** Those of them it shuts down or removes: that they are down afterwards is what was asked for. Absent in older plans. */
  readonly disables?: readonly string[];
  readonly routing: boolean;
}

/** Ordered commands for one unit, their reverse, their authors, and the hash that names them. Stored encrypted. */
export interface Plan {
  readonly v: 1;
  readonly hash: PlanHash;
  /** Like `hash`, without the unit: equal plans on equal units share it. */
  readonly commandsHash: string;
  readonly changeId: ChangeId;
  readonly unit: Unit;
  readonly createdAt: Instant;
  readonly authors: readonly string[];
  readonly commands: readonly Command[];
  readonly reverse: readonly Command[];
  readonly reversibility: Reversibility;
  readonly influence: Influence;
  /** Items this plan puts in line. */
  readonly applies: readonly Finding[];
  /** Findings of the unit it leaves alone. */
  readonly leaves: readonly Finding[];
  /** Findings the policy does not want to hear of; shown, and nothing else. */
  readonly ignored: readonly IgnoredFinding[];
  /** What the baseline becomes once the whole change ended applied and verified. */
  readonly nextBaseline: Baseline;
  readonly warnings: readonly Warning[];
  readonly intendedHash: string;
  readonly liveHash: string;
  readonly baselineHash: string;
  /** Live hash this plan leads to: what a read finds once every command took effect. */
  readonly resultHash: string;
}

/** The scope a plan was made in, as its baseline's ground records it. */
export function scopeOf(plan: Plan): Scope {
  return JSON.parse(plan.nextBaseline.ground.scope) as Scope;
}

/** A plan reduced to what may be shown in lists and stored in workflow rows: no configuration text. */
export interface PlanRef {
  readonly unitId: UnitId;
  readonly hash: PlanHash;
  readonly commands: number;
}
