import type { LineRule } from '../platforms/platform-rules.ts';
import { isEveryVlan, parseVlanList, vlansExcept } from '../vlan-list.ts';
import type { ConfigNode } from './config-node.ts';
import type { PatternMatch } from './pattern-trie.ts';
import type { Place } from './place.ts';

/** Where a line stands, as far as its meaning depends on it. */
export interface LineContext {
  readonly place: Place;
  /** The header of the section; empty at the top level. */
  readonly header: string;
  /** True when this line stands in the section around. */
  readonly standsAround: (line: string) => boolean;
}

/**
 * Reads one line that is no section header; null for a line that only says that something is absent (`no description`).
 * A line of a VLAN list is read as a list by itself: {@link mergeVlans} puts the pieces together.
 */
export function readLine(context: LineContext, text: string): ConfigNode | null {
  const { place } = context;
  const isNegated = text.startsWith('no ');
  const positive = isNegated ? text.slice(3).trimStart() : text;
  const match = place.readLine(positive);
  if (match !== null) return readKnown(context, match, text, isNegated);
  const short = isNegated ? place.readKey(positive) : null;
  if (short !== null) return short.payload.toggle === 'shown' ? denied(short, text) : null;
  const known = place.rules.rewritten.find((form) => form.test(text));
  // The value of such a line is never the same twice, so the words before it name the item.
  const key = known === undefined ? positive : (known.exec(text)?.[0].trimEnd() ?? positive);
  return { ...BARE, key, line: text, text };
}

/** A line without anything special to it. */
export const BARE: Omit<ConfigNode, 'key' | 'line' | 'text'> = {
  rule: null,
  section: null,
  inside: null,
  source: null,
  blob: null,
  defines: [],
  refers: [],
  isDefault: false,
  isMeant: false,
  vlans: null,
};

function readKnown(
  context: LineContext,
  match: PatternMatch<LineRule>,
  text: string,
  isNegated: boolean,
): ConfigNode | null {
  const { payload: rule, key } = match;
  if (isNegated && (rule.toggle ?? rule.hidden) === undefined) return null;
  if (rule.list === 'vlans') return vlanNode(rule, match, text);
  const line = isNegated ? `no ${match.line}` : match.line;
  // Written out, because this makes most of all nodes: a spread takes twice the time.
  return {
    key,
    line,
    text,
    rule,
    section: null,
    inside: null,
    source: null,
    blob: null,
    defines: rule.defines === undefined ? match.defines : [...match.defines, rule.defines],
    refers: refersOf(rule, match),
    isDefault: line === defaultLine(context, rule, key),
    isMeant: false,
    vlans: null,
  };
}

function refersOf({ refers, mentions }: LineRule, match: PatternMatch<LineRule>): readonly string[] {
  if (refers === undefined && mentions === undefined) return match.refers;
  const named = mentions === undefined ? [] : [...match.line.matchAll(mentions.in)];
  return [
    ...match.refers,
    ...(refers === undefined ? [] : [refers]),
    ...named.map(([, name = '']) => `${mentions?.symbol ?? ''} ${name}`),
  ];
}

/** A line that only denies something, and is shown: neither said nor denied is a third state. */
function denied({ payload: rule, key }: PatternMatch<LineRule>, text: string): ConfigNode {
  return { ...BARE, key, line: `no ${key}`, text, rule };
}

/** The line that means the same as no line at all, or null when absence means absence. */
export function defaultLine(
  { header, standsAround }: Pick<LineContext, 'header' | 'standsAround'>,
  rule: LineRule,
  key: string,
): string | null {
  if (rule.toggle === 'shown') return null;
  if (rule.toggle !== undefined) return rule.toggle === 'on' ? key : `no ${key}`;
  if (rule.hidden !== undefined) {
    const isOn = rule.hidden.in.test(header) && !standsAround(rule.hidden.unless);
    return isOn ? key : `no ${key}`;
  }
  if (rule.standard?.in.test(header) === true) return rule.standard.line;
  return null;
}

/** `10,20`, `add 30`, `except 5`, `all`, `none`: the VLANs of one line; a line that is no list stays a line. */
function vlanNode(rule: LineRule, match: PatternMatch<LineRule>, text: string): ConfigNode {
  const words = match.line.slice(match.key.length + 1).split(' ');
  const vlans = nextVlans([], words);
  if (vlans === null) return { ...BARE, key: match.key, line: match.line, text };
  return { ...BARE, key: match.key, line: match.line, text, rule, vlans, isDefault: false };
}

/** What a VLAN list command makes of a list; null for words that are none. */
export function nextVlans(current: readonly number[], words: readonly string[]): readonly number[] | null {
  const [first = '', second = ''] = words;
  if (first === 'none') return [];
  if (first === 'all') return vlansExcept([]);
  const isWord = ['add', 'remove', 'except'].includes(first);
  const listed = parseVlanList(isWord ? words.slice(1).join('') : words.join(''));
  if (listed === null || (isWord && second === '')) return null;
  if (first === 'add') return [...new Set([...current, ...listed])].sort((a, b) => a - b);
  if (first === 'remove') return current.filter((id) => !listed.includes(id));
  return first === 'except' ? vlansExcept(listed) : listed;
}

/** Puts the pieces of a VLAN list together: `allowed vlan 10,20` and `allowed vlan add 30`. */
export function mergeVlans(before: ConfigNode, piece: ConfigNode): ConfigNode {
  const words = piece.line.slice(piece.key.length + 1).split(' ');
  return { ...before, vlans: nextVlans(before.vlans ?? [], words) ?? before.vlans };
}

/** The name of one VLAN of a list among the items of its section; every VLAN is one item. */
export function vlanKeys(node: ConfigNode): readonly string[] {
  const { vlans } = node;
  if (vlans === null) return [];
  return isEveryVlan(vlans) ? [`${node.key} all`] : vlans.map((id) => `${node.key} ${id}`);
}
