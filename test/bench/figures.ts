import type { Spread } from './spread-of.ts';

/** The rows of a bench's table; the same objects are its JSON. */
export type Figures = readonly Figure[];

/** One measured quantity, ours beside the plain one. Absolute values are for orientation; `ratio` is what counts. */
export interface Figure {
  /** Under what load. */
  readonly load: string;
  /** What was measured, with its unit. */
  readonly figure: string;
  readonly bare: number;
  readonly plumbline: number;
  /** Plumbline / bare, over the pairs of runs that followed each other. */
  readonly ratio: Spread;
}
