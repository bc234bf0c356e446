import type { ConfigSession } from './config-sessions.ts';
import type { Place } from './entering.ts';
import type { SimulatedFault } from '../simulated-fault.ts';

/** One login to the simulated device. */
export interface EosSession {
  readonly id: number;
  readonly user: string;
  /** The address it came from. */
  readonly from: string;
  /** Its terminal line; exec channels have none. */
  readonly vty: number | null;
  /** When the last line was typed, as milliseconds. */
  lastTyped: number;
  level: number;
  /** Where it stands in configuration mode; null in exec mode. */
  place: Place | null;
  /** The configuration session it stands in; null in plain configuration mode, where lines act at once. */
  inside: ConfigSession | null;
  /** A fault that was due at a line of the session, and takes effect when that line does: at the commit. */
  faultAtCommit: SimulatedFault | null;
  pageLength: number;
}
