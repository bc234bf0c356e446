import { Scanner, UnreadableText } from './scanner.ts';

export interface LineWords {
  readonly words: readonly string[];
  /** Where each word stops in the text. */
  readonly ends: readonly number[];
  /** The values of a list in brackets at the end (`members [ 10 20 ]`); null: there is none. */
  readonly values: readonly string[] | null;
}

/** The words of one line in set form. Throws {@link UnreadableText}. */
export function readWords(text: string, start: number, end: number, line: number): LineWords {
  const scanner = new Scanner(text, start, end, line);
  const words: string[] = [];
  const ends: number[] = [];
  for (;;) {
    const token = scanner.next();
    if (token === 'end') return { words, ends, values: null };
    if (token === '[') return { words, ends, values: readList(scanner) };
    if (token !== 'word')
      throw new UnreadableText('not-junos', line, `has a "${token}", which no set line has`);
    words.push(scanner.word);
    ends.push(scanner.at);
  }
}

function readList(scanner: Scanner): readonly string[] {
  const values: string[] = [];
  let token = scanner.next();
  for (; token === 'word'; token = scanner.next()) values.push(scanner.word);
  if (token !== ']' || values.length === 0 || scanner.next() !== 'end')
    throw new UnreadableText(
      'truncated',
      scanner.line,
      'has a list that does not end the line; the line is cut',
    );
  return values;
}
