import { pino } from 'pino';
import { REDACTED } from '../domain/redacted.ts';
import { redactDeep, redactSecrets } from '../domain/redaction.ts';
import type { Log, LogFields } from '../ports/log.ts';
import { toPlainFields } from './to-plain-fields.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where lines go: `process.stdout`, `process.stderr`, or anything that takes text. */
export interface LogDestination {
  write(line: string): unknown;
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly destination: LogDestination;
  /** Secrets known by value (settings, credentials): replaced wherever they appear, whatever surrounds them. */
  readonly secrets?: readonly string[];
  /** Fields of every line, for example the role of the process. */
  readonly fields?: LogFields;
}

/** Shorter ones would tear holes into ordinary words. */
const SHORTEST_KNOWN_SECRET = 6;

/** The names a secret is most likely to be logged under; the filter behind catches what stands deeper. */
const SECRET_PATHS = [
  'password',
  'passphrase',
  'secret',
  'token',
  'authorization',
  'privateKey',
  'enableSecret',
  'cookie',
];

/**
 * The log of this process: one JSON object a line, times in UTC. Secrets pass three gates: pino's own `redact`, a
 * serializer that keeps only known fields of errors, and a filter over every text of the finished line.
 */
export function createLog({ level, destination, secrets = [], fields = {} }: LogOptions): Log {
  const redactLine = createLineFilter(secrets);
  const logger = pino(
    {
      level,
      base: toPlainFields(fields),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: toPlainFields },
      // Ours has run by then; pino's would add the fields it knows.
      serializers: { err: (value: unknown) => value },
      redact: { paths: SECRET_PATHS.flatMap((name) => [name, `*.${name}`]), censor: REDACTED },
      hooks: { streamWrite: redactLine },
    },
    destination,
  );
  return {
    error: (message, more) => logger.error(more ?? {}, message),
    warn: (message, more) => logger.warn(more ?? {}, message),
    info: (message, more) => logger.info(more ?? {}, message),
    debug: (message, more) => logger.debug(more ?? {}, message),
  };
}

/**
 * Redacts every text inside a finished line. It works on the parsed line, because a pattern applied to JSON text would
 * miss secrets after an escaped line break and could swallow a closing quote.
 */
function createLineFilter(secrets: readonly string[]): (line: string) => string {
  const redactText = createTextFilter(secrets);
  return (line) => {
    try {
      return `${JSON.stringify(redactDeep(JSON.parse(line), redactText))}\n`;
    } catch {
      return `${redactText(line.trimEnd())}\n`;
    }
  };
}

/** Redacts by pattern and by value; longer values first, so that one inside another leaves no rest. */
export function createTextFilter(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_KNOWN_SECRET)
    .toSorted((a, b) => b.length - a.length);
  return (text) => redactSecrets(known.reduce((result, secret) => result.replaceAll(secret, REDACTED), text));
}
