import type { Notice, Recipient } from '../domain/notice.ts';

/**
 * What is still to be told. A notice is kept in the same breath as the verdict it tells of; finding out who is told, and
 * telling them, is tried apart from it for hours, by whichever process comes first. All times are the database's own.
 * Every method may run twice with the same arguments.
 */
export interface Outbox {
  /** Keeps a notice; the first of its id stands. */
  add(notice: Notice): Promise<void>;
  /** A notice nobody has been found for yet, for `holdMs` nobody else's; null when none is due. */
  takeUnaddressed(holdMs: number): Promise<Unaddressed | null>;
  /** Its deliveries; none means there is nobody to tell. */
  address(noticeId: string, deliveries: readonly Delivery[]): Promise<void>;
  /** Its recipients could not be found: another try later. */
  addressLater(noticeId: string, code: string, inMs: number): Promise<void>;
  /** The next delivery to this target, for `holdMs` nobody else's; null while none is due or the target has a pause. */
  takeDue(target: string, holdMs: number): Promise<DueDelivery | null>;
  /** It arrived, or never will; the target's pause ends when it arrived. */
  end(due: DueDelivery, result: DeliveryResult): Promise<void>;
  /** It did not arrive: another try later, and a pause for the whole target. */
  deliverLater(
    due: DueDelivery,
    code: string,
    pause: { readonly inMs: number; readonly targetMs: number },
  ): Promise<void>;
  /** Ends what has been waiting longer than this. Returns the target of each delivery, {@link RECIPIENTS} for a notice without. */
  giveUp(afterMs: number): Promise<readonly string[]>;
  /** What waits, by target; targets without trouble and without a delivery are left out. */
  backlog(): Promise<readonly TargetBacklog[]>;
}

export interface Unaddressed {
  readonly notice: Notice;
  readonly failures: number;
}

/** One notice on its way to one place. */
export interface Delivery {
  readonly target: string;
  /** Whose bell; empty where the target is told once for everybody. */
  readonly recipient: string;
  readonly recipients: readonly Recipient[];
}

export interface DueDelivery extends Delivery {
  readonly notice: Notice;
  readonly failures: number;
  readonly targetFailures: number;
  /** How long ago the notice was kept. */
  readonly ageMs: number;
}

/** `known`: it stood there already; `gone`: whom or what it concerns is gone. */
export type DeliveryResult = 'sent' | 'known' | 'gone';

/** The place of {@link TargetBacklog.target} for notices whose recipients could not be read. */
export const RECIPIENTS = 'recipients';

export interface TargetBacklog {
  readonly target: string;
  readonly waiting: number;
  readonly oldestMs: number;
  /** Since when it fails, and with which code; null while it does not. */
  readonly failing: { readonly forMs: number; readonly code: string } | null;
}
