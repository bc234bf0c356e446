import type { Instant, UnitId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal-entry.ts';
import type { UnitState } from '../domain/unit.ts';

/** What engineers see in NetBox. Both methods may be called again for the same event and leave one trace. */
export interface Journal {
  /** Posts the entry unless one with its marker exists; afterwards at most one exists. Secrets are redacted on the way out. Nothing happens when the device is gone (told by `false`). */
  write(entry: JournalEntry): Promise<boolean>;
  /**
   * Shows the state and what is known beside it on the device; sends nothing when all of it already stands there. Fields
   * somebody deleted in NetBox are told once, in a journal, and left out. False when the device is gone.
   */
  showState(unitId: UnitId, state: UnitState, facts?: StateFacts): Promise<boolean>;
}

/** What stands beside the state on a device. What is absent stays as it is shown. */
export interface StateFacts {
  /** In how many places the device differs. */
  readonly findings?: number;
  /** Since when the oldest difference stands that no edit explains; null when there is none. */
  readonly firstDrifted?: Instant | null;
  /** Markdown of a few lines whose values are already encoded. */
  readonly summary?: string;
  /** The change that is told. */
  readonly changeId?: string;
}
