import { canonicalAddress, canonicalInterfaceAddress, canonicalNetwork } from '../canonical-address.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';

/** What a pattern read: the words that name the item, the whole line, both canonical, and the symbols in it. */
export interface PatternMatch<Payload> {
  readonly payload: Payload;
  readonly key: string;
  readonly line: string;
  readonly defines: readonly string[];
  readonly refers: readonly string[];
}

/** Reads a line by many patterns at once (their language: `LineRule.pattern`); the first pattern of the list that fits wins. */
export interface PatternTrie<Payload> {
  readonly match: (text: string) => PatternMatch<Payload> | null;
}

interface Token {
  readonly spec: string;
  readonly isKey: boolean;
  /** Canonical spelling of a literal, or null for an argument. */
  readonly literals: readonly string[] | null;
  /** Reads one word of an argument. */
  readonly read: (word: string) => string | null;
  /** Reads everything that is left; null for an argument of one word. */
  readonly readRest: ((rest: string) => string | null) | null;
  readonly symbols: readonly { readonly kind: string; readonly defines: boolean }[];
}

interface Edge<Payload> {
  readonly token: Token;
  readonly word: string;
  readonly node: TrieNode<Payload>;
}

interface TrieNode<Payload> {
  readonly literals: Map<string, Edge<Payload>[]>;
  readonly others: Edge<Payload>[];
  end: { readonly rank: number; readonly payload: Payload } | null;
}

/** True when the pattern has a value, so that its line is an attribute and not a member of a collection. */
export function hasValue(pattern: string): boolean {
  return pattern.split(' ').some((word) => /^(\[.*\]|\.\.\.|\{.*\})$/.test(word));
}

/** Builds the trie. `keysOnly` leaves values out, to read what a short negation names. */
export function createPatternTrie<Payload>(
  rules: PlatformRules,
  patterns: readonly { readonly pattern: string; readonly payload: Payload }[],
  keysOnly = false,
): PatternTrie<Payload> {
  const root = emptyNode<Payload>();
  patterns.forEach(({ pattern, payload }, rank) => {
    const tokens = pattern
      .split(' ')
      .map((word) => tokenOf(rules, word))
      .filter((token) => !keysOnly || token.isKey);
    insert(root, tokens, rank, payload);
  });
  return { match: (text) => matchText(root, text) };
}

function emptyNode<Payload>(): TrieNode<Payload> {
  return { literals: new Map(), others: [], end: null };
}

function insert<Payload>(
  node: TrieNode<Payload>,
  tokens: readonly Token[],
  rank: number,
  payload: Payload,
): void {
  const [token, ...more] = tokens;
  if (token === undefined) {
    node.end ??= { rank, payload };
    return;
  }
  if (token.literals === null) insert(edgeTo(node.others, token, '').node, more, rank, payload);
  for (const word of token.literals ?? []) {
    if (word === '') {
      insert(node, more, rank, payload);
      continue;
    }
    const lower = word.toLowerCase();
    const edges = node.literals.get(lower) ?? [];
    node.literals.set(lower, edges);
    insert(edgeTo(edges, token, word).node, more, rank, payload);
  }
}

function edgeTo<Payload>(edges: Edge<Payload>[], token: Token, word: string): Edge<Payload> {
  const known = edges.find(
    (edge) => edge.token.spec === token.spec && edge.token.isKey === token.isKey && edge.word === word,
  );
  if (known !== undefined) return known;
  const edge: Edge<Payload> = { token, word, node: emptyNode() };
  edges.push(edge);
  return edge;
}

/** The way through the trie so far: tokens, and what each of them said. One for all: a search never waits in the middle. */
const tokens: Token[] = [];
const said: string[] = [];

interface Best<Payload> {
  rank: number;
  match: PatternMatch<Payload> | null;
}

function matchText<Payload>(root: TrieNode<Payload>, text: string): PatternMatch<Payload> | null {
  const best: Best<Payload> = { rank: Infinity, match: null };
  search(root, text, skipBlanks(text, 0), 0, best);
  return best.match;
}

function search<Payload>(
  node: TrieNode<Payload>,
  text: string,
  at: number,
  depth: number,
  best: Best<Payload>,
): void {
  if (at >= text.length) {
    if (node.end !== null && node.end.rank < best.rank) {
      best.rank = node.end.rank;
      best.match = toMatch(node.end.payload, text, depth);
    }
    return;
  }
  const wordEnd = endOfWord(text, at);
  const word = text.slice(at, wordEnd);
  const next = skipBlanks(text, wordEnd);
  const edges = node.literals.get(word) ?? node.literals.get(word.toLowerCase());
  if (edges !== undefined) {
    for (const edge of edges) {
      tokens[depth] = edge.token;
      said[depth] = edge.word;
      search(edge.node, text, next, depth + 1, best);
    }
  }
  for (const { token, node: after } of node.others) {
    const words = token.readRest === null ? token.read(word) : token.readRest(text.slice(at));
    if (words === null) continue;
    tokens[depth] = token;
    said[depth] = words;
    search(after, text, token.readRest === null ? next : text.length, depth + 1, best);
  }
}

const NONE: readonly string[] = [];

function toMatch<Payload>(payload: Payload, text: string, depth: number): PatternMatch<Payload> {
  const ofKey: string[] = [];
  let defines: string[] | null = null;
  let refers: string[] | null = null;
  for (let at = 0; at < depth; at += 1) {
    const token = tokens[at];
    const words = said[at] ?? '';
    if (token === undefined) break;
    if (token.isKey) ofKey.push(words);
    for (const symbol of token.symbols) {
      const named = words.split(' ').map((name) => `${symbol.kind} ${name}`);
      if (symbol.defines) defines = [...(defines ?? NONE), ...named];
      else refers = [...(refers ?? NONE), ...named];
    }
  }
  // Most lines are canonical as they are written, and many are all key: equal texts are kept once.
  const line = sameOr(text, said.slice(0, depth).join(' '));
  const key = ofKey.length === depth ? line : ofKey.join(' ');
  return { payload, key, line, defines: defines ?? NONE, refers: refers ?? NONE };
}

function sameOr(known: string, text: string): string {
  return known === text ? known : text;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at += 1;
  return at;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 32 && text.charCodeAt(at) !== 9) at += 1;
  return at;
}

const NO_READER = (): null => null;

function tokenOf(rules: PlatformRules, spec: string): Token {
  const plain = { spec, literals: null, read: NO_READER, readRest: null, symbols: [] };
  if (spec === '...') return { ...plain, isKey: false, readRest: canonicalWords };
  if (spec === '<...>') return { ...plain, isKey: true, readRest: canonicalWords };
  if (spec.startsWith('{')) return { ...plain, isKey: false, readRest: readerOf(rules, spec.slice(1, -1)) };
  if (spec.startsWith('<{')) return { ...plain, isKey: true, readRest: readerOf(rules, spec.slice(2, -2)) };
  const opened = spec.length > 2 ? spec.charAt(0) : '';
  const inner = spec.slice(1, -1);
  if (opened === '(') return { ...plain, isKey: true, literals: inner.split('|') };
  if (opened === '[' && inner.includes('|')) return { ...plain, isKey: false, literals: inner.split('|') };
  if (opened === '<' || opened === '[')
    return { ...plain, isKey: opened === '<', ...argumentOf(rules, inner) };
  return { ...plain, isKey: true, literals: [spec] };
}

/** `#vrf`, `@peer:ip`, `@peer,#bfd:ip`, `@prefix-list+`, `word`. */
function argumentOf(rules: PlatformRules, inner: string): Pick<Token, 'read' | 'readRest' | 'symbols'> {
  const [, names = '', ownKind, plus = ''] =
    /^((?:[#@]?[a-z0-9-]+,)*[#@]?[a-z0-9-]+)(?::([a-z0-9-]+))?(\+?)$/.exec(inner) ?? [];
  if (names === '') throw new Error(`no pattern word: ${inner}`);
  const symbols = names
    .split(',')
    .filter((name) => /^[#@]/.test(name))
    .map((name) => ({ kind: name.slice(1), defines: name.startsWith('#') }));
  const read = kindOf(rules, ownKind ?? (symbols.length === 0 ? names : 'word'));
  return { read, symbols, readRest: plus === '' ? null : (rest) => readEach(rest, read) };
}

function readEach(rest: string, read: (word: string) => string | null): string | null {
  const words = rest.split(/\s+/).map(read);
  return words.includes(null) ? null : words.join(' ');
}

function kindOf(rules: PlatformRules, kind: string): (word: string) => string | null {
  switch (kind) {
    case 'word':
      return (word) => word;
    case 'ip':
      return canonicalAddress;
    case 'net':
      return canonicalNetwork;
    case 'addr':
      return canonicalInterfaceAddress;
    case 'if':
      return rules.interfaceName;
    case 'logical':
      return (word) => {
        const name = rules.interfaceName(word);
        return rules.isLogicalInterface(name) ? name : null;
      };
    default: {
      const own = rules.kinds[kind];
      if (own === undefined) throw new Error(`no kind of argument: ${kind}`);
      return own;
    }
  }
}

function readerOf(rules: PlatformRules, name: string): (rest: string) => string | null {
  if (name === 'text') return rules.collapsesBlanks ? (rest) => rest.replaceAll(/\s+/g, ' ') : (rest) => rest;
  const own = rules.readers[name];
  if (own === undefined) throw new Error(`no reader of a line's rest: ${name}`);
  return own;
}

/** An IPv6 address or prefix in a line has many spellings; any other word has one. */
function canonicalWords(rest: string): string {
  if (!rest.includes(':') && !rest.includes('  ') && !rest.includes('\t')) return rest;
  return rest.split(/\s+/).map(canonicalWord).join(' ');
}

function canonicalWord(word: string): string {
  if (!word.includes(':')) return word;
  return canonicalAddress(word) ?? canonicalInterfaceAddress(word) ?? word;
}
