import { curlyLines } from './print.ts';
import { textOf } from './statement.ts';
import type { Statement } from './statement.ts';

/** What `show | compare` prints: the places that differ, with what goes (`-`) and what comes (`+`); nothing when equal. */
export function compare(old: Statement, now: Statement, way: readonly string[] = []): string {
  const lines: string[] = [];
  const deeper: string[] = [];
  for (const child of old.children) {
    const other = partnerOf(child, now);
    if (other === undefined) lines.push(...curlyLines(child).map((line) => `-   ${line}`));
  }
  for (const child of now.children) {
    const other = partnerOf(child, old);
    if (other === undefined) lines.push(...curlyLines(child).map((line) => `+   ${line}`));
    else if (!hasSameMarks(other, child)) lines.push(`!   ${markOf(child)}${textOf(child)} { ... }`);
    if (other !== undefined) deeper.push(compare(other, child, [...way, textOf(child)]));
  }
  if (lines.length === 0 && !isSameOrder(old, now)) lines.push(`!   { ... } order changed`);
  const own =
    lines.length === 0 ? '' : `[edit${way.map((words) => ` ${words}`).join('')}]\n${lines.join('\n')}\n`;
  return own + deeper.join('');
}

function partnerOf(child: Statement, among: Statement): Statement | undefined {
  return among.children.find((other) => other.rule === child.rule && textOf(other) === textOf(child));
}

function hasSameMarks(left: Statement, right: Statement): boolean {
  return left.isInactive === right.isInactive && left.isProtected === right.isProtected;
}

function markOf({ isInactive, isProtected }: Statement): string {
  if (isInactive) return 'inactive: ';
  return isProtected ? 'protect: ' : 'active: ';
}

function isSameOrder(old: Statement, now: Statement): boolean {
  const textsOf = (parent: Statement) =>
    parent.children.filter(({ rule }) => rule.kind === 'ordered').map(textOf);
  return textsOf(old).join('\n') === textsOf(now).join('\n');
}
