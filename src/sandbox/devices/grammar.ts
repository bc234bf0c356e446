import type { ConfigurationNode } from './configuration-node.ts';

/** Where a session stands in configuration mode: section lines and the mode they opened. */
export interface Place<Mode extends string> {
  readonly path: readonly string[];
  readonly mode: Mode;
}

/**
 * What a line does that has no rule of its own. `single`: one value, replaced. `list`: one of many, added. `section`: opens a
 * mode. `on`: on unless negated, shown only as `no …`.
 */
export type PlainKind = 'single' | 'list' | 'section' | 'on';

/** A configuration command: its keywords, and what entering it does. `Special` names what a platform does in its own way. */
export interface CommandRule<Mode extends string, Special extends string> {
  readonly words: string;
  readonly kind: PlainKind | Special;
  /** Words that name the attribute, so that entering it again replaces it; default: the keywords. */
  readonly key?: number;
  /** Words that must follow the keywords. */
  readonly least?: number;
  /** True where a value may follow and need not. */
  readonly bare?: boolean;
  /** The mode a section opens. */
  readonly opens?: Mode;
}

/** What a device answers to one configuration line. `place` is where the session stands afterwards. */
export type Entered<Mode extends string> =
  | { readonly kind: 'accepted'; readonly place: Place<Mode>; readonly notice: string }
  | { readonly kind: 'refused'; readonly answer: string }
  /** `% Invalid input`: `at` is the word the caret points to. */
  | { readonly kind: 'invalid'; readonly at: number }
  /** The device wants a confirmation first; `confirmed` does it. */
  | { readonly kind: 'question'; readonly question: string; readonly confirmed: () => void };

/** One configuration line, taken apart. */
export interface Entry<Mode extends string, Special extends string, Box> {
  readonly box: Box;
  readonly place: Place<Mode>;
  /** The section the line is entered in. */
  readonly section: ConfigurationNode;
  readonly rule: CommandRule<Mode, Special>;
  readonly negated: boolean;
  /** Keywords in full. */
  readonly words: string;
  /** What follows the keywords, as typed. */
  readonly rest: readonly string[];
  /** The whole line in full, without `no`. */
  readonly line: string;
  /** How many typed words stand before `rest`; the caret counts them. */
  readonly before: number;
}

/** The configuration commands of a platform. */
export interface Grammar<Mode extends string, Special extends string, Box> {
  /** The mode at the top of the configuration. */
  readonly top: Mode;
  readonly rules: Readonly<Record<Mode, readonly CommandRule<Mode, Special>[]>>;
  readonly special: Readonly<Record<Special, (entry: Entry<Mode, Special, Box>) => Entered<Mode>>>;
  /** Lines the device accepts and never shows, because they are the default. */
  readonly vanishing: readonly RegExp[];
  /** First words that take a line back: `no`, and on some platforms `default`. */
  readonly negations: readonly string[];
  /** True for modes whose lines may begin with a sequence number. */
  readonly isNumbered: (mode: Mode) => boolean;
  /** Puts a new line where the device shows it. */
  readonly insert: (parent: ConfigurationNode, node: ConfigurationNode, isTop: boolean) => void;
}

export function accepted<Mode extends string>(place: Place<Mode>, notice = ''): Entered<Mode> {
  return { kind: 'accepted', place, notice };
}

export function refused(answer: string): { readonly kind: 'refused'; readonly answer: string } {
  return { kind: 'refused', answer };
}

/** The caret under the word `at` of what follows the keywords. */
export function invalidRest(
  entry: { readonly before: number },
  at = 0,
): { readonly kind: 'invalid'; readonly at: number } {
  return { kind: 'invalid', at: entry.before + at };
}
