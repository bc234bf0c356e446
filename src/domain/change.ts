import type { Ending } from './ending.ts';
import type { ChangeId, Instant, UnitId } from './ids.ts';

/** What started a change. */
export type ChangeOrigin = {
  readonly kind: 'edit' | 'order' | 'sweep';
  readonly user: string;
  readonly message: string;
  readonly time: Instant;
};

/** How one unit's part of a change ended; the name is kept because the device may be gone later. */
export type UnitEnding = {
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly ending: Ending;
};

/** The result of a change, counted by nobody but its readers: every unit stands in it exactly once. */
export type ChangeResult = {
  readonly changeId: ChangeId;
  readonly endings: readonly UnitEnding[];
};
