import { isDeepStrictEqual } from 'node:util';
import { redactSecrets } from '../../domain/redaction.ts';
import type { DeclaredKind } from './declared-kind.ts';
import type { Fields } from './plain-fields.ts';

/** One field of a NetBox object that is not as declared. Values are as shown to people: secrets never stand in them. */
export interface Difference {
  readonly field: string;
  readonly found: string;
  readonly wanted: string;
}

/** How an object that is ours differs from its declaration. */
export interface Comparison {
  /** Fields to write, in their declared form. */
  readonly change: Fields;
  /** What is put back. */
  readonly differences: readonly Difference[];
  /** What people changed and may keep. */
  readonly kept: readonly Difference[];
}

const SECRET = new Set(['secret']);
/** A template's text would fill the screen; that it differs is what matters. */
const LONGEST_SHOWN = 120;

/** Compares field by field; fields nobody declared are not looked at. */
export function compareFields(kind: DeclaredKind, found: Fields, declared: Fields): Comparison {
  const change: Record<string, unknown> = {};
  const differences: Difference[] = [];
  const kept: Difference[] = [];
  for (const [field, wanted] of Object.entries(declared)) {
    const actual = found[field];
    if (isDeepStrictEqual(actual, wanted)) continue;
    if (kind.atLeast.includes(field)) {
      const union = unionOf(actual, wanted);
      if (union.missing) change[field] = union.all;
      if (union.missing) differences.push(toDifference(field, actual, union.all));
      else if (union.more) kept.push(toDifference(field, actual, wanted));
    } else if (kind.ours.includes(field)) {
      change[field] = wanted;
      differences.push(toDifference(field, actual, wanted));
    } else if (!sameEntries(actual, wanted)) {
      kept.push(toDifference(field, actual, wanted));
    }
  }
  return { change, differences, kept };
}

/** All declared fields, for an object that is not there yet. */
export function allOf(declared: Fields): readonly Difference[] {
  return Object.entries(declared).map(([field, value]) => ({
    field,
    found: 'absent',
    wanted: shown(field, value),
  }));
}

/** Two lists as sets, what was found first: NetBox keeps its own order, and what people added stays. */
function unionOf(found: unknown, wanted: unknown) {
  const there: readonly unknown[] = Array.isArray(found) ? found : [];
  const asked: readonly unknown[] = Array.isArray(wanted) ? wanted : [];
  const all = [...new Set([...there, ...asked])];
  return { all, missing: all.length > there.length, more: all.length > asked.length };
}

/** Labels and colors by choice: what people added beside ours is no difference. */
function sameEntries(found: unknown, wanted: unknown): boolean {
  if (typeof found !== 'object' || typeof wanted !== 'object' || found === null || wanted === null)
    return false;
  if (Array.isArray(found) || Array.isArray(wanted)) return false;
  const there = new Map<string, unknown>(Object.entries(found));
  return Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(there.get(key), value));
}

function toDifference(field: string, found: unknown, wanted: unknown): Difference {
  return { field, found: shown(field, found), wanted: shown(field, wanted) };
}

function shown(field: string, value: unknown): string {
  if (SECRET.has(field)) return '<redacted>';
  const text = redactSecrets(JSON.stringify(value ?? null));
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)` : text;
}
