import { Fault } from '../domain/fault.ts';

/**
 * What a failed query means. Trying again helps with what the server or the way to it causes; wrong access data is for a
 * person; everything else (a constraint, a syntax error) is a bug of ours and stays the error it is.
 * SQLSTATE classes: 08 connection, 40 serialization and deadlock, 53 out of resources, 55 lock, 57 operator and timeouts,
 * 58 and XX system, F0 configuration file.
 */
export function toFault(error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (/^(28...|3D000)$/.test(code)) {
    return new Fault(
      'settings.invalid',
      `The database refuses us: ${error.message}. Check DATABASE_URL.`,
      error.message,
    );
  }
  if (!isUnavailable(code, error.message)) return error;
  return new Fault(
    'store.unavailable',
    `The database does not answer as it should (${error.message}): check that PostgreSQL runs and has room; the work is tried again.`,
    error.message,
  );
}

function isUnavailable(code: string, message: string): boolean {
  if (/^(08|40|53|55|57|58|F0)...$/.test(code)) return true;
  // Errors of the socket have names, not numbers.
  if (/^(E[A-Z]{3,}|ENOENT)$/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error|Cannot use a pool after calling end|Query read timeout/i.test(
    message,
  );
}
