/**
 * What kinds of statements stand in a place.
 * - `container`: exists only while something stands in it; `presence`: means something alone;
 * - `entry`: one of many, by name, `ordered` where `insert` moves them; `leaf`: one value; `flag`: there or not;
 * - `list`: several values behind one word.
 */
export interface Rule {
  readonly kind: 'container' | 'presence' | 'entry' | 'ordered' | 'leaf' | 'flag' | 'list';
  /** Words it begins with; `*` stands for a name. */
  readonly words: readonly string[];
  readonly children: readonly Rule[];
  /** Printed behind its header instead of in braces when there is one statement in it. */
  readonly isOnOneLine: boolean;
}

const KINDS: Readonly<Record<string, Rule['kind']>> = {
  '{}': 'container',
  '!': 'presence',
  '*': 'entry',
  '>': 'ordered',
  '=': 'leaf',
  '?': 'flag',
  '[]': 'list',
};

/**
 * Reads rules from lines like `host-name =`, indented by two blanks for each level. The last word is the kind: `{}` container,
 * `!` presence, `*` entry, `>` ordered entry, `=` leaf, `?` flag, `[]` list; `-` before it: printed on one line. `&name` takes
 * over the rules of `shared`.
 */
export function readRules(
  text: string,
  shared: Readonly<Record<string, readonly Rule[]>> = {},
): readonly Rule[] {
  return readLevel(
    text.split('\n').filter((line) => line.trim() !== ''),
    shared,
  );
}

function readLevel(
  lines: readonly string[],
  shared: Readonly<Record<string, readonly Rule[]>>,
): readonly Rule[] {
  const depth = depthOf(lines[0] ?? '');
  const rules: Rule[] = [];
  for (let at = 0; at < lines.length;) {
    let next = at + 1;
    while (next < lines.length && depthOf(lines[next] ?? '') > depth) next += 1;
    const line = (lines[at] ?? '').trim();
    if (line.startsWith('&')) rules.push(...known(shared, line.slice(1)));
    else rules.push(readRule(line, readLevel(lines.slice(at + 1, next), shared)));
    at = next;
  }
  return rules;
}

function readRule(line: string, children: readonly Rule[]): Rule {
  const words = line.split(' ');
  const kind = KINDS[words.pop() ?? ''];
  if (kind === undefined) throw new Error(`no kind of statement in "${line}"`);
  const isOnOneLine = words.at(-1) === '-';
  if (isOnOneLine) words.pop();
  return { kind, words, children, isOnOneLine };
}

function known(shared: Readonly<Record<string, readonly Rule[]>>, name: string): readonly Rule[] {
  const rules = shared[name];
  if (rules === undefined) throw new Error(`no shared rules "${name}"`);
  return rules;
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
