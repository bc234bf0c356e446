/** Above this many pairs the middle of two lists is matched greedily, which is still a correct match, only not the longest. */
const MOST_PAIRS = 1_000_000;

/**
 * Matches two lists without changing the order of either (a longest common subsequence): for each member of `one` its place in
 * `other`, or null.
 */
export function matchInOrder(one: readonly string[], other: readonly string[]): readonly (number | null)[] {
  const partners: (number | null)[] = one.map(() => null);
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) {
    partners[start] = start;
    start += 1;
  }
  let [endOne, endOther] = [one.length, other.length];
  while (endOne > start && endOther > start && one[endOne - 1] === other[endOther - 1]) {
    endOne -= 1;
    endOther -= 1;
    partners[endOne] = endOther;
  }
  const middle = { one: one.slice(start, endOne), other: other.slice(start, endOther) };
  const matched =
    middle.one.length * middle.other.length > MOST_PAIRS
      ? matchGreedily(middle.one, middle.other)
      : matchLongest(middle.one, middle.other);
  matched.forEach((partner, index) => {
    partners[start + index] = partner === null ? null : start + partner;
  });
  return partners;
}

function matchLongest(one: readonly string[], other: readonly string[]): readonly (number | null)[] {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        one[i] === other[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const partners: (number | null)[] = one.map(() => null);
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      partners[i] = j;
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return partners;
}

function matchGreedily(one: readonly string[], other: readonly string[]): readonly (number | null)[] {
  const places = new Map<string, number[]>();
  other.forEach((text, place) => places.set(text, [...(places.get(text) ?? []), place]));
  let last = -1;
  return one.map((text) => {
    const place = places.get(text)?.find((candidate) => candidate > last) ?? null;
    if (place !== null) last = place;
    return place;
  });
}
