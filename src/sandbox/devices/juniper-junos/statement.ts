import type { Rule } from './rule.ts';
import { TOP_RULE } from './grammar.ts';
import { printed } from './words.ts';

/** One statement of a simulated configuration, with what stands in it. Changed in place. */
export interface Statement {
  readonly rule: Rule;
  /** Its words in full, without the value of a leaf. */
  readonly words: readonly string[];
  /** The value of a leaf. */
  value: string | null;
  isInactive: boolean;
  isProtected: boolean;
  /** What a person noted above it. */
  note: string | null;
  readonly children: Statement[];
}

export function emptyTop(): Statement {
  return createStatement(TOP_RULE, []);
}

export function createStatement(
  rule: Rule,
  words: readonly string[],
  value: string | null = null,
): Statement {
  return { rule, words, value, isInactive: false, isProtected: false, note: null, children: [] };
}

/** A copy that shares nothing but rules. */
export function copyOf(statement: Statement): Statement {
  return { ...statement, children: statement.children.map(copyOf) };
}

/** The words of a statement as they are printed, its value included. */
export function textOf({ words, value }: Statement): string {
  return [...words, ...(value === null ? [] : [value])].map(printed).join(' ');
}

/** The child with exactly these words. */
export function childOf(parent: Statement, words: string): Statement | null {
  return parent.children.find((child) => child.words.join(' ') === words) ?? null;
}

/** The statement at the end of a way that is in force: on it and everything around it is active. */
export function activeAt(top: Statement, ...way: readonly string[]): Statement | null {
  let place: Statement | null = top;
  for (const words of way) {
    place = place === null ? null : childOf(place, words);
    if (place?.isInactive === true) return null;
  }
  return place;
}

/** The statements inside that are in force. */
export function activeIn(parent: Statement | null): readonly Statement[] {
  return parent?.children.filter((child) => !child.isInactive) ?? [];
}

/** The value of a leaf inside, if it is in force. */
export function valueIn(parent: Statement | null, name: string): string | null {
  return activeIn(parent).find((child) => child.words.join(' ') === name)?.value ?? null;
}

/** Puts a statement among its siblings: kinds in the order of the rules, new ones behind those of their kind. */
export function insertChild(parent: Statement, child: Statement): void {
  const rank = (statement: Statement) => parent.rule.children.indexOf(statement.rule);
  const at = parent.children.findIndex((other) => rank(other) > rank(child));
  if (at === -1) parent.children.push(child);
  else parent.children.splice(at, 0, child);
}
