import type { Figures } from './figures.ts';

/**
 * One benchmark: a file `test/bench/NAME.bench.ts` that exports `bench`; `npm run bench -- NAME` finds it by that name.
 * Figures compare Plumbline with something plain in the same run, so that they mean the same on any machine.
 */
export interface Bench {
  /** One line for the list of benches. */
  readonly summary: string;
  /** Measures for at most two minutes. `progress` takes one line at a time; stops soon, and cleans up, when `signal` fires. */
  run(progress: (line: string) => void, signal: AbortSignal, options: BenchOptions): Promise<BenchResult>;
}

/** What the caller may change; a bench takes what concerns it. */
export interface BenchOptions {
  /** How many simulated devices; null for the bench's own number. */
  readonly devices: number | null;
}

/** What a bench found. Speed never decides `ok`; a check that failed does. */
export interface BenchResult {
  /** Heads the column of what Plumbline is compared with; without it, something bare. */
  readonly rival?: string;
  readonly figures: Figures;
  readonly checks: readonly Check[];
  /** What a reader needs in order to judge the figures. */
  readonly notes: readonly string[];
}

/** Something that must hold whatever the speed, in words with the counts that show it. */
export interface Check {
  readonly text: string;
  readonly ok: boolean;
}
