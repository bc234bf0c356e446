import type { ChangeOrigin, UnitEnding } from '../domain/change.ts';
import type { AgedFinding } from '../domain/finding.ts';
import type { ChangeId, Instant } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import type { SweepProgress, UnitRow } from './store.ts';

/** What pages, API and CLI may look at. */
export interface Queries {
  devices(): Promise<readonly (UnitRow & { readonly open: readonly AgedFinding[] })[]>;
  /** Newest first. */
  changes(limit: number): Promise<readonly ChangeRow[]>;
  /** One change with its plans, those of the same unit newest last; null when there is none of that id. */
  change(changeId: ChangeId): Promise<ChangeDetail | null>;
  /** The sweep of that id, or the last ones, newest first. */
  sweeps(sweepId: string | null): Promise<readonly SweepProgress[]>;
}

export interface ChangeRow {
  readonly changeId: ChangeId;
  readonly origin: ChangeOrigin;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly endings: readonly UnitEnding[];
  /** Names of units whose part has not ended. */
  readonly open: readonly string[];
}

export interface ChangeDetail extends ChangeRow {
  readonly plans: readonly Plan[];
}
