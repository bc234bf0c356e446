import { z } from 'zod';

/** The devices a contender is given, and how it is to work on them. */
export const SweepJob = z.object({
  devices: z.array(z.object({ name: z.string(), address: z.string(), hostKey: z.string() })),
  port: z.number(),
  username: z.string(),
  password: z.string(),
  /** Sessions at once. */
  width: z.number(),
  /** What is asked of each device, in this order. */
  commands: z.array(z.string()),
  /** An SSH server that runs `show clock` on exec channels, in the same process as the devices. */
  exec: z.object({ address: z.string(), port: z.number(), knownHosts: z.string() }),
});
export type SweepJob = z.infer<typeof SweepJob>;

/** What a contender prints as its only line. */
export const SweepOutcome = z.object({
  /** From the first connection to the last comparison; without the start of the program. */
  tookMs: z.number(),
  /** Processor time in it. */
  cpuMs: z.number(),
  /** Devices whose whole configuration was read. */
  read: z.number(),
  failures: z.array(z.string()),
  /** Differing places found; none where nothing is compared. */
  differences: z.number(),
});
export type SweepOutcome = z.infer<typeof SweepOutcome>;

/** The same for sessions held open. */
export const OpenOutcome = z.object({
  sessions: z.number(),
  openMs: z.number(),
  /** Of the whole process per session, after a collection. */
  kbPerSession: z.number(),
  roundTripMedianMs: z.number(),
  roundTripWorstMs: z.number(),
});
export type OpenOutcome = z.infer<typeof OpenOutcome>;
