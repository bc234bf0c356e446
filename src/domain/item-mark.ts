import type { ItemName } from './configuration.ts';
import type { ChangeId, Instant } from './ids.ts';

/** The system's stop on an item: undone by a rollback, or part of a failed change. Ends when `intended` changes or by release. */
export interface ItemMark extends ItemName {
  readonly kind: 'reverted' | 'quarantined';
  readonly intended: string | null;
  readonly changeId: ChangeId;
  readonly since: Instant;
  readonly reason: string;
}
