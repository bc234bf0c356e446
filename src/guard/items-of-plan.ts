import { itemSymbols, type ItemSymbols } from '../diff/item-symbols.ts';
import type { ItemName } from '../domain/configuration.ts';
import type { Finding } from '../domain/finding.ts';
import type { Platform } from '../domain/platform.ts';
import { redactSecrets } from '../domain/redaction.ts';

/** What an item of a finding means, in both of its values: a change touches what it was and what it becomes. */
export function symbolsOfFinding(
  platform: Platform,
  { path, key, intended, live }: Pick<Finding, 'path' | 'key' | 'intended' | 'live'>,
): ItemSymbols {
  const lines = [intended, live].filter((line) => line !== null);
  const read = lines.map((line) => itemSymbols(platform, { path, key, line }));
  return {
    defines: read.flatMap(({ defines }) => defines),
    refers: read.flatMap(({ refers }) => refers),
    isKnown: read.every(({ isKnown }) => isKnown),
    rows: read.flatMap(({ rows }) => rows),
  };
}

/** An item's place, as guards tell it. The key of a line nobody knows is the whole line, and may hold a secret. */
export function placeInWords({ path, key }: ItemName): string {
  return redactSecrets([...path, key].join(' › '));
}
