import type { Chain, Command, Part, Redirect, Script, Word } from './shell-syntax.ts';

/** Thrown for what a simulated shell does not know. It is small on purpose: what is not here is refused, never guessed. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
}

/** Reads a script: lists, `&&`, `||`, `&`, `if`, `while`, `for`, `{ }`, quotes, `$name`, `$(…)`, `$((…))`, `>`, `<`, `2>&1`. */
export function parseScript(text: string): Script {
  const reader = createReader(text);
  const script = parseList(reader, []);
  if (!reader.isOver()) throw new SyntaxProblem(`unexpected ${JSON.stringify(reader.rest().slice(0, 20))}`);
  return script;
}

type Reader = ReturnType<typeof createReader>;

function createReader(text: string) {
  let at = 0;
  const rest = () => text.slice(at);
  return {
    rest,
    isOver: () => at >= text.length,
    peek: () => text[at] ?? '',
    /** Takes what fits here, or null. `pattern` must be sticky. */
    take(pattern: RegExp): string | null {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0] ?? null;
      if (found !== null) at += found.length;
      return found;
    },
  };
}

const BLANK = /[ \t]*/y;
const SEPARATOR = /(?:[ \t\n;]|#[^\n]*)*/y;

/** Takes a reserved word, which stands alone. */
function takeReserved(reader: Reader, word: string): boolean {
  return reader.take(new RegExp(`${word.replace(/[{}]/, String.raw`\$&`)}(?=[\\s;]|$)`, 'y')) !== null;
}

function need(reader: Reader, word: string): void {
  reader.take(SEPARATOR);
  if (!takeReserved(reader, word)) throw new SyntaxProblem(`expected "${word}"`);
}

/** Chains up to one of the words that end this list, which is left in place, or up to `)`. */
function parseList(reader: Reader, ends: readonly string[]): Script {
  const chains: Chain[] = [];
  for (;;) {
    reader.take(SEPARATOR);
    if (reader.isOver() || reader.peek() === ')') return chains;
    const rest = reader.rest();
    if (ends.some((word) => rest.startsWith(word) && /^[\s;)]|^$/.test(rest.slice(word.length))))
      return chains;
    chains.push(parseChain(reader));
  }
}

function parseChain(reader: Reader): Chain {
  const first = parseCommand(reader);
  const more: { on: '&&' | '||'; command: Command }[] = [];
  for (;;) {
    reader.take(BLANK);
    const on = reader.take(/&&|\|\|/y);
    if (on === null) break;
    reader.take(/\s*/y);
    more.push({ on: on === '&&' ? '&&' : '||', command: parseCommand(reader) });
  }
  return { first, rest: more, inBackground: reader.take(/&/y) !== null };
}

function parseCommand(reader: Reader): Command {
  if (takeReserved(reader, 'if')) return parseIf(reader);
  if (takeReserved(reader, 'while')) {
    const condition = parseList(reader, ['do']);
    return { kind: 'while', condition, body: parseLoopBody(reader) };
  }
  if (takeReserved(reader, 'for')) return parseFor(reader);
  if (takeReserved(reader, '{')) {
    const body = parseList(reader, ['}']);
    need(reader, '}');
    return { kind: 'group', body };
  }
  return parseSimple(reader);
}

function parseIf(reader: Reader): Command {
  const condition = parseList(reader, ['then']);
  need(reader, 'then');
  const body = parseList(reader, ['else', 'fi']);
  reader.take(SEPARATOR);
  const otherwise = takeReserved(reader, 'else') ? parseList(reader, ['fi']) : [];
  need(reader, 'fi');
  return { kind: 'if', condition, body, otherwise };
}

function parseFor(reader: Reader): Command {
  reader.take(BLANK);
  const name = reader.take(/[a-z_]\w*/iy) ?? '';
  reader.take(BLANK);
  need(reader, 'in');
  const words: Word[] = [];
  for (;;) {
    reader.take(BLANK);
    const word = parseWord(reader);
    if (word === null) break;
    words.push(word);
  }
  return { kind: 'for', name, words, body: parseLoopBody(reader) };
}

function parseLoopBody(reader: Reader): Script {
  need(reader, 'do');
  const body = parseList(reader, ['done']);
  need(reader, 'done');
  return body;
}

function parseSimple(reader: Reader): Command {
  const assigns: { name: string; value: Word }[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (;;) {
    reader.take(BLANK);
    const redirect = reader.take(/[012]?>&|[012]?[<>](?![<>])/y);
    if (redirect !== null) {
      redirects.push(parseRedirect(reader, redirect));
      continue;
    }
    const assigned = words.length === 0 ? reader.take(/[a-z_]\w*=/iy) : null;
    const word = parseWord(reader);
    if (assigned !== null) assigns.push({ name: assigned.slice(0, -1), value: word ?? [] });
    else if (word === null) break;
    else words.push(word);
  }
  if (assigns.length + words.length + redirects.length === 0)
    throw new SyntaxProblem(`unexpected ${JSON.stringify(reader.rest().slice(0, 20))}`);
  return { kind: 'simple', assigns, words, redirects };
}

function parseRedirect(reader: Reader, operator: string): Redirect {
  const named = /^[012]/.exec(operator)?.[0];
  const stream =
    named === undefined ? (operator.endsWith('<') ? 0 : 1) : named === '0' ? 0 : named === '1' ? 1 : 2;
  if (operator.endsWith('&')) {
    if (reader.take(/1/y) === null) throw new SyntaxProblem('only ">&1" is known');
    return { stream, to: 1 };
  }
  reader.take(BLANK);
  const to = parseWord(reader);
  if (to === null) throw new SyntaxProblem('a redirection needs a file');
  return { stream, to };
}

/** One word, or null where none begins. */
function parseWord(reader: Reader): Word | null {
  const parts: Part[] = [];
  for (;;) {
    const plain = reader.take(/(?:[^\s;&|<>()"'$\\`]|\\[^])+/y);
    if (plain !== null) parts.push({ kind: 'text', text: plain.replaceAll(/\\([^])/g, '$1'), quoted: false });
    else if (reader.peek() === "'") parts.push(parseSingleQuoted(reader));
    else if (reader.peek() === '"') parts.push(...parseDoubleQuoted(reader));
    else if (reader.peek() === '$') parts.push(parseDollar(reader, false));
    else return parts.length === 0 ? null : parts;
  }
}

function parseSingleQuoted(reader: Reader): Part {
  const text = reader.take(/'[^']*'/y);
  if (text === null) throw new SyntaxProblem("a ' is not closed");
  return { kind: 'text', text: text.slice(1, -1), quoted: true };
}

function parseDoubleQuoted(reader: Reader): readonly Part[] {
  reader.take(/"/y);
  // An empty pair is a word all the same.
  const parts: Part[] = [{ kind: 'text', text: '', quoted: true }];
  while (reader.take(/"/y) === null) {
    const text = reader.take(/(?:[^"$\\`]|\\[^])+/y);
    if (text !== null)
      parts.push({ kind: 'text', text: text.replaceAll(/\\(["$\\`])/g, '$1'), quoted: true });
    else if (reader.peek() === '$') parts.push(parseDollar(reader, true));
    else throw new SyntaxProblem('a " is not closed');
  }
  return parts;
}

function parseDollar(reader: Reader, quoted: boolean): Part {
  const sum = reader.take(/\$\(\([^()]*\)\)/y);
  if (sum !== null) return { kind: 'sum', expression: sum.slice(3, -2), quoted };
  if (reader.take(/\$\(/y) !== null) {
    const script = parseList(reader, []);
    if (reader.take(/\)/y) === null) throw new SyntaxProblem('a $( is not closed');
    return { kind: 'output', script, quoted };
  }
  const name = reader.take(/\$(?:[a-z_]\w*|[0-9$!?])/iy);
  if (name !== null) return { kind: 'variable', name: name.slice(1), quoted };
  if (reader.take(/\$/y) !== null) return { kind: 'text', text: '$', quoted };
  throw new SyntaxProblem('a $ leads nowhere');
}
