import { createHash } from 'node:crypto';
import type { Item } from '../domain/configuration.ts';

/**
 * SHA-256 over items, as lower-case hex. The order of the list does not matter; where the order of lines means something,
 * an item of its own stands for it.
 */
export function hashItems(items: readonly Item[]): string {
  const ids = items.map(({ path, key, line }) => JSON.stringify([path, key, line])).sort();
  return createHash('sha256').update(ids.join('\n')).digest('hex');
}
