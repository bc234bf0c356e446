import { ANYWHERE } from '../platforms/junos/root.ts';
import { UNKNOWN, type Statement, type Statements } from '../platforms/junos/statement.ts';
import { word as asWord } from '../platforms/junos/kinds.ts';

/** One statement taken from the front of a row of words. */
export interface TakenStatement {
  /** Null: one word nobody wrote rules for. */
  readonly statement: Statement | null;
  readonly key: string;
  readonly line: string;
  readonly text: string;
  /** How many words it took. */
  readonly used: number;
  /** False: words are missing; `key` is what there is of its name. */
  readonly isComplete: boolean;
}

/** Nameless values (`autonomous-system 65000`) have this key beside the other statements. */
export const NAMELESS = '(value)';

/**
 * What a row of words is: a `part` of a statement that goes on, a `whole` one, or the `name` of one, which may lack its value.
 */
export type Extent = 'part' | 'whole' | 'name';

/**
 * Takes the first statement of `words` from `at`. What no rule knows is taken word by word: that is the one way to read it that
 * both forms, `set` lines and braces, have in common.
 */
export function takeStatement(
  statements: Statements,
  words: readonly string[],
  at: number,
  extent: Extent,
): TakenStatement {
  const word = words[at] ?? '';
  const candidates = statements.byWord.get(word) ?? ANYWHERE.byWord.get(word) ?? statements.named;
  for (const candidate of candidates) {
    if (!fits(candidate, words, at)) continue;
    const taken = take(candidate, words, at, extent !== 'part');
    if (!taken.isComplete && extent === 'whole' && isDoubtful(statements, candidate)) continue;
    return taken;
  }
  const line = asWord(word);
  return { statement: null, key: line, line, text: word, used: 1, isComplete: true };
}

/** A word alone where pairs are expected (`allow-duplicates` among `any notice`) or where it may be a value is just a word. */
function isDoubtful(statements: Statements, { words }: Statement): boolean {
  return statements === UNKNOWN || words[0]?.literal === null;
}

/** The words are those of the pattern, as far as there are words. */
function fits({ words: pattern }: Statement, words: readonly string[], at: number): boolean {
  for (let index = 0; index < pattern.length && at + index < words.length; index += 1) {
    const form = pattern[index];
    const word = words[at + index] ?? '';
    if (form === undefined) return true;
    if (form.literal === null ? form.shape?.test(word) === false : form.literal !== word) return false;
  }
  return true;
}

function take(statement: Statement, words: readonly string[], at: number, isWhole: boolean): TakenStatement {
  const { words: pattern } = statement;
  let key = '';
  let line = '';
  let text = '';
  let index = 0;
  for (; index < pattern.length; index += 1) {
    const word = words[at + index];
    const form = pattern[index];
    if (word === undefined || form === undefined) break;
    const canonical = form.literal ?? form.kind(word);
    if (!form.isValue) key = index === 0 ? canonical : `${key} ${canonical}`;
    line = index === 0 ? canonical : `${line} ${canonical}`;
    text = index === 0 ? word : `${text} ${word}`;
  }
  const isComplete = index === pattern.length && (isWhole || !statement.takesRest);
  if (!statement.takesRest || !isComplete)
    return { statement, key: key === '' ? NAMELESS : key, line, text, used: index, isComplete };
  const isValue = pattern.at(-1)?.isValue === true;
  for (const word of words.slice(at + index)) {
    if (!isValue) key += ` ${word}`;
    line += ` ${word}`;
    text += ` ${word}`;
  }
  return { statement, key, line, text, used: words.length - at, isComplete };
}
