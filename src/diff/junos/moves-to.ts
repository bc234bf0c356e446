export interface Move {
  readonly key: string;
  readonly side: 'before' | 'after';
  readonly other: string;
}

/**
 * The fewest moves that bring `now` into the order of `wanted` (the same keys). What comes last in `now` is moved rather
 * than what comes first, so that new entries move and old ones stay.
 */
export function movesTo(now: readonly string[], wanted: readonly string[]): readonly Move[] {
  if (now.every((key, at) => key === wanted[at])) return [];
  const staying = stayingKeys(now, wanted);
  const moves: Move[] = [];
  const firstStaying = wanted.find((key) => staying.has(key)) ?? '';
  wanted.forEach((key, at) => {
    if (staying.has(key)) return;
    const before = wanted[at - 1];
    moves.push(
      before === undefined
        ? { key, side: 'before', other: firstStaying }
        : { key, side: 'after', other: before },
    );
  });
  return moves;
}

/** A longest row of keys that already stand in the wanted order: patience sorting, from the end. */
function stayingKeys(now: readonly string[], wanted: readonly string[]): ReadonlySet<string> {
  const positions = new Map(wanted.map((key, at) => [key, at]));
  interface Card {
    readonly key: string;
    readonly position: number;
    readonly next: Card | null;
  }
  // Top cards of the piles, positions falling: a card goes on the first pile whose top is not greater.
  const tops: Card[] = [];
  for (const key of [...now].reverse()) {
    const position = positions.get(key) ?? 0;
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle]?.position ?? 0) > position) low = middle + 1;
      else high = middle;
    }
    tops[low] = { key, position, next: tops[low - 1] ?? null };
  }
  const staying = new Set<string>();
  for (let card = tops.at(-1) ?? null; card !== null; card = card.next) staying.add(card.key);
  return staying;
}
