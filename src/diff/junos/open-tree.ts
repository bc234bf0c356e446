import type { LineRule, SectionRule } from '../platforms/platform-rules.ts';
import { ROOT } from '../platforms/junos/root.ts';
import { isStatement, UNKNOWN, type Statement, type Statements } from '../platforms/junos/statement.ts';
import type { ConfigNode, ConfigSection, Contradiction } from '../tree/config-node.ts';
import type { TakenStatement } from './take-statement.ts';

/** A tree that may still change. It belongs to whoever built it; once given out it is a plain {@link ConfigSection}. */
export interface OpenSection extends ConfigSection {
  readonly nodes: Map<string, OpenNode>;
  contradictions: readonly Contradiction[];
  /** What can stand in it. */
  readonly statements: Statements;
}

export interface OpenNode extends ConfigNode {
  section: SectionRule | null;
  inside: OpenSection | null;
}

export type Mark = 'inactive' | 'protect';

/** Marks are items of their own beside the statement they are about. */
const MARK_RULES: Readonly<Record<Mark, LineRule>> = {
  // Model intent never asks for it, and what it takes out of service is told where it stands on the device.
  inactive: { pattern: 'inactive: <...>', negation: 'line', model: 'member' },
  protect: { pattern: 'protect: <...>', negation: 'line' },
};

export function markKey(mark: Mark, key: string): string {
  return `${mark}: ${key}`;
}

/** The mark a node stands for, or null for a statement. */
export function markOf(node: ConfigNode): Mark | null {
  if (node.rule === MARK_RULES.inactive) return 'inactive';
  return node.rule === MARK_RULES.protect ? 'protect' : null;
}

/** The statement rule of a node; null for marks and for words nobody wrote rules for. */
export function statementOf(node: ConfigNode): Statement | null {
  return isStatement(node.rule) ? node.rule : null;
}

const NONE: readonly never[] = [];

export function emptyTop(): OpenSection {
  return sectionWith(null, ROOT);
}

function sectionWith(rule: SectionRule | null, statements: Statements): OpenSection {
  return {
    rule,
    isKnown: statements !== UNKNOWN,
    nodes: new Map(),
    numbersMatter: true,
    contradictions: NONE,
    statements,
  };
}

/** A new node for a statement, with nothing in it yet. */
export function createNode({ statement, key, line, text }: TakenStatement): OpenNode {
  const section = statement === null ? null : statement.section;
  return {
    key,
    line,
    text,
    rule: statement,
    section,
    inside: statement === null || section === null ? null : emptyInside(statement),
    source: null,
    blob: null,
    defines: statement === null ? NONE : symbols(statement, line, 'defines'),
    refers: statement === null ? NONE : symbols(statement, line, 'refers'),
    isDefault: false,
    isMeant: false,
    vlans: null,
  };
}

export function createMark(mark: Mark, key: string): OpenNode {
  const line = markKey(mark, key);
  const taken = { statement: null, key: line, line, text: line, used: 0, isComplete: true };
  return { ...createNode(taken), rule: MARK_RULES[mark] };
}

/** Words inside a word nobody knows: its header is no item, what stands deepest is. */
const UNKNOWN_SECTION: SectionRule = {
  opener: '<word>',
  presence: 'implied',
  lines: [],
  sections: [],
  model: false,
  exit: null,
  meant: [],
};

/** Most addresses, neighbors and routes have nothing in them: they share one empty inside until something is put there. */
const EMPTY = new WeakMap<Statement, OpenSection>();

function emptyInside(statement: Statement): OpenSection {
  let empty = EMPTY.get(statement);
  if (empty === undefined) {
    empty = sectionWith(statement.section, statement.inside);
    EMPTY.set(statement, empty);
  }
  return empty;
}

/** The inside of a node, to put something there; a word nobody knows has one from then on. */
export function openInside(node: OpenNode): OpenSection {
  const statement = statementOf(node);
  if (node.inside === null) {
    node.section = UNKNOWN_SECTION;
    node.inside = sectionWith(UNKNOWN_SECTION, UNKNOWN);
  } else if (statement !== null && node.inside === EMPTY.get(statement)) {
    node.inside = sectionWith(statement.section, statement.inside);
  }
  return node.inside;
}

/** Makes a word nobody knows stand for something by itself, with nothing in it. */
export function closeInside(node: OpenNode): void {
  node.section = null;
  node.inside = null;
}

/** `policy-statement OUT`: what the words of a statement define or refer to. */
function symbols(statement: Statement, line: string, side: 'defines' | 'refers'): readonly string[] {
  if (!(side === 'defines' ? statement.isDefining : statement.isReferring)) return NONE;
  const words = line.split(' ');
  return statement.words.flatMap((form, index) => {
    const symbol = form[side];
    return symbol === null ? [] : [`${symbol} ${words[index] ?? ''}`];
  });
}

/** False for a header that exists only while something stands in it, and nothing does. */
export function isPresent(node: ConfigNode): boolean {
  return node.inside === null || node.section?.presence !== 'implied' || hasContent(node);
}

/** True when anything stands inside. */
export function hasContent(node: ConfigNode): boolean {
  if (node.inside === null) return false;
  for (const child of node.inside.nodes.values()) if (isPresent(child)) return true;
  return false;
}

/** Takes a statement away with its marks. */
export function dropNode(nodes: Map<string, ConfigNode>, key: string): void {
  nodes.delete(key);
  nodes.delete(markKey('inactive', key));
  nodes.delete(markKey('protect', key));
}

/** A copy that may be changed, whoever made the tree. */
export function copyTree(section: ConfigSection, statements: Statements = ROOT): OpenSection {
  const nodes = new Map<string, OpenNode>();
  for (const node of section.nodes.values()) {
    nodes.set(node.key, { ...node, inside: copyInside(node) });
  }
  return { ...section, contradictions: NONE, nodes, statements };
}

function copyInside(node: ConfigNode): OpenSection | null {
  if (node.inside === null) return null;
  const statement = statementOf(node);
  if (statement === null) return copyTree(node.inside, UNKNOWN);
  return node.inside.nodes.size === 0 ? emptyInside(statement) : copyTree(node.inside, statement.inside);
}
