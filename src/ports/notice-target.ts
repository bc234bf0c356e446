import type { DeliveryResult, DueDelivery } from './outbox.ts';

/** A place notices go to. */
export interface NoticeTarget {
  /** Stored with each delivery: the same target has the same id after a restart. */
  readonly id: string;
  readonly kind: TargetKind;
  /** For logs and warnings; holds no secret. */
  readonly name: string;
  /** Longest time one delivery may take. */
  readonly deadlineMs: number;
  /**
   * Delivers, perhaps for the second time: the receiver must be able to tell. Throws a fault when it did not arrive.
   */
  deliver(due: DueDelivery): Promise<DeliveryResult>;
}

/** `bell`: a notification in NetBox for each user; `webhook`: one post for everybody. */
export type TargetKind = 'bell' | 'webhook';
