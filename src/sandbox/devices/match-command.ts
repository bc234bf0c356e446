/** Something with the keywords of a command line command. */
export interface Keywords {
  readonly words: string;
}

export type Match<T> =
  | { readonly kind: 'found'; readonly rule: T; readonly rest: readonly string[] }
  /** `at` is the index of the word that fits nothing. */
  | { readonly kind: 'invalid'; readonly at: number }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'incomplete' };

/**
 * Finds the rule that typed words mean. Every keyword may be shortened as long as it stays unique, an exact word wins over
 * longer ones, and the rule with the most keywords wins (`ip address` before `ip`).
 */
export function matchCommand<T extends Keywords>(rules: readonly T[], typed: readonly string[]): Match<T> {
  let open = rules.map((rule) => ({ rule, keywords: rule.words.split(' ') }));
  let best: Match<T> | null = null;
  for (let at = 0; ; at += 1) {
    const finished = open.find((candidate) => candidate.keywords.length === at);
    if (finished !== undefined) best = { kind: 'found', rule: finished.rule, rest: typed.slice(at) };
    const word = typed[at]?.toLowerCase();
    if (word === undefined) return best ?? { kind: 'incomplete' };
    const fitting = open.filter((candidate) => candidate.keywords[at]?.toLowerCase().startsWith(word));
    const exact = fitting.filter((candidate) => candidate.keywords[at]?.toLowerCase() === word);
    open = exact.length > 0 ? exact : fitting;
    if (open.length === 0) return best ?? { kind: 'invalid', at };
    if (new Set(open.map((candidate) => candidate.keywords[at])).size > 1)
      return best ?? { kind: 'ambiguous' };
  }
}
