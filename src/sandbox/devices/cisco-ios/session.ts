import type { Place } from './entering.ts';

/** One login to the simulated device. */
export interface IosSession {
  readonly id: number;
  readonly user: string;
  /** The address it came from. */
  readonly from: string;
  /** Its terminal line. */
  readonly vty: number;
  /** When the last line was typed, as milliseconds. */
  lastTyped: number;
  level: number;
  /** Where it stands in configuration mode; null in exec mode. */
  place: Place | null;
  pageLength: number;
}
