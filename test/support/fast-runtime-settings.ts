import { DEFAULT_RUNTIME_SETTINGS } from '../../src/workflows/runtime-settings.ts';
import type { RuntimeSettings } from '../../src/workflows/runtime-settings.ts';

/** The durable runtime with every wait as short as a test wants it. */
export const FAST_RUNTIME_SETTINGS: RuntimeSettings = {
  ...DEFAULT_RUNTIME_SETTINGS,
  editPollMs: 20,
  quietMs: 50,
  maxQuietMs: 500,
  waitPollMs: 20,
  resultPollMs: 20,
  queuePollMs: 20,
  heartbeatMs: 50,
  // Not short: it is a limit, not a wait, and a busy machine may keep an answer of the database back for a second.
  leaseLostAfterMs: 5_000,
  leaseRetryMs: 20,
  takeoverPollMs: 50,
  restartWaitMs: 500,
  watchdogMs: 50,
  abortGraceMs: 500,
  databaseMaxBackoffSec: 0.2,
  poolSize: 10,
  retries: {
    never: { tries: 1, firstGapMs: 0, growth: 1, maxGapMs: 0 },
    reads: { tries: 3, firstGapMs: 10, growth: 2, maxGapMs: 50 },
    report: { tries: 40, firstGapMs: 10, growth: 2, maxGapMs: 100 },
  },
};
