import { RETRY_POLICIES } from './retry-policies.ts';
import type { RetryPolicies } from './retry-policies.ts';

/** Every figure of the durable runtime. Times in milliseconds unless the name says otherwise; tests shorten all of them. */
export interface RuntimeSettings {
  /** How often due edits are looked for. */
  readonly editPollMs: number;
  /** Quiet period of an edit, and how long it waits at most. */
  readonly quietMs: number;
  readonly maxQuietMs: number;
  /** How many edits are completed from the changelog side by side. */
  readonly completionBatch: number;
  /** Edits worked on at a time; those that only wait for a message are not counted. */
  readonly maxRunning: number;
  /** How often a waiting workflow looks for its message by itself; normally the database wakes it at once. */
  readonly waitPollMs: number;
  /** How often a parent that was taken over asks for the end of a child. */
  readonly resultPollMs: number;
  /** How often workflows taken over from a dead process are looked for. */
  readonly queuePollMs: number;
  readonly heartbeatMs: number;
  /** Without an answer from the database for this long, device sessions are cut. Must stay well below `restartWaitMs`. */
  readonly leaseLostAfterMs: number;
  readonly leaseRetryMs: number;
  readonly takeoverPollMs: number;
  /** How long after a database restart nobody is taken over: the owners of the vanished locks may still hold sessions. */
  readonly restartWaitMs: number;
  readonly watchdogMs: number;
  readonly purgeEveryMs: number;
  /** How long finished workflows are kept; their ids stay taken as long, which is what makes a repeated start harmless. */
  readonly keepFinishedMs: number;
  /** How long aborted steps may take to end after the drain. */
  readonly abortGraceMs: number;
  /** How long handing in an order may take while the database does not answer. */
  readonly submitTimeoutMs: number;
  /** Starts of one workflow that may end in a crash before it is given up. */
  readonly maxRecoveryAttempts: number;
  readonly poolSize: number;
  /** Longest pause between two tries to reach the database. */
  readonly databaseMaxBackoffSec: number;
  /** False where the role has no right to create tables: `plumbline migrate` did it before. */
  readonly migrate: boolean;
  readonly retries: RetryPolicies;
}

const HOUR_MS = 3_600_000;

/** What production runs with where nothing else is set. */
export const DEFAULT_RUNTIME_SETTINGS: RuntimeSettings = {
  editPollMs: 100,
  quietMs: 1_000,
  maxQuietMs: 30_000,
  completionBatch: 8,
  maxRunning: 20,
  waitPollMs: 5_000,
  resultPollMs: 1_000,
  queuePollMs: 100,
  heartbeatMs: 1_000,
  leaseLostAfterMs: 8_000,
  leaseRetryMs: 250,
  takeoverPollMs: 250,
  restartWaitMs: 20_000,
  watchdogMs: 10_000,
  purgeEveryMs: HOUR_MS,
  keepFinishedMs: 30 * 24 * HOUR_MS,
  abortGraceMs: 2_000,
  submitTimeoutMs: 3_000,
  maxRecoveryAttempts: 5,
  poolSize: 20,
  databaseMaxBackoffSec: 2,
  migrate: true,
  retries: RETRY_POLICIES,
};
