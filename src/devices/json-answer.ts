import { Fault } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';

/** An object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a whole answer as one JSON object. Throws `device.unexpected-output`. */
export function parseJsonAnswer(answer: string, command: string, name: string): JsonObject {
  try {
    const value: unknown = JSON.parse(answer);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return objectOf(value);
  } catch {
    // told below
  }
  throw new Fault(
    'device.unexpected-output',
    `expected one whole JSON object as the answer to "${command}", but ${name} gave ${inWords(answer)}`,
  );
}

/** Enough to see what it is: how it begins, and where it stops. */
function inWords(answer: string): string {
  const text = redactSecrets(answer.trim());
  if (text === '') return 'nothing';
  const ends = text.length <= 2 * QUOTE ? text : `${text.slice(0, QUOTE)} … ${text.slice(-QUOTE)}`;
  return `${answer.length} characters: ${ends.replaceAll(/\s+/g, ' ')}`;
}

const QUOTE = 60;

/** The value as an object; empty when it is none. */
export function objectOf(value: unknown): JsonObject {
  // A non-null object always has string keys with unknown values.
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
