/** A text as Junos takes it for one word: in quotes, so that `;{}[]#` and blanks mean nothing, with `\` before `"` and `\`. */
export function quoteJunos(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** The text behind a word that {@link quoteJunos} made; null for anything else. */
export function unquoteJunos(word: string): string | null {
  const [, inner] = /^"((?:[^"\\]|\\["\\])*)"$/s.exec(word) ?? [];
  return inner?.replaceAll(/\\(["\\])/g, '$1') ?? null;
}
