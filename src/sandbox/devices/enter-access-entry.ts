import { createNode, removeChildren } from './configuration-node.ts';
import { accepted, refused } from './grammar.ts';
import type { Entered, Entry } from './grammar.ts';

/** A line of an access list, as IOS and EOS take it: entries without a number are appended in steps of ten. */
export function enterAccessEntry<Mode extends string, Special extends string, Box>(
  entry: Entry<Mode, Special, Box>,
): Entered<Mode> {
  const numberOf = (line: string) => Number(/^\d+/.exec(line)?.[0] ?? 0);
  const body = entry.line.replace(/^\d+ /, '');
  if (entry.negated) {
    removeChildren(entry.section, (line) => line.replace(/^\d+ /, '') === body);
    return accepted(entry.place);
  }
  const numbers = entry.section.children.map((child) => numberOf(child.line));
  const typed = numberOf(entry.line);
  if (typed !== 0 && numbers.includes(typed)) return refused('% Duplicate sequence number');
  const number = typed === 0 ? Math.floor(Math.max(0, ...numbers) / 10) * 10 + 10 : typed;
  const at = numbers.findIndex((other) => other > number);
  entry.section.children.splice(at === -1 ? numbers.length : at, 0, createNode(`${number} ${body}`));
  return accepted(entry.place);
}
