import { endOfQuotes, isPlain, toWord, unescape } from './words.ts';

/** A text that cannot be read without guessing. Thrown inside the readers only, and turned into a value at their border. */
export class UnreadableText extends Error {
  readonly code: string;

  constructor(code: string, line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.code = code;
  }
}

export type Token = 'word' | '{' | '}' | ';' | '[' | ']' | 'end';

const MARKS: ReadonlyMap<number, Token> = new Map<number, Token>([
  [0x7b, '{'],
  [0x7d, '}'],
  [0x3b, ';'],
  [0x5b, '['],
  [0x5d, ']'],
]);
const NEWLINE = 0x0a;
const HASH = 0x23;
const SLASH = 0x2f;
const STAR = 0x2a;
const QUOTE = 0x22;

/**
 * Cuts Junos text into words and marks, comments left out. Quotes come before braces and semicolons, and comments before
 * quotes. After `next()` gave `word`, `word` is in its one form (words.ts) and `at` is behind it.
 */
export class Scanner {
  at = 0;
  /** Of the text, counted from 1. */
  line = 1;
  /** True when the last token was the first thing in its line. */
  isFirstInLine = true;
  word = '';
  readonly #text: string;
  readonly #end: number;

  constructor(text: string, at = 0, end = text.length, line = 1) {
    this.#text = text;
    this.at = at;
    this.#end = end;
    this.line = line;
  }

  next(): Token {
    this.#skip();
    if (this.at >= this.#end) return 'end';
    const code = this.#text.charCodeAt(this.at);
    const mark = MARKS.get(code);
    if (mark !== undefined) {
      this.at += 1;
      return mark;
    }
    if (code === QUOTE) this.#readQuoted();
    else this.#readBare();
    return 'word';
  }

  /** Leaves the rest of the line out. */
  skipLine(): void {
    const end = this.#text.indexOf('\n', this.at);
    this.at = end === -1 || end > this.#end ? this.#end : end;
  }

  #skip(): void {
    let isFirst = this.at === 0;
    while (this.at < this.#end) {
      const code = this.#text.charCodeAt(this.at);
      if (code === NEWLINE) {
        this.line += 1;
        isFirst = true;
        this.at += 1;
      } else if (code === 0x20 || code === 0x09 || code === 0x0d) {
        this.at += 1;
      } else if (code === HASH) {
        this.skipLine();
      } else if (code === SLASH && this.#text.charCodeAt(this.at + 1) === STAR) {
        this.#skipComment();
      } else {
        break;
      }
    }
    this.isFirstInLine = isFirst;
  }

  #skipComment(): void {
    const end = this.#text.indexOf('*/', this.at + 2);
    if (end === -1 || end >= this.#end)
      throw new UnreadableText('truncated', this.line, 'opens a comment that never ends; the text is cut');
    for (let at = this.at; at < end; at += 1) if (this.#text.charCodeAt(at) === NEWLINE) this.line += 1;
    this.at = end + 2;
  }

  #readQuoted(): void {
    const end = endOfQuotes(this.#text, this.at);
    if (end === -1 || end >= this.#end)
      throw new UnreadableText('open-quote', this.line, 'opens a quote that does not end in the same line');
    this.word = toWord(unescape(this.#text.slice(this.at + 1, end)));
    this.at = end + 1;
    if (this.at < this.#end && !isDelimiter(this.#text.charCodeAt(this.at)))
      throw new UnreadableText('stray-quote', this.line, 'goes on directly after a closing quote');
  }

  #readBare(): void {
    const start = this.at;
    let isBare = true;
    while (this.at < this.#end) {
      const code = this.#text.charCodeAt(this.at);
      if (!isPlain(code)) {
        if (isDelimiter(code)) break;
        if (code === QUOTE)
          throw new UnreadableText('stray-quote', this.line, 'has a quote in the middle of a word');
        isBare = false;
      }
      this.at += 1;
    }
    const word = this.#text.slice(start, this.at);
    this.word = isBare ? word : toWord(word);
  }
}

function isDelimiter(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === NEWLINE || MARKS.has(code);
}
