import { textOf } from './statement.ts';
import type { Statement } from './statement.ts';
import { printed } from './words.ts';

const INDENT = '    ';

/** Statements with braces, as `show configuration` prints them. */
export function printCurly(top: Statement): string {
  return linesInside(top, '')
    .map((line) => `${line}\n`)
    .join('');
}

/** One statement with braces, several lines. */
export function curlyLines(statement: Statement, indent = ''): readonly string[] {
  const note = statement.note === null ? [] : [`${indent}/* ${statement.note} */`];
  const head = `${indent}${tagsOf(statement)}${textOf(statement)}`;
  if (statement.children.length === 0)
    return [...note, `${head};${isSecret(statement) ? ' ## SECRET-DATA' : ''}`];
  const inside = linesInside(statement, `${indent}${INDENT}`);
  const [only = ''] = inside;
  if (statement.rule.isOnOneLine && inside.length === 1) return [...note, `${head} ${only.trim()}`];
  return [...note, `${head} {`, ...inside, `${indent}}`];
}

function linesInside(parent: Statement, indent: string): readonly string[] {
  const printedLists = new Set<string>();
  return parent.children.flatMap((child) => {
    if (child.rule.kind !== 'list') return curlyLines(child, indent);
    const name = child.rule.words.join(' ');
    if (printedLists.has(name)) return [];
    printedLists.add(name);
    const values = parent.children.filter(({ rule }) => rule === child.rule);
    return [`${indent}${name} ${listText(values)};`];
  });
}

function listText(values: readonly Statement[]): string {
  const texts = values.map((value) => `${tagsOf(value)}${printed(value.words.at(-1) ?? '')}`);
  return texts.length === 1 && values[0]?.isInactive === false ? (texts[0] ?? '') : `[ ${texts.join(' ')} ]`;
}

function tagsOf({ isInactive, isProtected }: Statement): string {
  return `${isProtected ? 'protect: ' : ''}${isInactive ? 'inactive: ' : ''}`;
}

function isSecret({ rule }: Statement): boolean {
  return /^(encrypted-password|secret|authentication-key|simple-password)$/.test(rule.words.join(' '));
}

/** As `| display set` prints it: a line for all that stands deepest, then what is inactive or protected. */
export function printSet(top: Statement): string {
  return setLines(top, '')
    .map((line) => `${line}\n`)
    .join('');
}

function setLines(parent: Statement, way: string): readonly string[] {
  return parent.children.flatMap((child) => {
    const words = `${way}${textOf(child)}`;
    const isHeader = child.children.length > 0;
    return [
      ...(isHeader ? setLines(child, `${words} `) : [`set ${words}`]),
      ...(child.isInactive ? [`deactivate ${words}`] : []),
      ...(child.isProtected ? [`protect ${words}`] : []),
    ];
  });
}
