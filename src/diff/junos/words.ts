/**
 * Words of Junos text. A word is kept in one form: bare where Junos needs no quotes, else quoted with `"` and `\` escaped.
 * Two spellings of one value are the same string, and any word can be sent as it stands.
 */

/** Characters a word may hold without quotes. Junos takes more; what it quotes by itself (`$9$…`, `a|b`) is quoted here too. */
const PLAIN = plainCharacters();

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** True when the character may stand in a bare word. */
export function isPlain(code: number): boolean {
  return code < 128 ? PLAIN[code] === 1 : code > 0xa0;
}

/** Words that Junos reads as something said about a statement. */
const TAG = /^(inactive|active|protect|unprotect|replace|delete):$/;

/** The one form of a word with this content. */
export function toWord(content: string): string {
  // Without quotes it would open a comment, or say something about the statement behind it.
  if (content === '' || content.startsWith('/*') || TAG.test(content)) return quote(content);
  for (let at = 0; at < content.length; at += 1) {
    if (!isPlain(content.charCodeAt(at))) return quote(content);
  }
  return content;
}

function quote(content: string): string {
  return `"${content.replace(/["\\]/g, '\\$&')}"`;
}

/** The content of a word in its one form. */
export function contentOf(word: string): string {
  return word.charCodeAt(0) === QUOTE ? unescape(word.slice(1, -1)) : word;
}

/** The content of what stood between quotes. `\"` and `\\` are escapes; Junos keeps any other backslash (`\n`) as it is. */
export function unescape(quoted: string): string {
  return quoted.includes('\\') ? quoted.replace(/\\(["\\])/g, '$1') : quoted;
}

/** Where the quoted part that opens at `at` closes, or -1: a line ends first. */
export function endOfQuotes(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end;
    if (code === 0x0a) return -1;
    if (code === BACKSLASH) end += 1;
  }
  return -1;
}

function plainCharacters(): Uint8Array {
  const table = new Uint8Array(128);
  const allowed = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/+-*,@%=<>~^';
  for (const character of allowed) table[character.charCodeAt(0)] = 1;
  return table;
}
