/** A command and what its output goes through, cut at bars outside of quotes. */
export function partsOf(line: string): { readonly command: string; readonly pipes: readonly string[] } {
  const parts = line.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? [];
  const [command = '', ...pipes] = parts.map((part) => part.trim());
  return { command, pipes };
}

/** Applies the pipes that work on any text (`match`, `except`, `count`, `last`); null for one the device does not know. */
export function through(text: string, pipes: readonly string[]): string | null {
  let lines = text.split('\n');
  for (const pipe of pipes) {
    const [, verb = '', pattern = ''] = /^(\S+) *"?(.*?)"?$/.exec(pipe) ?? [];
    if (verb === 'no-more' || verb === 'display' || verb === 'compare') continue;
    else if (verb === 'match') lines = lines.filter((line) => new RegExp(pattern, 'i').test(line));
    else if (verb === 'except') lines = lines.filter((line) => !new RegExp(pattern, 'i').test(line));
    else if (verb === 'count') lines = [`Count: ${lines.length} lines`];
    else if (verb === 'last') lines = lines.slice(-Number(pattern === '' ? 1 : pattern));
    else return null;
  }
  return lines.join('\n');
}
