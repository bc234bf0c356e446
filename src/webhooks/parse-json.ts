/** JSON from outside, or the reason why it is none, in words that may be sent back to the sender. */
export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Deeper than anything NetBox sends; recursion over a value this deep is harmless. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;

/**
 * Parses bytes as UTF-8 JSON of bounded depth. A key `__proto__` becomes a plain own property, which nothing here ever
 * assigns to another object: engineers may store any JSON in a config context, so such a body is read, not refused.
 */
export function parseJson(body: Buffer): ParsedJson {
  if (isTooDeep(body)) return { ok: false, reason: `The body is nested deeper than ${MAX_DEPTH} levels.` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, reason: 'The body is not JSON in UTF-8.' };
  }
}

/** Counts brackets outside strings before parsing, because what is parsed is walked recursively afterwards. */
function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
