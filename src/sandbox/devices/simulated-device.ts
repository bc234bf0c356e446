import type { LogLine, SessionEvent } from './device-log.ts';
import type { SimulatedFault } from './simulated-fault.ts';

/** A running simulated device. */
export interface SimulatedDevice {
  readonly address: string;
  readonly port: number;
  /** Its public host key as a known_hosts line has it after the host. */
  readonly hostKey: string;
  /** Running and startup configuration, without header. */
  running(): string;
  startup(): string;
  /** Configuration commands received over SSH, oldest first; `exit`, `end` and edits by hand are not among them. */
  log(): readonly LogLine[];
  /** Logins, refused logins, logouts and saves. */
  events(): readonly SessionEvent[];
  /** Switches one fault on, or with null all off; what a fault broke is well again. */
  setFault(fault: SimulatedFault | null): void;
  /** Enters lines as somebody at the console would, from the top of configuration mode. Throws when one is refused. */
  editByHand(lines: readonly string[], user?: string): void;
  /** Cuts every session. */
  cutSessions(): void;
  /** Cuts every session and starts with the startup configuration. */
  reboot(): void;
  /** How many sessions are open. */
  sessions(): number;
  stop(): Promise<void>;
}
