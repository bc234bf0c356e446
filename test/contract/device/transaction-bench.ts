import type { Command } from '../../../src/domain/plan.ts';
import type { DeviceBench } from './device-bench.ts';

/** A device whose changes lapse unless they are confirmed. What a platform does not have is null, and its tests are skipped. */
export interface TransactionBench extends DeviceBench {
  /** How long a minute of the device's own timer lasts here. The gateway's `minuteMs` is the same. */
  readonly minuteMs: number;
  /** How long the device may take to put its former configuration back, counted from the end of its timer. */
  readonly backMs: number;
  /** A command that gives the spare port this description, which is one word. */
  describing(text: string): Command;
  /** A command the device refuses, alone or with the rest of its change. */
  readonly refused: Command;
  /** Takes away what the device needs to take a change back, until `restore`. */
  readonly disarm: (() => Promise<void>) | null;
  /** Lets somebody called `by` hold the configuration until `restore`. */
  readonly lock: ((by: string) => Promise<void>) | null;
  /** Lets somebody called `by` give the spare port a description that lapses unless it is confirmed; `restore` ends it. */
  readonly changeOfSomebody: ((by: string, text: string) => Promise<void>) | null;
  /** From that command on nobody reaches the device until its configuration is as before. */
  readonly loseManagementAt: ((command: Command) => Promise<void>) | null;
}
