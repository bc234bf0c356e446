import { redactSecrets } from '../../domain/redaction.ts';

/**
 * Characters that nobody sees, or that change how others are seen: controls, right-to-left marks, blanks of other kinds than the
 * space, halves of characters, fonts' private signs. The two that choose between the forms of a sign are harmless.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
const LINE_BLANKS = /[ \t\n\v\f\r]+/g;
/** Letters of scripts written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** How much more than what is shown is searched for secrets: one cut in half would not be recognized. */
const SEARCHED = 4;

/**
 * A value from outside as one line that shows what it is: no secret, at most `longest` characters (what is missing is said),
 * and unseen characters by their number (`<U+202E>`), since they may be the very difference. Not yet encoded for Markdown.
 */
export function visibleLine(value: string, longest: number): string {
  const start = redactSecrets(value.slice(0, SEARCHED * longest));
  return showCut(unseenByNumber(start.replace(LINE_BLANKS, ' ').trim()), value, longest);
}

/** The same for a line of a listing, whose blanks mean something. */
export function visibleCode(line: string, longest: number): string {
  const start = redactSecrets(line.slice(0, SEARCHED * longest));
  return showCut(unseenByNumber(start.replaceAll('\t', ' ')), line, longest);
}

/** The first `longest` characters, none of them halved. */
export function cutTo(text: string, longest: number): string {
  return Array.from(text.slice(0, 2 * longest))
    .slice(0, longest)
    .join('');
}

/** Keeps the letters around a value in their order, whatever direction its own have. Comes after the encoding. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

function unseenByNumber(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

function showCut(shown: string, value: string, longest: number): string {
  const isWhole = value.length <= SEARCHED * longest && shown.length <= longest;
  if (isWhole) return shown;
  return `${cutTo(shown, longest)}… (of ${value.length} characters)`;
}
