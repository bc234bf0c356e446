import { textIn, type Row } from './row.ts';

/** Compares two rows of one resource. */
export type Order = (a: Row, b: Row) => number;

const NATURAL = new Intl.Collator('en', { numeric: true });

/** By a text column the way NetBox's collation does: `eth2` before `eth10`. */
export function byText(column: string): Order {
  return (a, b) => NATURAL.compare(textIn(a, column), textIn(b, column)) || a.id - b.id;
}

export const byId: Order = (a, b) => a.id - b.id;

/** Newest first. */
export const byNewest: Order = (a, b) => b.created - a.created || b.id - a.id;

/** Compares two texts naturally. */
export function compareText(a: string, b: string): number {
  return NATURAL.compare(a, b);
}
