import { edit } from './edit.ts';
import { emptyTop } from './statement.ts';
import type { Statement } from './statement.ts';
import { printed, wordsOf } from './words.ts';

/** Reads a configuration the device starts with, with braces or as `set` lines. Throws when the device does not understand it. */
export function parseConfiguration(text: string): Statement {
  const top = emptyTop();
  const lines = /^\s*set /m.test(text) && !text.includes('{') ? text.split('\n') : linesOfCurly(text);
  for (const line of lines) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const read = wordsOf(line.trim());
    const [verb = '', ...words] = 'words' in read ? read.words : [];
    const edited = edit(top, verb, words);
    if (edited.kind !== 'done' || edited.warning !== null)
      throw new Error(`the simulated device does not understand "${line}": ${JSON.stringify(edited)}`);
  }
  return top;
}

/** The lines in set form that a text with braces stands for. */
function linesOfCurly(text: string): readonly string[] {
  const lines: string[] = [];
  const marks: string[] = [];
  const way: string[][] = [];
  let words: string[] = [];
  let tags: string[] = [];
  const put = (value: string, isLast: boolean) => {
    const line = [...way.flat(), ...words, ...(isLast ? [value] : [])].map(printed).join(' ');
    lines.push(`set ${line}`);
    marks.push(...tags.map((tag) => `${tag} ${line}`));
  };
  const mark = () => {
    const line = [...way.flat(), ...words].map(printed).join(' ');
    marks.push(...tags.map((tag) => `${tag} ${line}`));
  };
  const next = () => {
    words = [];
    tags = [];
  };
  let wasEmpty = true;
  for (const token of tokensOf(text)) {
    if (token === '{') {
      mark();
      way.push(words);
      next();
      wasEmpty = true;
    } else if (token === '}') {
      if (wasEmpty) put('', false);
      way.pop();
      next();
      wasEmpty = false;
    } else if (token === ';') {
      const open = words.indexOf('[');
      const values = open === -1 ? [] : words.splice(open).slice(1, -1);
      if (open === -1) put('', false);
      for (const value of values) put(value, true);
      next();
      wasEmpty = false;
    } else if (token === 'inactive:') tags.push('deactivate');
    else if (token === 'protect:') tags.push('protect');
    else words.push(token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : token);
  }
  return [...lines, ...marks];
}

function tokensOf(text: string): readonly string[] {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const tokens = bare.match(/"(?:[^"\\]|\\.)*"|#[^\n]*|[{};[\]]|[^\s{};[\]"]+/g) ?? [];
  return tokens.filter((token) => !token.startsWith('#'));
}
