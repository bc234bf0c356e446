import type { Rule } from './rule.ts';

/** A statement taken from the front of typed words. */
export interface Taken {
  readonly rule: Rule;
  /** In full, without the value of a leaf. */
  readonly words: readonly string[];
  /** The value of a leaf, null while it is not typed. */
  readonly value: string | null;
  readonly used: number;
  /** False: words are missing. */
  readonly isComplete: boolean;
}

/**
 * The statement that typed words begin with, or null when none fits. A keyword may be shortened as long as it stays unique;
 * of several that fit the one that took most words counts, and keywords come before names.
 */
export function takeFirst(rules: readonly Rule[], typed: readonly string[]): Taken | 'ambiguous' | null {
  const fitting = rules.map((rule) => take(rule, typed)).filter((taken) => taken !== null);
  const exact = fitting.filter(({ rule }) => rule.words[0] === typed[0]);
  const keyword = fitting.filter(({ rule }) => rule.words[0] !== '*');
  const best = exact.length > 0 ? exact : keyword.length > 0 ? keyword : fitting;
  const longest = best.toSorted((a, b) => Number(b.isComplete) - Number(a.isComplete) || b.used - a.used);
  const [first] = longest;
  if (first === undefined) return null;
  const others = new Set(best.map(({ rule }) => rule.words[0]));
  return others.size > 1 ? 'ambiguous' : first;
}

function take(rule: Rule, typed: readonly string[]): Taken | null {
  const words: string[] = [];
  for (const [index, pattern] of rule.words.entries()) {
    const word = typed[index];
    if (word === undefined)
      return index === 0 ? null : { rule, words, value: null, used: index, isComplete: false };
    if (pattern === '*') words.push(word);
    else if (pattern.startsWith(word)) words.push(pattern);
    else return null;
  }
  const used = rule.words.length;
  if (rule.kind !== 'leaf' && rule.kind !== 'list')
    return { rule, words, value: null, used, isComplete: true };
  const value = typed[used];
  if (value === undefined) return { rule, words, value: null, used, isComplete: false };
  return { rule, words, value, used: used + 1, isComplete: true };
}
