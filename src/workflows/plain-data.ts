import type { Json } from '../domain/json.ts';

/**
 * Throws unless `value` is plain data, so that a recorded step answers the same after a replay as it did the first time.
 * Without this a `Date` or a `Map` works until the first crash and is something else afterwards.
 * @param where names the step or message, for the error.
 */
export function assertPlainData(where: string, value: unknown): asserts value is Json | undefined {
  const problem = value === undefined ? null : problemOf(value, '');
  if (problem !== null) {
    throw new TypeError(
      `"${where}" must hand over plain data (JSON), but ${problem}: return a plain object or a reference instead`,
    );
  }
}

function problemOf(value: unknown, at: string): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${place(at)} is ${value}`;
  if (typeof value === 'object') return problemOfObject(value, at);
  return `${place(at)} is of type ${typeof value}`;
}

function problemOfObject(value: object, at: string): string | null {
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return `${place(at)} is a ${value.constructor.name}`;
  }
  for (const [key, held] of Object.entries(value)) {
    // An absent optional field is written as undefined; JSON leaves it out, which reads the same.
    if (held === undefined && !Array.isArray(value)) continue;
    const problem = problemOf(held, `${at}.${key}`);
    if (problem !== null) return problem;
  }
  return null;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function place(at: string): string {
  return at === '' ? 'the value itself' : `the field ${at.slice(1)}`;
}
