import type { Item } from '../../domain/configuration.ts';
import type { SectionRule } from '../platforms/platform-rules.ts';
import { ROOT } from '../platforms/junos/root.ts';
import { UNKNOWN, type Statement } from '../platforms/junos/statement.ts';
import { readWords } from './read-words.ts';
import { UnreadableText } from './scanner.ts';
import { takeStatement } from './take-statement.ts';

/** One statement on the way to an item, the item itself last; null: words nobody wrote rules for. */
export interface JunosPart {
  readonly statement: Statement | null;
  /** The section around it; null at the top and where nobody wrote rules. */
  readonly around: SectionRule | null;
}

/** The statements a Junos item stands in, and its own. */
export function readJunosItem({ path, line }: Item): readonly JunosPart[] {
  const parts: JunosPart[] = [];
  let statements = ROOT;
  let around: SectionRule | null = null;
  for (const text of [...path, line]) {
    const words = wordsOf(text);
    const statement = words === null ? null : takeStatement(statements, words, 0, 'whole').statement;
    parts.push({ statement, around });
    statements = statement?.inside ?? UNKNOWN;
    around = statement?.section ?? null;
  }
  return parts;
}

function wordsOf(text: string): readonly string[] | null {
  try {
    return readWords(text, 0, text.length, 1).words;
  } catch (error) {
    if (error instanceof UnreadableText) return null;
    throw error;
  }
}
