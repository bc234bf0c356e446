import { createHash } from 'node:crypto';
import type { PlatformRules, SectionRule } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection, Contradiction } from './config-node.ts';
import type { PatternMatch } from './pattern-trie.ts';
import { byNumber, createNumbering } from './list-numbers.ts';
import { meantNodes } from './meant-lines.ts';
import { placeInside, topPlace, type Place } from './place.ts';
import { cutBlocks, readBody, UnendedValue, type RawBlob, type RawBlock, type RawNode } from './raw-lines.ts';
import { BARE, mergeVlans, readLine, type LineContext } from './read-line.ts';

/** A configuration as a tree, or the reason why it cannot be read without guessing. */
export type TreeResult =
  { readonly ok: true; readonly top: ConfigSection } | { readonly ok: false; readonly reason: string };

/** Stands in the line of an item that is a multi-line value, before its digest. */
export const BLOB_MARK = '(multi-line, sha256 ';

/**
 * Reads a text of a platform that structures by indentation. Sections are read when somebody looks inside: most of two
 * configurations is equal, and equal texts need no reading. `namesakes` gives sections of that key in other trees: what is the
 * same text there and was read is not read again.
 */
export function readIndentedTree(
  rules: PlatformRules,
  text: string,
  namesakes: Surroundings['namesakes'] = () => [],
): TreeResult {
  try {
    return { ok: true, top: readTop(rules, text, namesakes) };
  } catch (error) {
    if (error instanceof UnendedValue) return { ok: false, reason: error.message };
    throw error;
  }
}

function readTop(rules: PlatformRules, text: string, namesakes: Surroundings['namesakes']): ConfigSection {
  const place = topPlace(rules);
  const context: LineContext = { place, header: '', standsAround: () => false };
  const nodes = new Map<string, ConfigNode>();
  const contradictions: Contradiction[] = [];
  const standsAtTop = (line: string): boolean => nodes.get(place.readLine(line)?.key ?? line)?.line === line;
  const around: Surroundings = { rules, standsAround: standsAtTop, namesakes };
  for (const block of cutBlocks(rules, text)) {
    if (block.blob !== null) {
      addNode(nodes, blobNode(block.text, block.blob), contradictions);
      continue;
    }
    for (const { text: line, body } of rewritten(rules, block)) {
      for (const header of rules.expandHeader(line) ?? [line]) {
        const match = place.readHeader(header);
        if (match === null && body === '') addNode(nodes, readLine(context, header), contradictions);
        else addSection(nodes, new LazySection(around, header, match, body));
      }
    }
  }
  return { rule: null, isKnown: true, nodes, numbersMatter: true, contradictions };
}

/** A block as the rules read it: another spelling may be several lines, and a section with lines of its own. */
function rewritten(rules: PlatformRules, block: RawBlock): readonly Pick<RawBlock, 'text' | 'body'>[] {
  const instead = rules.rewriteLine?.(block.text) ?? null;
  if (instead === null) return [block];
  return cutBlocks(rules, instead).map(({ text, body }, index, all) => ({
    text,
    body: index < all.length - 1 ? body : [body, block.body].filter((part) => part !== '').join(PART),
  }));
}

/** Stands between the texts of a section that is entered twice: each may be indented in its own way. */
const PART = '\u0000';

/** What a top-level section is read with. */
interface Surroundings {
  readonly rules: PlatformRules;
  readonly standsAround: LineContext['standsAround'];
  readonly namesakes: (key: string) => readonly ConfigNode[];
}

/** A top-level section whose inside is read when first asked for. */
class LazySection implements ConfigNode {
  readonly key: string;
  readonly line: string;
  readonly text: string;
  readonly rule = null;
  readonly section: SectionRule | null;
  readonly source: string;
  readonly blob = null;
  readonly defines: readonly string[];
  readonly refers: readonly string[];
  readonly isDefault = false;
  readonly isMeant = false;
  readonly vlans = null;
  readonly #around: Surroundings;
  readonly #match: PatternMatch<SectionRule> | null;
  #inside: ConfigSection | null = null;
  /** Read here, by nothing but its own text: another tree may have it. What is borrowed is not lent on, or old texts would stay. */
  #mayBeLent = false;

  constructor(around: Surroundings, text: string, match: PatternMatch<SectionRule> | null, source: string) {
    this.#around = around;
    this.#match = match;
    this.text = text;
    this.section = match?.payload ?? null;
    this.key = match?.key ?? text;
    this.line = match?.line ?? text;
    this.defines = match?.defines ?? NONE;
    this.refers = match?.refers ?? NONE;
    this.source = source;
  }

  get inside(): ConfigSection {
    this.#inside ??= this.#borrow() ?? this.#read();
    return this.#inside;
  }

  #borrow(): ConfigSection | null {
    const { rules, namesakes } = this.#around;
    for (const other of namesakes(this.key)) {
      if (!(other instanceof LazySection) || !other.#mayBeLent || other.#around.rules !== rules) continue;
      if (other.line === this.line && other.source === this.source) return other.#inside;
    }
    return null;
  }

  #read(): ConfigSection {
    const { rules, standsAround } = this.#around;
    let hasLookedAround = false;
    const inside = readSection(
      placeInside(rules, this.section),
      [this.line],
      this.source.split(PART).flatMap((part) => readBody(rules, part)),
      (line) => {
        hasLookedAround = true;
        return standsAround(line);
      },
    );
    this.#mayBeLent = !hasLookedAround;
    return inside;
  }

  /** The same section with more text: a section that is entered twice is one section; its last header counts. */
  with(other: LazySection): LazySection {
    const source = [this.source, other.source].filter((text) => text !== '').join(PART);
    return new LazySection(this.#around, other.text, other.#match, source);
  }
}

const NONE: readonly string[] = [];

function addSection(nodes: Map<string, ConfigNode>, section: LazySection): void {
  const known = nodes.get(section.key);
  nodes.set(section.key, known instanceof LazySection ? known.with(section) : section);
}

function readSection(
  place: Place,
  path: readonly string[],
  raws: readonly RawNode[],
  standsAround: LineContext['standsAround'],
): ConfigSection {
  const { rules, section } = place;
  const context: LineContext = {
    place,
    header: path.at(-1) ?? '',
    standsAround,
  };
  const nodes = new Map<string, ConfigNode>();
  const contradictions: Contradiction[] = [];
  const numbers = section?.numbered === undefined ? null : createNumbering(section.numbered.step);
  for (const raw of mergeRepeats(place, raws)) {
    if (raw.blob !== null) {
      if (raw.blob.rule.ignored?.(path, raw.text) !== true)
        addNode(nodes, blobNode(raw.text, raw.blob), contradictions);
      continue;
    }
    const text = numbers === null ? raw.text : numbers.give(raw.text);
    const header = place.readHeader(text);
    if (header === null && raw.children.length === 0) {
      addNode(nodes, readLine(context, text), contradictions);
      continue;
    }
    const line = header?.line ?? text;
    nodes.set(header?.key ?? text, {
      ...BARE,
      key: header?.key ?? text,
      line,
      text,
      section: header?.payload ?? null,
      inside: readSection(
        placeInside(rules, header?.payload ?? null),
        [...path, line],
        raw.children,
        (other) => raws.some((sibling) => sibling.text === other),
      ),
      defines: header?.defines ?? NONE,
      refers: header?.refers ?? NONE,
    });
  }
  for (const node of meantNodes(context, nodes)) nodes.set(node.key, node);
  const inOrder = numbers === null ? nodes : byNumber(nodes);
  return {
    rule: section,
    isKnown: place.isKnown,
    nodes: inOrder,
    numbersMatter: numbers?.areAllGiven() ?? true,
    contradictions,
  };
}

/** A section that is entered twice is one section. */
function mergeRepeats(place: Place, raws: readonly RawNode[]): readonly RawNode[] {
  if (!place.hasSections && raws.every(({ children }) => children.length === 0)) return raws;
  const sections = new Map<string, RawNode>();
  let hasRepeats = false;
  for (const raw of raws) {
    if (raw.children.length === 0 && place.readHeader(raw.text) === null) continue;
    const key = place.readHeader(raw.text)?.key ?? raw.text;
    const known = sections.get(key);
    if (known !== undefined) hasRepeats = true;
    sections.set(key, known === undefined ? raw : { ...raw, children: [...known.children, ...raw.children] });
  }
  if (!hasRepeats) return raws;
  const merged: RawNode[] = [];
  for (const raw of raws) {
    const key = place.readHeader(raw.text)?.key ?? raw.text;
    const section = raw.blob === null ? sections.get(key) : undefined;
    if (section === undefined) merged.push(raw);
    else if (sections.delete(key)) merged.push(section);
  }
  return merged;
}

/** The same unknown line again (a remark in a list) is an item of its own; a known one replaces what it names. */
function addNode(
  nodes: Map<string, ConfigNode>,
  node: ConfigNode | null,
  contradictions: Contradiction[],
): void {
  if (node === null) return;
  const known = nodes.get(node.key);
  if (known === undefined) nodes.set(node.key, node);
  else if (node.vlans !== null && known.vlans !== null) nodes.set(node.key, mergeVlans(known, node));
  else if (node.rule !== null || known.line !== node.line || node.blob !== null) {
    if (known.line !== node.line) contradictions.push({ first: known.line, second: node.line });
    nodes.set(node.key, node);
  } else {
    let times = 2;
    while (nodes.has(`${node.key} #${times}`)) times += 1;
    nodes.set(`${node.key} #${times}`, { ...node, key: `${node.key} #${times}` });
  }
}

/** A value of several lines as one item. */
export function blobNode(text: string, { rule, lines }: RawBlob): ConfigNode {
  const key = rule.keyOf(text);
  const digest = createHash('sha256').update(rule.canonical(text, lines)).digest('hex').slice(0, 16);
  return {
    ...BARE,
    key,
    line: `${key} ${BLOB_MARK}${digest})`,
    text,
    blob: lines,
  };
}
