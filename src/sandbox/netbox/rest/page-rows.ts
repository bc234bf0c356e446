import type { Json } from '../../../domain/json.ts';
import { Rejection } from '../rejection.ts';
import type { Row } from '../row.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1000;

/** One page of a list, with the frame NetBox puts around it. */
export interface Page {
  readonly rows: readonly Row[];
  readonly frame: {
    readonly count: number | null;
    readonly next: string | null;
    readonly previous: string | null;
  };
}

/**
 * The page a query asks for: by `limit` and `offset`, or by `start`, a cursor in id order that knows no count.
 * Throws {@link Rejection} when both are mixed. A limit that is no number counts as none; 0 asks for the longest page.
 */
export function pageRows(rows: readonly Row[], query: URLSearchParams, url: string): Page {
  const limit = limitOf(query);
  return query.has('start') ? cursorPage(rows, query, url, limit) : offsetPage(rows, query, url, limit);
}

function offsetPage(rows: readonly Row[], query: URLSearchParams, url: string, limit: number): Page {
  const offset = wholeNumber(query.get('offset')) ?? 0;
  const more = offset + limit < rows.length;
  return {
    rows: rows.slice(offset, offset + limit),
    frame: {
      count: rows.length,
      next: more ? link(url, query, { limit: String(limit), offset: String(offset + limit) }) : null,
      previous: offset > 0 ? previousLink(url, query, limit, offset) : null,
    },
  };
}

function previousLink(url: string, query: URLSearchParams, limit: number, offset: number): string {
  const to = offset - limit;
  return link(url, query, { limit: String(limit), offset: to > 0 ? String(to) : null });
}

function cursorPage(rows: readonly Row[], query: URLSearchParams, url: string, limit: number): Page {
  const start = wholeNumber(query.get('start'));
  if (start === null) throw refused("Invalid 'start' parameter: must be a non-negative integer.");
  if (query.has('offset')) throw refused("'start' and 'offset' are mutually exclusive.");
  if (query.has('ordering')) {
    throw refused('Ordering cannot be specified in conjunction with cursor-based pagination.');
  }
  const page = [...rows]
    .sort((a, b) => a.id - b.id)
    .filter((row) => row.id >= start)
    .slice(0, limit);
  const last = page.at(-1);
  const next =
    last === undefined || page.length < limit
      ? null
      : link(url, query, { start: String(last.id + 1), limit: String(limit) });
  return { rows: page, frame: { count: null, next, previous: null } };
}

function refused(words: string): Rejection {
  return new Rejection(400, [words] satisfies Json);
}

function limitOf(query: URLSearchParams): number {
  const asked = wholeNumber(query.get('limit'));
  if (asked === null) return DEFAULT_LIMIT;
  return asked === 0 ? MAX_LIMIT : Math.min(asked, MAX_LIMIT);
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The address with some parameters replaced, all in alphabetical order as NetBox writes them. */
function link(url: string, query: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  next.sort();
  return `${url}?${next.toString()}`;
}
