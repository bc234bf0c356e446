import type { LineRule, PlatformRules, SectionRule } from '../platforms/platform-rules.ts';
import { createPatternTrie, hasValue, type PatternMatch, type PatternTrie } from './pattern-trie.ts';

/** Where a line stands: the top level, a section with rules, or a section nobody wrote rules for. */
export interface Place {
  readonly rules: PlatformRules;
  /** Null at the top level and in unknown sections. */
  readonly section: SectionRule | null;
  readonly isKnown: boolean;
  readonly lines: readonly LineRule[];
  /** Reads a line without its `no`; null when no rule fits. */
  readonly readLine: (text: string) => PatternMatch<LineRule> | null;
  /** Reads the words of a key alone, for lines that have a value: what a short negation names. */
  readonly readKey: (text: string) => PatternMatch<LineRule> | null;
  readonly readHeader: (text: string) => PatternMatch<SectionRule> | null;
  /** False where no section is known inside: no line needs to be tried. */
  readonly hasSections: boolean;
  readonly rankOf: (rule: LineRule) => number;
}

const places = new WeakMap<PlatformRules, Map<SectionRule | 'top' | 'unknown', Place>>();

/** The top level of a platform. */
export function topPlace(rules: PlatformRules): Place {
  return placeFor(rules, 'top', () => ({
    section: null,
    isKnown: true,
    lines: rules.lines,
    sections: rules.sections,
  }));
}

/** The inside of a section; null is a section nobody wrote rules for. */
export function placeInside(rules: PlatformRules, section: SectionRule | null): Place {
  return placeFor(rules, section ?? 'unknown', () => ({
    section,
    isKnown: section !== null,
    lines: section?.lines ?? [],
    sections: section?.sections ?? [],
  }));
}

interface PlaceParts {
  readonly section: SectionRule | null;
  readonly isKnown: boolean;
  readonly lines: readonly LineRule[];
  readonly sections: readonly SectionRule[];
}

function placeFor(rules: PlatformRules, id: SectionRule | 'top' | 'unknown', parts: () => PlaceParts): Place {
  const table = places.get(rules) ?? new Map<SectionRule | 'top' | 'unknown', Place>();
  places.set(rules, table);
  const known = table.get(id);
  if (known !== undefined) return known;
  const place = createPlace(rules, parts());
  table.set(id, place);
  return place;
}

function createPlace(rules: PlatformRules, { section, isKnown, lines, sections }: PlaceParts): Place {
  const asPatterns = lines.map((rule) => ({ pattern: rule.pattern, payload: rule }));
  const openers = sections.map((rule) => ({ pattern: rule.opener, payload: rule }));
  const full = createPatternTrie(rules, asPatterns);
  const keys = createPatternTrie(
    rules,
    asPatterns.filter(({ pattern }) => hasValue(pattern)),
    true,
  );
  const headers = createPatternTrie(rules, openers);
  const ranks = new Map(lines.map((rule, rank) => [rule, rank]));
  const readHeader = sections.length === 0 ? () => null : remembering(rules, headers);
  return {
    rules,
    section,
    isKnown,
    lines,
    readLine: (text) => full.match(respelled(rules, text)),
    readKey: (text) => keys.match(respelled(rules, text)),
    readHeader,
    hasSections: sections.length > 0,
    rankOf: (rule) => ranks.get(rule) ?? lines.length,
  };
}

/** The spelling the patterns know. */
function respelled({ respell }: PlatformRules, text: string): string {
  return respell?.(text) ?? text;
}

/** Entries of a memory; a device has far fewer different lines in one kind of section. */
const MOST = 50_000;

/** Both sides of a comparison repeat the same headers; each is read once. */
function remembering<Payload>(
  rules: PlatformRules,
  trie: PatternTrie<Payload>,
): (text: string) => PatternMatch<Payload> | null {
  const memory = new Map<string, PatternMatch<Payload> | null>();
  return (text) => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const read = trie.match(respelled(rules, text));
    if (memory.size >= MOST) memory.clear();
    memory.set(text, read);
    return read;
  };
}
