const LOWEST = 1;
const HIGHEST = 4094;

/** VLAN ids of a list such as `10,20-22`, ascending and each once; null when it is no such list. */
export function parseVlanList(text: string): readonly number[] | null {
  const ids = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (match === null) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < LOWEST || to > HIGHEST || from > to) return null;
    for (let id = from; id <= to; id += 1) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}

/** Every VLAN but those of the list. */
export function vlansExcept(ids: readonly number[]): readonly number[] {
  const excluded = new Set(ids);
  return Array.from({ length: HIGHEST }, (_, index) => index + LOWEST).filter((id) => !excluded.has(id));
}

/** True when the list names every VLAN there is; devices show that as no list at all. */
export function isEveryVlan(ids: readonly number[]): boolean {
  return ids.length === HIGHEST;
}

/** VLAN ids as a list with ranges, cut into pieces of at most `length` characters: devices cut longer lines. */
export function formatVlanLists(ids: readonly number[], length: number): readonly string[] {
  const lists: string[] = [];
  for (const range of rangesOf(ids)) {
    const last = lists.at(-1);
    if (last !== undefined && last.length + range.length < length)
      lists[lists.length - 1] = `${last},${range}`;
    else lists.push(range);
  }
  return lists;
}

function rangesOf(ids: readonly number[]): readonly string[] {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const id of sorted) {
    const last = ranges.at(-1);
    if (last?.to === id - 1) last.to = id;
    else ranges.push({ from: id, to: id });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
}
