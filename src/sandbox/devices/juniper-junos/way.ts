import type { Statement } from './statement.ts';
import { takeFirst } from './take.ts';

/** The steps `edit` goes through, each in full, or null where the words lead nowhere. The statements need not be there yet. */
export function wayTo(top: Statement, typed: readonly string[]): string[] | null {
  const words = typed.flatMap((step) => step.split(' '));
  const way: string[] = [];
  let rules = top.rule.children;
  for (let at = 0; at < words.length;) {
    const taken = takeFirst(rules, words.slice(at));
    if (taken === null || taken === 'ambiguous' || !taken.isComplete) return null;
    if (taken.rule.children.length === 0) return null;
    way.push(taken.words.join(' '));
    rules = taken.rule.children;
    at += taken.used;
  }
  return way;
}
