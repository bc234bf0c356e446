/** A typed line as words, or where it cannot be read. Quotes are taken off; `[` and `]` are words of their own. */
export function wordsOf(
  line: string,
): { readonly words: readonly string[] } | { readonly openQuoteAt: number } {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at);
    if (character === ' ') {
      at += 1;
    } else if (character === '[' || character === ']') {
      words.push(character);
      at += 1;
    } else if (character === '"') {
      const end = closingQuote(line, at);
      if (end === -1) return { openQuoteAt: at };
      words.push(line.slice(at + 1, end).replaceAll(/\\(["\\])/g, '$1'));
      at = end + 1;
    } else {
      const word = /^[^ [\]"]+/.exec(line.slice(at))?.[0] ?? '';
      words.push(word);
      at += word.length;
    }
  }
  return { words };
}

function closingQuote(line: string, open: number): number {
  for (let at = open + 1; at < line.length; at += 1) {
    if (line.charAt(at) === '\\') at += 1;
    else if (line.charAt(at) === '"') return at;
  }
  return -1;
}

/** A word as the device prints it: in quotes when it holds anything but letters, digits and the usual marks of names. */
export function printed(word: string): string {
  return /^[\w./:+*,@%=<>~^-]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
