import { UNKNOWN, type Statements } from '../platforms/junos/statement.ts';
import {
  createMark,
  createNode,
  dropNode,
  markKey,
  statementOf,
  type Mark,
  type OpenNode,
  type OpenSection,
} from './open-tree.ts';
import { takeStatement, type Extent, type TakenStatement } from './take-statement.ts';

/** Cuts a row of words into statements, outermost first. The last one may be incomplete; then it ends the list. */
export function takeAll(
  statements: Statements,
  words: readonly string[],
  at: number,
  extent: Extent = 'whole',
): readonly TakenStatement[] {
  const steps: TakenStatement[] = [];
  let place = statements;
  while (at < words.length) {
    const step = takeStatement(place, words, at, extent);
    steps.push(step);
    if (!step.isComplete) break;
    at += step.used;
    place = placeAfter(step, place);
  }
  return steps;
}

/** What can follow a statement on the same line: what stands inside it or, where nothing can, what stands beside it. */
export function placeAfter({ statement }: TakenStatement, place: Statements): Statements {
  if (statement === null) return UNKNOWN;
  return statement.section === null ? place : statement.inside;
}

/** True where something can stand inside the statement. */
export function opens({ statement }: TakenStatement): boolean {
  return statement === null || statement.section !== null;
}

/** Puts a statement where it belongs: a value replaces the one there was, anything else is there once. */
export function putNode(section: OpenSection, step: TakenStatement): OpenNode {
  const known = section.nodes.get(step.key);
  if (known !== undefined && (opens(step) || (known.line === step.line && known.text === step.text)))
    return known;
  const node = createNode(step);
  section.nodes.set(step.key, node);
  return node;
}

/** As {@link putNode} for a text that is a whole configuration: it cannot say two things about one value. */
export function readNode(section: OpenSection, step: TakenStatement): OpenNode {
  const known = section.nodes.get(step.key);
  if (known !== undefined) {
    if (opens(step)) return known;
    if (known.line !== step.line)
      section.contradictions = [...section.contradictions, { first: known.line, second: step.line }];
  }
  const node = createNode(step);
  section.nodes.set(step.key, node);
  return node;
}

/** Where some statements stand: their section, their keys, and the headers around, outermost first. */
export interface Spot {
  readonly section: OpenSection;
  readonly keys: readonly string[];
  readonly around: readonly { readonly section: OpenSection; readonly key: string }[];
}

/**
 * Finds what a `delete`, `deactivate` or `protect` line names, or null when it is not there. The name of a value stands
 * for whatever value there is, and the name of a list for all of it.
 */
export function findSpot(top: OpenSection, words: readonly string[]): Spot | null {
  const steps = takeAll(top.statements, words, 0, 'name');
  const last = steps.at(-1);
  if (last === undefined) return null;
  const around: { section: OpenSection; key: string }[] = [];
  let section = top;
  for (const step of steps.slice(0, -1)) {
    const inside = section.nodes.get(step.key)?.inside ?? null;
    if (inside === null || !opens(step)) return null;
    around.push({ section, key: step.key });
    section = inside;
  }
  const keys = namedKeys(section, last);
  return keys.length === 0 ? null : { section, keys, around };
}

function namedKeys(section: OpenSection, step: TakenStatement): readonly string[] {
  const node = section.nodes.get(step.key);
  if (step.isComplete) return node?.line === step.line ? [step.key] : [];
  const { statement } = step;
  if (statement?.shape === 'leaf') {
    return node !== undefined && step.used === statement.words.length - 1 ? [step.key] : [];
  }
  if (statement?.shape !== 'list' || step.used !== 1) return [];
  return [...section.nodes.values()]
    .filter((other) => statementOf(other) === statement)
    .map(({ key }) => key);
}

/** Takes statements away. A header around that means nothing by itself goes with the last thing in it. */
export function removeAt({ section, keys, around }: Spot): void {
  for (const key of keys) dropNode(section.nodes, key);
  let inner = section;
  for (const outer of [...around].reverse()) {
    if (inner.nodes.size > 0 || inner.rule?.presence !== 'implied') return;
    dropNode(outer.section.nodes, outer.key);
    inner = outer.section;
  }
}

export function markAt({ section, keys }: Spot, mark: Mark): void {
  for (const key of keys) section.nodes.set(markKey(mark, key), createMark(mark, key));
}

/** False when a mark was not there. */
export function unmarkAt({ section, keys }: Spot, mark: Mark): boolean {
  return keys.every((key) => section.nodes.delete(markKey(mark, key)));
}

/** Moves an entry of an ordered list; false when the two are not of one such list. */
export function moveNode(
  section: OpenSection,
  key: string,
  side: 'before' | 'after',
  other: string,
): boolean {
  const [moved, fixed] = [section.nodes.get(key), section.nodes.get(other)];
  if (moved === undefined || fixed === undefined || moved === fixed) return false;
  const statement = statementOf(moved);
  if (statement?.isOrdered !== true || statementOf(fixed) !== statement) return false;
  const nodes = [...section.nodes.values()];
  section.nodes.clear();
  for (const node of nodes) {
    if (node === moved) continue;
    if (node === fixed && side === 'before') section.nodes.set(key, moved);
    section.nodes.set(node.key, node);
    if (node === fixed && side === 'after') section.nodes.set(key, moved);
  }
  return true;
}
