import type { EditFacts, EditRef } from '../domain/edit.ts';
import type { Instant, UnitId } from '../domain/ids.ts';
import type { EditedObject } from '../domain/netbox-object.ts';

/** An edit whose changelog was not read yet. */
export interface IncompleteEdit {
  readonly requestId: string;
  readonly generation: number;
}

/** One generation of an edit that is due, with everything known of it. */
export interface DueEdit extends EditRef {
  readonly user: string;
  readonly message: string;
  readonly time: string;
  readonly objects: readonly EditedObject[];
  /** Why its plans wait for an approval whatever the policy says; absent when they need not. */
  readonly needsApproval?: string;
}

/** The edits between the receiver and the workflows. All times are the database's own. */
export interface Edits {
  /** Edits to complete from the changelog, oldest first, leaving out those tried within their back-off. */
  incomplete(limit: number): Promise<readonly IncompleteEdit[]>;
  /** Adds what the changelog says: objects, user, message. Objects already held change nothing. Null facts: the changelog has no row of that request. */
  complete(requestId: string, generation: number, facts: EditFacts | null): Promise<void>;
  /** Notes that completion failed, so that it is tried again later (0.5 s doubling to 30 s). */
  completionFailed(requestId: string, generation: number, code: string): Promise<void>;
  /**
   * Hands each due edit (complete, quiet for `quietMs` since the last new fact or waiting for `maxQuietMs`) to `start` under
   * `for update skip locked`, and marks it started in the same transaction once `start` returned. `start` must be idempotent.
   * Returns how many were started.
   */
  startDue(
    quiet: { readonly quietMs: number; readonly maxQuietMs: number; readonly limit: number },
    start: (edit: EditRef) => Promise<void>,
  ): Promise<number>;
  /** Everything known of one generation, or null. */
  read(ref: EditRef): Promise<DueEdit | null>;
  /**
   * Notes that the edit gets its units now. Returns those a newer, waiting edit is going to be planned for anyway: their part
   * of this edit has ended as superseded, and its author is among those of the newer plan.
   */
  beginInventory(ref: EditRef, unitIds: readonly UnitId[], at: Instant): Promise<readonly UnitId[]>;
  /** How many edits wait. */
  size(): Promise<number>;
}
