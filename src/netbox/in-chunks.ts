/** How many ids or names one query carries, so that its URL stays far below the 8 kB proxies allow. */
const CHUNK = 100;

/** The keys a hundred at a time, each once. */
export function chunksOf<Key>(keys: Iterable<Key>): readonly (readonly Key[])[] {
  const all = [...new Set(keys)];
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

/** Asks `read` for a hundred keys at a time and joins what it gives. No keys, no question. */
export async function inChunks<Key, Result>(
  keys: Iterable<Key>,
  read: (some: readonly Key[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const some of chunksOf(keys)) results.push(...(await read(some)));
  return results;
}
