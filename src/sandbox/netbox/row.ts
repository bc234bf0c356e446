import type { Json } from '../../domain/json.ts';
import type { Stamp } from './timeline.ts';

/** Column values in the shape of NetBox's models: references are ids, choices raw strings. Keys with `_` never leave the stand-in. */
export type Values = Readonly<Record<string, Json>>;

/** One object as stored. A row is never changed, only replaced, so an older one still tells the state before. */
export interface Row {
  readonly id: number;
  readonly created: Stamp;
  readonly lastUpdated: Stamp;
  readonly values: Values;
}

/** The id a reference column holds, or null. */
export function idIn(row: Row, name: string): number | null {
  const value = row.values[name];
  return typeof value === 'number' ? value : null;
}

/** The ids a many-to-many column holds. */
export function idsIn(row: Row, name: string): readonly number[] {
  const value = row.values[name];
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

/** The text of a column; empty when it holds none. */
export function textIn(row: Row, name: string): string {
  const value = row.values[name];
  return typeof value === 'string' ? value : '';
}

/** The texts a list column holds. */
export function textsIn(row: Row, name: string): readonly string[] {
  const value = row.values[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The object a JSON column holds; empty when it holds none. */
export function recordIn(row: Row, name: string): Readonly<Record<string, Json>> {
  const value = row.values[name];
  return isRecord(value) ? value : {};
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any value as text for a message or a comparison: text as it is, objects as JSON. */
export function asText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
