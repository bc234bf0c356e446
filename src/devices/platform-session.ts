import type { LiveReading } from '../domain/live.ts';
import type { Command } from '../domain/plan.ts';
import type { PendingRevert, SelfRevert, Transaction } from '../domain/transaction.ts';
import type { ApplyResult, ConfirmResult } from '../ports/devices.ts';
import type { Log } from '../ports/log.ts';
import type { SessionLimits, SessionTimeouts } from './device-options.ts';
import type { SshConnection } from './ssh-connection.ts';

/** A logged-in session that speaks one platform's command line. */
export interface PlatformSession {
  /** Throws `device.*`; `device.incomplete` when the device does not show everything. */
  read(): Promise<LiveReading>;
  /** See `DeviceWriter.selfRevert`. */
  selfRevert(): Promise<SelfRevert>;
  /** See `DeviceWriter.pendingRevert`. */
  pendingRevert(): Promise<PendingRevert | null>;
  /** Commands have passed the wire gate. See `DeviceWriter.apply`. */
  apply(commands: readonly Command[], transaction: Transaction | null): Promise<ApplyResult>;
  /** See `DeviceWriter.confirm`. */
  confirm(transaction: Transaction): Promise<ConfirmResult>;
  /** See `DeviceWriter.revert`. */
  revert(transaction: Transaction): Promise<ConfirmResult>;
  /** See `DeviceWriter.save`. */
  save(): Promise<boolean>;
  /** Says goodbye as the platform wants it, as far as that is possible. Never throws. */
  leave(): Promise<void>;
}

/** What a driver is given. */
export interface SessionContext {
  readonly connection: SshConnection;
  readonly limits: SessionLimits;
  readonly timeouts: SessionTimeouts;
  readonly enableSecret: string | null;
  /** User names Plumbline logs in to this device with, to read and to write: a change of theirs is ours. */
  readonly accounts: readonly string[];
  readonly log: Log;
}

/** Makes a session ready to read and write on a fresh connection. Throws `device.*`. */
export type OpenPlatformSession = (context: SessionContext) => Promise<PlatformSession>;
