/**
 * Log lines: a constant message, then fields under fixed keys (`changeId, unitId, requestId, platform, step, code, err, …`).
 * error = our bug, warn = look at it this week, info = the operator's business, debug = ours. Never configuration text.
 */
export interface Log {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
