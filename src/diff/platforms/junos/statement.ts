import type { LineRule, SectionRule } from '../platform-rules.ts';
import { KINDS, SHAPES, type Kind } from './kinds.ts';

/**
 * What one kind of statement means on Junos. Its pattern is a row of words:
 * - `word`: literal; `<kind>`: names the statement among its siblings; `[kind]`: the value, always last;
 * - `<...>`, `[...]`: takes all remaining words of the statement as its name, or as its value.
 * `#symbol:` before the kind says that the word defines what it names, `@symbol:` that it refers to it.
 *
 * The patterns say where one statement ends and the next begins, which a `set` line does not show.
 */
export interface Statement extends LineRule {
  /**
   * - `container`: exists only while something stands in it; - `presence`: means something by itself (`family inet;`);
   * - `entry`: one of many, by name; - `leaf`: one value, a new one replaces it; - `flag`: there or not;
   * - `list`: one of many values, in any order; - `values`: a list whose order means something, each value inside it.
   * Nothing can stand in a leaf, a flag or a value: words that follow are statements beside it.
   */
  readonly shape: 'container' | 'presence' | 'entry' | 'leaf' | 'flag' | 'list' | 'values';
  readonly words: readonly PatternWord[];
  readonly takesRest: boolean;
  /** Some word of it defines, or refers to, what it names. */
  readonly isDefining: boolean;
  readonly isReferring: boolean;
  /** Order among its siblings of the same kind means something; `insert` moves it. */
  readonly isOrdered: boolean;
  /** Null for statements nothing stands in. */
  readonly section: SectionRule | null;
  readonly inside: Statements;
  /** Junos prints what stands inside on the same line: a single statement, or all of them. Null: in a block. */
  readonly oneLine: 'one' | 'all' | null;
}

export interface PatternWord {
  /** Null: an argument. */
  readonly literal: string | null;
  readonly isValue: boolean;
  readonly kind: Kind;
  /** Null: any word will do. */
  readonly shape: RegExp | null;
  readonly defines: string | null;
  readonly refers: string | null;
}

/** The statements that can stand in one place. */
export interface Statements {
  /** By the first word; of several the first that fits counts. */
  readonly byWord: ReadonlyMap<string, readonly Statement[]>;
  /** Those that begin with a name. */
  readonly named: readonly Statement[];
  /** Where each kind of statement is printed in a place whose order means something. */
  readonly rankOf: (statement: Statement | null) => number;
}

/** What most statements do not need to say. */
export interface StatementOptions extends Partial<LineRule> {
  readonly oneLine?: 'one' | 'all';
  readonly isOrdered?: true;
}

type Inside = readonly Statement[] | (() => readonly Statement[]);

/** Exists only while something stands in it; alone it is no configuration. Doubtful ones are `presence`. */
export function container(pattern: string, inside: Inside, more: StatementOptions = {}): Statement {
  return create('container', pattern, inside, more);
}

/** Means something without anything in it, and stays when it has lost what stood in it. */
export function presence(pattern: string, inside: Inside = [], more: StatementOptions = {}): Statement {
  return create('presence', pattern, inside, more);
}

/** One of many by name; stays when it has lost what stood in it. */
export function entry(pattern: string, inside: Inside = [], more: StatementOptions = {}): Statement {
  return create('entry', pattern, inside, more);
}

/** An entry that has its place among the others. */
export function ordered(pattern: string, inside: Inside = [], more: StatementOptions = {}): Statement {
  return create('entry', pattern, inside, { ...more, isOrdered: true });
}

/** One value. Only where that is certain: a list taken for a leaf would lose values. */
export function leaf(pattern: string, more: StatementOptions = {}): Statement {
  return create('leaf', pattern, [], more);
}

/** Several leaves of one kind, by name. */
export function leaves(names: string, kind = 'word'): readonly Statement[] {
  return names.split(' ').map((name) => leaf(`${name} [${kind}]`));
}

/** There or not. Only where nothing can follow. */
export function flag(name: string, more: StatementOptions = {}): Statement {
  return create('flag', name, [], more);
}

export function flags(names: string): readonly Statement[] {
  return names.split(' ').map((name) => flag(name));
}

/** One of many values in any order (`members [ 10 20 ]`). */
export function list(pattern: string, more: StatementOptions = {}): Statement {
  return create('list', pattern, [], more);
}

/** A list of values whose order means something (`import [ A B ]`). */
export function values(name: string, kind = 'word'): Statement {
  return create('values', name, [create('list', `<${kind}>`, [], { isOrdered: true })], {});
}

function create(
  shape: Statement['shape'],
  pattern: string,
  inside: Inside,
  { oneLine, isOrdered, ...more }: StatementOptions,
): Statement {
  const words = pattern.split(' ').map(parseWord);
  let known: Statements | null = null;
  const holds = shape === 'container' || shape === 'presence' || shape === 'entry' || shape === 'values';
  return {
    ...more,
    pattern,
    negation: shape === 'leaf' ? 'key' : 'line',
    shape,
    words,
    takesRest: pattern.includes('...'),
    isDefining: words.some(({ defines }) => defines !== null),
    isReferring: words.some(({ refers }) => refers !== null),
    isOrdered: isOrdered === true,
    oneLine: oneLine ?? null,
    section: holds
      ? sectionRule(shape, pattern, typeof inside === 'function' ? [] : inside, more.model)
      : null,
    // Read when first needed: groups and logical systems hold everything again.
    get inside() {
      const all = typeof inside === 'function' ? inside() : inside;
      known ??= all.length === 0 ? UNKNOWN : statements(all);
      return known;
    },
  };
}

function sectionRule(
  shape: Statement['shape'],
  opener: string,
  inside: readonly Statement[],
  model: LineRule['model'],
): SectionRule {
  return {
    opener,
    presence: shape === 'container' || shape === 'values' ? 'implied' : 'removable',
    lines: [],
    sections: [],
    model: model !== undefined,
    ...(inside.some(({ isOrdered }) => isOrdered) ? { ordered: true as const } : {}),
    exit: null,
    meant: [],
  };
}

/** Puts statements together for one place. */
export function statements(all: readonly Statement[]): Statements {
  const byWord = new Map<string, Statement[]>();
  const named: Statement[] = [];
  for (const statement of all) {
    const first = statement.words[0]?.literal ?? null;
    if (first === null) named.push(statement);
    else if (byWord.has(first)) byWord.get(first)?.push(statement);
    else byWord.set(first, [statement]);
  }
  const ranks = new Map(all.map((statement, rank) => [statement, rank]));
  return {
    byWord,
    named,
    rankOf: (statement) => (statement === null ? all.length + 1 : (ranks.get(statement) ?? all.length)),
  };
}

/** Where nobody wrote rules. A term is a term everywhere, and so is a rule: the first that fits counts. */
const UNKNOWN_WORDS: readonly Statement[] = [
  ordered('term <word>', () => UNKNOWN_WORDS),
  ordered('rule <word>', () => UNKNOWN_WORDS),
];
export const UNKNOWN = statements(UNKNOWN_WORDS);

function parseWord(written: string): PatternWord {
  const [, open, symbol, kind] = /^([<[])(?:([#@][\w-]+):)?([\w.]+)[>\]]$/.exec(written) ?? [];
  if (open === undefined || kind === undefined) {
    return {
      literal: written,
      isValue: false,
      kind: (word) => word,
      shape: null,
      defines: null,
      refers: null,
    };
  }
  const known = KINDS[kind === '...' ? 'word' : kind];
  if (known === undefined) throw new Error(`no kind "${kind}" in "${written}"`);
  return {
    literal: null,
    isValue: open === '[',
    kind: known,
    shape: SHAPES[kind] ?? null,
    defines: symbol?.startsWith('#') === true ? symbol.slice(1) : null,
    refers: symbol?.startsWith('@') === true ? symbol.slice(1) : null,
  };
}

/** True for a rule written here. */
export function isStatement(rule: LineRule | null): rule is Statement {
  return rule !== null && 'shape' in rule;
}
