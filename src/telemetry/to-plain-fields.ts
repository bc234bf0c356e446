import { REDACTED } from '../domain/redacted.ts';
import { isSecretField } from '../domain/redaction.ts';
import type { LogFields } from '../ports/log.ts';

const MAX_DEPTH = 6;
const MAX_ELEMENTS = 100;
const MAX_TEXT = 4_000;

/**
 * Turns whatever a caller put into a log line into bounded plain data. Errors keep only the fields named here, wherever
 * they stand: vendor errors carry requests, headers and answers in fields nobody expects. Never throws.
 */
export function toPlainFields(fields: LogFields): Record<string, unknown> {
  const plain = toPlain(fields, 0, new Set());
  return typeof plain === 'object' && plain !== null ? { ...plain } : { value: plain };
}

function toPlain(value: unknown, depth: number, parents: ReadonlySet<unknown>): unknown {
  switch (typeof value) {
    case 'string':
      return bounded(value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return value.toString();
    case 'symbol':
    case 'function':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : toPlainObject(value, depth, parents);
  }
}

function toPlainObject(value: object, depth: number, parents: ReadonlySet<unknown>): unknown {
  if (parents.has(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[too deep]';
  const path = new Set([...parents, value]);
  const inner = (element: unknown): unknown => toPlain(element, depth + 1, path);
  if (value instanceof Error) return toPlainError(value, inner);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (value instanceof URL) return bounded(value.href);
  if (value instanceof Map)
    return toPlainEntries(
      [...value].map(([name, field]) => [String(name), field]),
      inner,
    );
  if (value instanceof Set || Array.isArray(value)) return [...value].slice(0, MAX_ELEMENTS).map(inner);
  return toPlainEntries(entriesOf(value), inner);
}

/** A getter that throws must not take the log line with it. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(value);
  } catch {
    return [];
  }
}

function toPlainEntries(
  entries: readonly (readonly [string, unknown])[],
  inner: (element: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .slice(0, MAX_ELEMENTS)
      .map(([name, field]) => [name, isSecretField(name) && field != null ? REDACTED : inner(field)]),
  );
}

function toPlainError(error: Error, inner: (element: unknown) => unknown): Record<string, unknown> {
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? error.code
      : undefined;
  const causeText = 'causeText' in error && typeof error.causeText === 'string' ? error.causeText : undefined;
  return {
    type: error.name,
    code,
    message: bounded(error.message),
    causeText: causeText === undefined ? undefined : bounded(causeText),
    stack: error.stack === undefined ? undefined : bounded(error.stack),
    cause: error.cause instanceof Error ? inner(error.cause) : undefined,
    errors: error instanceof AggregateError ? inner(error.errors) : undefined,
  };
}

function bounded(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
}
