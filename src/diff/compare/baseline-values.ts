import type { Baseline } from '../../domain/configuration.ts';
import { itemIdOf } from '../../domain/finding.ts';
import type { Difference } from './walk-differences.ts';

/** What the baseline knows of items. */
export interface BaselineValues {
  /** The line at which the item was last in line; null is absence, undefined that no valid baseline explains it. */
  readonly lineOf: (difference: Difference) => string | null | undefined;
  /** True when the baseline holds an item of the section whose key starts with `words`. */
  readonly holdsIn: (path: readonly string[], words: string) => boolean;
}

/** Prepares questions to a baseline; null is no valid baseline. */
export function createBaselineValues(
  baseline: Pick<Baseline, 'items' | 'unexplained'> | null,
): BaselineValues {
  if (baseline === null) return { lineOf: () => undefined, holdsIn: () => false };
  const lines = new Map(baseline.items.map((item) => [itemIdOf(item), item.line]));
  const headers = new Set(baseline.items.map(({ path, line }) => path[0] ?? line));
  const unexplained = new Set(baseline.unexplained.map(itemIdOf));
  return {
    lineOf: ({ path, livePath, key, is, wanted, live }) => {
      const ids = [path, livePath].map((names) => itemIdOf({ path: names, key }));
      if (ids.some((id) => unexplained.has(id))) return undefined;
      const line = ids.map((id) => lines.get(id)).find((found) => found !== undefined);
      if (line !== undefined || is !== 'header' || path.length > 0) return line ?? null;
      // A header that is no item of its own (it shows only with something in it) is known by what stood inside.
      const header = [wanted, live].find((text) => text !== null && headers.has(text));
      return header ?? null;
    },
    holdsIn: (path, words) =>
      baseline.items.some(
        (item) =>
          item.key.startsWith(words) && item.path.length === path.length && item.path.at(-1) === path.at(-1),
      ),
  };
}
