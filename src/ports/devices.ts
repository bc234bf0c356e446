import type { Command, Plan } from '../domain/plan.ts';
import type { LiveReading } from '../domain/live.ts';
import type { PendingRevert, SelfRevert, Transaction } from '../domain/transaction.ts';
import type { Unit } from '../domain/unit.ts';

/**
 * What a read is for, which decides how it may be had.
 *
 * | purpose | session | while the device does not answer | after a refused login |
 * |---|---|---|---|
 * | `proof` | a new one: only that proves that the device can be managed | tried | not tried |
 * | `look` | may be one a former look left open | answered at once, `device.backing-off` | not tried |
 * | `order` | a new one | tried | tried once: a person asked |
 */
export type ReadPurpose = 'proof' | 'look' | 'order';

/** Reads a device with the read credential. Has no way to write. */
export interface DeviceReader {
  /**
   * One complete read, for a `proof` unless said otherwise, so that what decides how a change ended can never wait for a
   * breaker. Throws a `Fault` (`device.*`); an incomplete configuration is `device.incomplete`.
   */
  read(unit: Unit, signal: AbortSignal, purpose?: ReadPurpose): Promise<LiveReading>;
}

/** Proof that the guards let this plan be written now. Only `guard/` makes one. */
export interface WritePermit {
  readonly kind: 'write-permit';
  readonly plan: Plan;
}

/** Opens a session with the write credential; exists from phase 4 on and only for a permitted plan. */
export type OpenWriter = (permit: WritePermit, signal: AbortSignal) => Promise<DeviceWriter>;

/** One writing session. Nothing is retried. The caller closes it, whatever happened. */
export interface DeviceWriter {
  /** Whether this account on this device can have the device take back what nobody confirms. */
  selfRevert(): Promise<SelfRevert>;
  /** The change that waits for a confirmation on the device, or null. To be asked before {@link DeviceWriter.apply}. */
  pendingRevert(): Promise<PendingRevert | null>;
  /** Reads through the same session, for compare-and-swap right before the first command. */
  read(): Promise<LiveReading>;
  /**
   * Sends the commands in order, one line each through the wire gate, each answer checked, and stops at the first that is
   * not accepted. With a transaction the device is armed first, and nothing is sent before it shows the pending revert (where
   * the platform arms by committing: nothing is committed without the timer); the change then stands until it is confirmed,
   * reverted, or its time is over. `unknown`: the session was cut or fell silent; what the device did must be read, never assumed.
   */
  apply(commands: readonly Command[], transaction: Transaction | null): Promise<ApplyResult>;
  /** Makes the change of that transaction stay. To be called over a session that was opened after the change. */
  confirm(transaction: Transaction): Promise<ConfirmResult>;
  /** Has the device take back the change of that transaction now, by its own means. */
  revert(transaction: Transaction): Promise<ConfirmResult>;
  /** Saves running to startup configuration; true when the device confirmed it, false when it refused (with its words logged). */
  save(): Promise<boolean>;
  close(): Promise<void>;
}

export type ApplyResult =
  | { readonly kind: 'accepted' }
  /**
   * The device refused `command`, or with null the change as a whole (its commit). `stands`: `part` when what came before took
   * effect, `none` when the platform threw the whole change away.
   */
  | {
      readonly kind: 'refused';
      readonly sent: number;
      readonly command: Command | null;
      readonly answer: string;
      readonly stands: 'part' | 'none';
    }
  /** The wire gate refused `command` before anything was sent. */
  | { readonly kind: 'not-sent'; readonly command: Command; readonly answer: string }
  /** Somebody else holds the configuration; nothing was sent. */
  | { readonly kind: 'locked'; readonly answer: string }
  /** The device did not arm its revert; nothing was sent. */
  | { readonly kind: 'not-armed'; readonly answer: string }
  | { readonly kind: 'unknown'; readonly sent: number; readonly answer: string };

export type ConfirmResult =
  | { readonly kind: 'done' }
  /** No such change waits on the device: its time was over, or somebody else ended it. What stands must be read. */
  | { readonly kind: 'not-pending'; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string }
  | { readonly kind: 'unknown'; readonly answer: string };
