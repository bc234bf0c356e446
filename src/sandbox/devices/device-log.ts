import { appendFileSync } from 'node:fs';

/** One configuration command as the device received it over a session. */
export interface LogLine {
  readonly time: string;
  readonly session: number;
  readonly user: string;
  /** The section lines the session stood in. */
  readonly path: readonly string[];
  readonly command: string;
  readonly accepted: boolean;
  /** True when the running configuration is another one afterwards. */
  readonly changed: boolean;
}

/** Something else a session did. */
export interface SessionEvent {
  readonly time: string;
  readonly session: number;
  readonly user: string;
  readonly kind: 'login' | 'login-refused' | 'logout' | 'save';
}

/** The device's own record, an independent witness: in memory, and as JSON lines in a file where a path is given. */
export interface DeviceLog {
  readonly lines: readonly LogLine[];
  readonly events: readonly SessionEvent[];
  command(line: LogLine): void;
  event(event: SessionEvent): void;
}

/** Lines are written at once and before the device answers, so that a reader of the file misses none. */
export function createDeviceLog(path: string | null): DeviceLog {
  const lines: LogLine[] = [];
  const events: SessionEvent[] = [];
  return {
    lines,
    events,
    command(line) {
      lines.push(line);
      if (path !== null) appendFileSync(path, `${JSON.stringify(line)}\n`);
    },
    event: (event) => void events.push(event),
  };
}
