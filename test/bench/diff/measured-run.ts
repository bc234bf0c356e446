import { z } from 'zod';

/** One comparison of two texts, in milliseconds and counts. */
const MeasuredRun = z.object({
  /** Reading both texts into trees. */
  treesMs: z.number(),
  /** From two trees to commands. */
  remediationMs: z.number(),
  /** Proving the commands before they are given out; null where nothing is proved. */
  selfCheckMs: z.number().nullable(),
  commands: z.number(),
  /** Places for which no commands were given. */
  withoutCommands: z.number(),
});
export type MeasuredRun = z.infer<typeof MeasuredRun>;

/** What a process that compares several pairs prints as its only line. Memory is the peak after the first pair. */
export const MeasuredProcess = z.object({
  runs: z.array(MeasuredRun).min(1),
  peakMemoryMb: z.number(),
});
export type MeasuredProcess = z.infer<typeof MeasuredProcess>;
