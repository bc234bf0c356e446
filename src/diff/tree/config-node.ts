import type { LineRule, SectionRule } from '../platforms/platform-rules.ts';

/**
 * One item of a configuration in its place. `line` is canonical and complete, and what is compared; `text` is what the device
 * or the template wrote, and what is sent. Both lack indentation. Frozen by convention: trees share nodes, nobody changes one.
 */
export interface ConfigNode {
  /** Names the item among its siblings: the command words of an attribute, the whole canonical line of a member. */
  readonly key: string;
  readonly line: string;
  readonly text: string;
  /** Null: no rule knows the line. It is compared exactly, added as it is and removed by `no` + itself, with a warning. */
  readonly rule: LineRule | null;
  /** The rule of the section whose header this is; null for lines and for sections nobody wrote rules for. */
  readonly section: SectionRule | null;
  /** What stands inside, for a section, even an empty one; null for a line. */
  readonly inside: ConfigSection | null;
  /** The text inside as it was written: sections with equal headers and sources are equal. Null where it cannot tell. */
  readonly source: string | null;
  /** The further lines of a value that spans several, verbatim; null for any other line. */
  readonly blob: readonly string[] | null;
  /** Symbols the item defines and refers to (`acl EDGE-IN`), canonical. */
  readonly defines: readonly string[];
  readonly refers: readonly string[];
  /** The line only spells out what the device does without it, and vanishes on it. */
  readonly isDefault: boolean;
  /** Not written anywhere: another line means it. */
  readonly isMeant: boolean;
  /** VLANs, where the item is a list of them (sorted; every VLAN is all 4094). */
  readonly vlans: readonly number[] | null;
}

/** The inside of a section, or the top level. Nodes by key, in the order of the text. */
export interface ConfigSection {
  /** Null: the top level, or a section nobody wrote rules for. */
  readonly rule: SectionRule | null;
  /** False for a section nobody wrote rules for: everything in it is unknown. */
  readonly isKnown: boolean;
  readonly nodes: ReadonlyMap<string, ConfigNode>;
  /** Entries had no numbers in the text: those they have were given to them, and mean nothing but order. */
  readonly numbersMatter: boolean;
  /** Keys for which the text gives two values: the last one stands in `nodes`. */
  readonly contradictions: readonly Contradiction[];
}

/** Two values for what can have only one. */
export interface Contradiction {
  readonly first: string;
  readonly second: string;
}

/** A section with nothing in it that nobody wrote: what a side has that lacks the section. */
export const EMPTY_SECTION: ConfigSection = {
  rule: null,
  isKnown: true,
  nodes: new Map(),
  numbersMatter: true,
  contradictions: [],
};

/** A header with another inside. Its text is not told any more: it is the source of nothing. */
export function sectionNode(header: ConfigNode, inside: ConfigSection): ConfigNode {
  // A node that reads itself when looked at has its inside behind a getter, which a spread leaves behind.
  const { key, line, text, rule, section, blob, defines, refers, isDefault, isMeant, vlans } = header;
  return {
    key,
    line,
    text,
    rule,
    section,
    inside,
    source: null,
    blob,
    defines,
    refers,
    isDefault,
    isMeant,
    vlans,
  };
}

/** True for a section, even an empty one. Unlike a look at `inside`, this reads nothing. */
export function isSection(node: ConfigNode): boolean {
  return node.source !== null || node.inside !== null;
}
