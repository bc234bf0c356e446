import type { Item } from '../../domain/configuration.ts';
import type { LineRule, PlatformRules, SectionRule } from '../platforms/platform-rules.ts';
import type { PatternMatch } from './pattern-trie.ts';
import { placeInside, topPlace, type Place } from './place.ts';
import { readLine } from './read-line.ts';
import { BLOB_MARK } from './read-tree.ts';

/** A line or a header as the rules of its place read it. Null rules: nobody wrote any for it. */
export interface ReadPart {
  readonly place: Place;
  /** What stands around it, outermost first. */
  readonly path: readonly string[];
  readonly section: PatternMatch<SectionRule> | null;
  readonly rule: LineRule | null;
  readonly isKnown: boolean;
  readonly defines: readonly string[];
  readonly refers: readonly string[];
}

/** The headers around an item, outermost first, and the item itself as the last part. Not for Junos, which has no patterns. */
export function readItem(rules: PlatformRules, item: Item): readonly ReadPart[] {
  const parts: ReadPart[] = [];
  let place = topPlace(rules);
  item.path.forEach((header, level) => {
    const part = readHeader(place, item.path.slice(0, level), header);
    parts.push(part);
    place = placeInside(rules, part.section?.payload ?? null);
  });
  const asHeader = readHeader(place, item.path, item.line);
  parts.push(asHeader.section === null ? readOwnLine(place, item) : asHeader);
  return parts;
}

function readHeader(place: Place, path: readonly string[], header: string): ReadPart {
  const section = place.readHeader(header);
  const { defines, refers } = section ?? NOTHING;
  return { place, path, section, rule: null, isKnown: section !== null, defines, refers };
}

const NOTHING = { defines: [], refers: [] };

function readOwnLine(place: Place, { path, line }: Item): ReadPart {
  const part = { place, path, section: null };
  // A value of several lines stands in an item as its name and a digest.
  if (line.includes(BLOB_MARK)) return { ...part, ...NOTHING, rule: null, isKnown: true };
  const node = readLine({ place, header: path.at(-1) ?? '', standsAround: () => false }, line);
  const isKnown = node === null || node.rule !== null || isRewritten(place, line);
  return { ...part, ...(node ?? NOTHING), path, section: null, rule: node?.rule ?? null, isKnown };
}

/** Lines whose value the device stores in another form are known by their beginning. */
function isRewritten({ rules }: Place, line: string): boolean {
  return rules.rewritten.some((form) => form.test(line));
}
