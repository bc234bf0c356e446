import type { Platform } from '../../domain/platform.ts';

/**
 * What one kind of line means on a platform. `pattern` is a row of words:
 * - `word`, `(in|out)`: literal, part of the key; `[permit|deny]`: literal, part of the value; `[standard|]`: one that may be missing;
 * - `<kind>`: an argument that is part of the key (the subject); `[kind]`: an argument that is the value;
 * - `...`: the rest of the line is the value, words in canonical form; `<...>`: the same as part of the key;
 * - `{reader}`, `<{reader}>`: the rest, read by {@link PlatformRules.readers}; `{text}` is free text and built in.
 *
 * Kinds: `word`, `ip`, `net` (host bits cleared), `addr` (address/length), `if` (interface name), `logical` (interface that
 * exists only in the configuration), and those of {@link PlatformRules.kinds}.
 * `#symbol` before the kind says that the line defines what the argument names, `@symbol` that it refers to it:
 * `<#vrf>`, `[@route-map]`, `<#peer:ip>`, or several: `<@peer,#bfd:ip>`. A `+` at the end takes all remaining words, each of that kind: `[@prefix-list+]`.
 *
 * A pattern with a value is an attribute (one line per key); one without is a member of a collection (key = line).
 */
export interface LineRule {
  readonly pattern: string;
  /** How the line goes away: `no` + key, `no` + the whole line, `default` + key, or not by us. */
  readonly negation: 'key' | 'line' | 'default' | 'never';
  /** Compared, never changed by us. */
  readonly fixed?: true;
  /**
   * `remove first`: the device refuses the new value while the old one stands. Default: the new value replaces it.
   * A switch with it goes back to its default before others of its section leave theirs.
   */
  readonly change?: 'remove first';
  /**
   * The state of a switch when no line shows it: `shutdown` is `off`, so `no shutdown` vanishes. `shown`: said, denied and not
   * said are three states. With negation `default`, `default` + key leads back to the last; else the opposite line does, because
   * the device shows a line only where it differs from what others made the default (`no passive-interface Gi0/1`).
   */
  readonly toggle?: 'on' | 'off' | 'shown';
  /** The line the device does not show because it is its default, in sections whose header matches. */
  readonly standard?: { readonly line: string; readonly in: RegExp };
  /** A switch that is on by default in sections whose header matches while the section around them has no line `unless`, else off. */
  readonly hidden?: { readonly in: RegExp; readonly unless: string };
  /** What model intent can express. `member`: reported when found only on the device; `listed`: only where intent lists some. */
  readonly model?: 'attribute' | 'member' | 'listed';
  /** A symbol the line defines or needs without naming it in an argument (a secondary address needs a primary one). */
  readonly defines?: string;
  readonly refers?: string;
  /** Names that stand in the rest a reader read: each match of `in` (global) refers to `symbol` + its first group. */
  readonly mentions?: { readonly symbol: string; readonly in: RegExp };
  /** Beginnings of lines of the same section that the device drops when this line comes, goes or changes. */
  readonly wipes?: readonly string[];
  /**
   * An IPv4 address whose network the device refuses on two interfaces of one VRF; `wish`: it takes that, but an address that
   * moves should leave its old interface first.
   */
  readonly exclusive?: true | 'wish';
  /** Takes a line apart into its list (1) and its value (2): the device drops a value that stands elsewhere in the list. */
  readonly distinct?: RegExp;
  /** Finds the `name` and the `kind` of a list in its line: the device refuses lines of two kinds under one name. */
  readonly apart?: RegExp;
  /** A list of VLANs spread over several lines: each VLAN is an item of its own. */
  readonly list?: 'vlans';
  /** New ones come before old ones go (default route, NTP, AAA servers): make before break. */
  readonly addFirst?: true;
}

/** A section: its header, what it may hold, and whether the header can be created and removed. */
export interface SectionRule {
  /** Pattern of the header, as in {@link LineRule}. What the section defines is complete when all its lines are written. */
  readonly opener: string;
  /**
   * `implied`: shown only while something stands in it, so its header is no item;
   * `permanent`: hardware, neither created nor removed; `removable`: `no` + header removes it with its content.
   */
  readonly presence: 'implied' | 'permanent' | 'removable';
  /**
   * When the value in the header changes: `replace`: entering with the new header changes it and keeps the content;
   * `rebuild` (default): the section is removed and written anew, and unchanged references to it are detached meanwhile.
   */
  readonly headerChange?: 'replace' | 'rebuild';
  readonly lines: readonly LineRule[];
  readonly sections: readonly SectionRule[];
  /** True for the sections model intent writes; `asked`: only those NetBox names are looked at, others are nobody's business. */
  readonly model: boolean | 'asked';
  /** The order of the sections and of the lines without a value inside means something. */
  readonly ordered?: true;
  /** It stands behind everything else of an ordered section, wherever it is written (`class class-default`). */
  readonly standsLast?: true;
  /** Entries are numbered; a text may leave the numbers out. `resequence` gives all entries new numbers. */
  readonly numbered?: {
    readonly step: number;
    readonly resequence: ((header: string, start: number, step: number) => ResequenceCommand) | null;
  };
  /** The line that ends the section where it is printed, or null where indentation is enough. */
  readonly exit: string | null;
  /** A line the device means without showing it: `line`, while `when` stands and no line starts with `unless`. */
  readonly meant: readonly { readonly when: string; readonly unless: string; readonly line: string }[];
}

/** A command that renumbers a section: inside it, or at the top level. */
export interface ResequenceCommand {
  readonly inside: boolean;
  readonly command: string;
}

/** Several lines that are one value, from the line `start` matches to the line its end test accepts. */
export interface BlobRule {
  /** First word of `start`, for a quick look. */
  readonly word: string;
  readonly start: RegExp;
  /** Null when the start line is complete in itself; else says of each following line whether it is the last. */
  readonly endOf: (startLine: string) => ((line: string) => boolean) | null;
  /** Names the item: what a second value of the same name would replace. Usually the first words of the start line. */
  readonly keyOf: (startLine: string) => string;
  /** The content in one form whatever delimiter was chosen: what is compared. */
  readonly canonical: (startLine: string, following: readonly string[]) => string;
  /** The lines that set the value, or null where it is compared and never written (certificates). */
  readonly write: ((startLine: string, following: readonly string[]) => readonly string[]) | null;
  /** Compared at all? Self-signed certificates are not. Default: yes. */
  readonly ignored?: (path: readonly string[], startLine: string) => boolean;
}

/** What a name in a configuration stands for. */
export interface SymbolRule {
  /** `section`: the name means something only inside its top-level section (a BGP neighbor). Default: on the whole device. */
  readonly within?: 'section';
  /**
   * What happens to lines that refer to it when the definition goes: they stay and point to nothing (`dangles`), the device
   * drops them too (`cascades`), or it refuses the removal while they stand (`refused`).
   */
  readonly onRemoval: 'dangles' | 'cascades' | 'refused';
  /** True where the device refuses a line that refers to it while it is not defined. */
  readonly needed?: true;
  /** What changes inside its section means nothing to those who refer to it (an interface), so it need not come before them. */
  readonly standsAlone?: true;
  /**
   * Several lines define it together, and each of them that goes takes the others along (the AS and the group of a BGP
   * neighbor). Default: it is defined until the last one goes.
   */
  readonly together?: true;
}

/** A platform as data. Functions are only where a device's rule is not a pattern. */
export interface PlatformRules {
  readonly platform: Platform;
  /** Whole top-level lines that say nothing about the configuration. Exact patterns: a loose one hides drift. */
  readonly volatile: readonly RegExp[];
  /** Lines that only close sections. */
  readonly exits: RegExp;
  readonly comment: RegExp;
  /** Top-level lines of a live text that prove the read went wrong. */
  readonly failures: readonly RegExp[];
  readonly blobs: readonly BlobRule[];
  /** True where the device joins the words of free text with single blanks. */
  readonly collapsesBlanks: boolean;
  readonly interfaceName: (name: string) => string;
  readonly isLogicalInterface: (name: string) => boolean;
  /** Further kinds of argument: the canonical form of a word, or null when it is none of that kind. */
  readonly kinds: Readonly<Record<string, (word: string) => string | null>>;
  /** Readers of the rest of a line: its canonical form, or null when it is none of that kind. Never a secret in clear. */
  readonly readers: Readonly<Record<string, (rest: string) => string | null>>;
  readonly symbols: Readonly<Record<string, SymbolRule>>;
  /** Top-level lines, in the order they are written where nothing else decides. */
  readonly lines: readonly LineRule[];
  /** Top-level sections; the first whose opener fits counts. */
  readonly sections: readonly SectionRule[];
  /** Beginnings of top-level lines whose order among each other means something; what a pattern matches names the family. */
  readonly orderedFamilies: readonly RegExp[];
  /** Beginnings of lines whose value the device stores in another form than it was sent in; they end where the value begins. */
  readonly rewritten: readonly RegExp[];
  /** One header that stands for several sections (`interface range …`, `vlan 10,20`), taken apart; null for any other line. */
  readonly expandHeader: (line: string) => readonly string[] | null;
  /** Another spelling of a top-level line, read instead of it; several lines where it stands for a section and what is in it. Null: none. */
  readonly rewriteLine?: (line: string) => string | null;
  /** An older spelling of a line or header anywhere, given without its `no`, in the words the patterns have; null: none. */
  readonly respell?: (line: string) => string | null;
  /** The most characters of one VLAN command. */
  readonly vlanCommandLength: number;
}
