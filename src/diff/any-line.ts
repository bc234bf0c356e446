/**
 * A pattern that finds, in a whole text, whether some line may match one of these; all begin with `^`. Going over a text once
 * costs a fraction of trying every pattern on every line, and nearly every text has no such line. Lines of the text may still
 * have blanks at their end. It may find too much, never too little, unless a pattern has `$` in a class.
 */
export function anyLine(patterns: readonly RegExp[]): RegExp {
  const alternatives = patterns.map(({ source }) => {
    if (!source.startsWith('^')) throw new Error(`expected a pattern of a line's beginning, found ${source}`);
    return `(?:${source.slice(1).replace(/(?<!\\)\$/g, '\\s*$')})`;
  });
  return new RegExp(
    `^(?:${alternatives.join('|')})`,
    patterns.some(({ ignoreCase }) => ignoreCase) ? 'im' : 'm',
  );
}
