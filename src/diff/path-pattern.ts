import type { ItemName } from '../domain/configuration.ts';

/** Stands between the headers around an item and its key, in patterns and where places are told. */
const BETWEEN = ' / ';

/**
 * True when the pattern names exactly this item: its headers from the outermost on, then its key, separated by ` / `.
 * `*` stands for anything inside one of them, `**` for any number of them, none included. Letter case counts.
 */
export function namesItem(pattern: string, item: ItemName): boolean {
  return fits(pattern.trim().split(BETWEEN), segmentsOf(item));
}

/** True when the pattern names the item or a section it stands in. */
export function coversItem(pattern: string, item: ItemName): boolean {
  return fits([...pattern.trim().split(BETWEEN), '**'], segmentsOf(item));
}

/** Why a text is no pattern, or null. */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'is empty';
  const empty = pattern
    .trim()
    .split('/')
    .some((segment) => segment.trim() === '');
  return empty ? 'has nothing between two "/"' : null;
}

/** A key may hold ` / ` itself; cutting it there too leaves no item that a pattern could not name. */
function segmentsOf({ path, key }: ItemName): readonly string[] {
  return [...path, key].join(BETWEEN).split(BETWEEN);
}

/** Goes on after the last `**` where a later segment does not fit, so the time is bounded by the product of both lengths. */
function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let retry: { readonly pattern: number; readonly segment: number } | null = null;
  while (next < segments.length) {
    const wanted = pattern[at];
    if (wanted === '**') {
      retry = { pattern: at, segment: next };
      at += 1;
    } else if (wanted !== undefined && segmentFits(wanted, segments[next] ?? '')) {
      at += 1;
      next += 1;
    } else if (retry !== null) {
      retry = { pattern: retry.pattern, segment: retry.segment + 1 };
      at = retry.pattern + 1;
      next = retry.segment;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((wanted) => wanted === '**');
}

/** The pieces between stars, one after the other; an own search, because a regular expression of many stars may never end. */
function segmentFits(wanted: string, segment: string): boolean {
  const [first = '', ...more] = wanted.split('*');
  const last = more.pop();
  if (last === undefined) return wanted === segment;
  if (!segment.startsWith(first)) return false;
  let at = first.length;
  for (const piece of more) {
    const found = segment.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return segment.length - last.length >= at && segment.endsWith(last);
}
