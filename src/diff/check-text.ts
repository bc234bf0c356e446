import type { Platform } from '../domain/platform.ts';
import { anyLine } from './any-line.ts';
import { linesOutsideValues, type NumberedLine } from './lines-outside-values.ts';
import { looksLike, maySpeakAgainst } from './looks-like.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import type { TextOrigin } from './read-items.ts';
import { problemAt, quoted, type TextProblem } from './text-problem.ts';

/** No device prints or takes a longer line; longer ones are something else, and slow every pattern down. */
export const LONGEST_LINE = 32_768;

/**
 * Control characters that belong to a terminal or a binary file. Tab and line ends are layout; ETX is the delimiter of
 * banners in configurations copied as a file.
 */
const CONTROL = /[\u0000-\u0002\u0004-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\r*\n)/;

/** Left over from a pager: everything after it is missing or mangled. */
const PAGER = /^\s*(<?-+ ?more ?-+>?|-+\(more.*\)-+)/i;

/** What command lines answer instead of a configuration, beside what the platform's own data names. */
const FAILURES: readonly RegExp[] = [
  /^% ?(Invalid|Incomplete|Ambiguous|Unknown|Unrecognized|Error|Bad|Cannot|Unavailable|Access denied|Authorization|Permission)/,
  /^\s*\^$/,
  /^(syntax error|unknown command|error: |missing argument|permission denied)/,
];

/** Somebody kept the whole session: the prompt, and what was typed. Junos' own prompt (`anna@r1>`) is skipped by its reader. */
const TYPED = /^[\w.:/()-]+[#>] ?(show|sh|term|terminal|more|write|cli)\b/;

/** The last line of a whole configuration on platforms whose lines stand under headers. */
const END_LINE = 'end';

/** Indentation by something else than blanks. */
const INDENTED_BY_OTHERS = /^ *[^\S \n]/m;

/**
 * Why a text is no configuration of this platform that could be compared without guessing, or null. `live` must be whole,
 * because what a cut text lacks would look like removed; `intended` may be a part, but not empty, because that would mean to
 * remove everything.
 */
export function checkText(platform: Platform, text: string, origin: TextOrigin): TextProblem | null {
  const unusable = findControl(text) ?? findLongLine(text);
  if (unusable !== null) return unusable;
  const source = { platform, rules: rulesOf(platform), text, origin };
  return (
    findFailure(source) ??
    findOtherPlatform(source) ??
    findEmptiness(source) ??
    (platform === 'juniper_junos' ? findUnbalancedBraces(source) : findLayoutProblem(source))
  );
}

/** A text that holds nothing but text. */
interface Source {
  readonly platform: Platform;
  readonly rules: PlatformRules;
  readonly text: string;
  readonly origin: TextOrigin;
}

function findControl(text: string): TextProblem | null {
  const found = CONTROL.exec(text);
  if (found === null) return null;
  const number = text.slice(0, found.index).split('\n').length;
  const code = found[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
  const sentence = `expected text, found the control character U+${code}; save what the device prints without a terminal in between`;
  return problemAt('input.control-character', number, sentence);
}

function findLongLine(text: string): TextProblem | null {
  let number = 1;
  for (let start = 0; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > LONGEST_LINE) {
      const sentence = `expected at most ${LONGEST_LINE} characters in a line, found ${end - start}; this is no configuration`;
      return problemAt('input.too-large', number, sentence);
    }
    start = end + 1;
  }
  return null;
}

const SUSPICIOUS = new WeakMap<PlatformRules, RegExp>();

function suspicious(rules: PlatformRules): RegExp {
  const pattern = SUSPICIOUS.get(rules) ?? anyLine([PAGER, TYPED, ...FAILURES, ...rules.failures]);
  SUSPICIOUS.set(rules, pattern);
  return pattern;
}

function findFailure({ rules, text }: Source): TextProblem | null {
  if (!suspicious(rules).test(text)) return null;
  const failures = [...rules.failures, ...FAILURES];
  for (const line of linesOutsideValues(rules, text)) {
    const found = quoted(line.text);
    if (PAGER.test(line.text)) {
      const sentence = `found ${found}, left over from a pager; read the device again with paging off`;
      return problemAt('input.truncated', line.number, sentence);
    }
    if (TYPED.test(line.text)) {
      const sentence = `expected configuration, found what was typed in a session (${found}); leave only what the device printed`;
      return problemAt('input.error-line', line.number, sentence);
    }
    if (failures.some((pattern) => pattern.test(line.text))) {
      const sentence = `expected configuration, found the error message ${found}; read the device again`;
      return problemAt('input.error-line', line.number, sentence);
    }
  }
  return null;
}

function findOtherPlatform({ platform, rules, text }: Source): TextProblem | null {
  if (!maySpeakAgainst(platform, text)) return null;
  const other = looksLike(platform, linesOutsideValues(rules, text));
  if (other === null) return null;
  const sentence = `expected a configuration of ${platform}, found what looks like ${other.platform} (${quoted(other.line.text)}); give --platform ${other.platform}, or the right file`;
  return problemAt('input.wrong-platform', other.line.number, sentence);
}

function findEmptiness({ rules, text, origin }: Source): TextProblem | null {
  if (origin === 'live') {
    if (text.trim() !== '') return null;
    const sentence =
      'expected a configuration, found nothing; a device always shows something, read it again';
    return problemAt('input.empty', 1, sentence);
  }
  const says = text.split('\n').some((line) => !isLayout(rules, line.trim()));
  if (says) return null;
  const sentence =
    'expected a configuration, found nothing; it would mean to remove everything, look at the template or the file';
  return problemAt('input.empty', 1, sentence);
}

function isLayout(rules: PlatformRules, content: string): boolean {
  return (
    content === '' ||
    rules.comment.test(content) ||
    rules.exits.test(content) ||
    rules.volatile.some((pattern) => pattern.test(content))
  );
}

/** Braces of Junos' curly form, quoted text and comments left out. The set form has no mark for its end. */
function findUnbalancedBraces({ rules, text }: Source): TextProblem | null {
  const open: number[] = [];
  for (const line of linesOutsideValues(rules, text)) {
    const bare = line.text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\*.*?\*\/|#.*$/g, '');
    for (const brace of bare.match(/[{}]/g) ?? []) {
      if (brace === '{') open.push(line.number);
      else if (open.pop() === undefined) {
        const sentence = 'found "}" that closes nothing; a part before it is missing, read the device again';
        return problemAt('input.truncated', line.number, sentence);
      }
    }
  }
  const unclosed = open.at(-1);
  if (unclosed === undefined) return null;
  const sentence =
    'expected "}" for the section that opens here, found the end of the text; read the whole configuration again';
  return problemAt('input.truncated', unclosed, sentence);
}

/** What only the layout of lines under headers tells: where a live text ends, and how deep a line stands. */
function findLayoutProblem({ rules, text, origin }: Source): TextProblem | null {
  const isWhole = origin === 'intended' || (/\nend\n*$/.test(text.slice(-64)) && !/^end\n+./m.test(text));
  if (isWhole && !INDENTED_BY_OTHERS.test(text)) return null;
  const lines = linesOutsideValues(rules, text);
  return (origin === 'live' ? findCut(lines) : null) ?? findMixedIndentation(lines);
}

function findCut(lines: readonly NumberedLine[]): TextProblem | null {
  const last = lines.at(-1);
  const end = lines.findIndex(({ text }) => text === END_LINE);
  const next = end === -1 ? undefined : lines[end + 1];
  if (end === -1 && last !== undefined) {
    const sentence = `expected "${END_LINE}" as the last line of a live configuration, found ${quoted(last.text)}; read the whole configuration again, a part of it is never compared`;
    return problemAt('input.truncated', last.number, sentence);
  }
  if (next === undefined) return null;
  const sentence = `expected nothing behind the "${END_LINE}" of line ${lines[end]?.number ?? 0}, found ${quoted(next.text)}; leave only what the device printed as its configuration`;
  return problemAt('input.not-comparable', next.number, sentence);
}

/**
 * Tabs indent as well as blanks do, but not beside them in one section: how deep a tab goes next to two blanks is a guess, and
 * the depth decides which section a line belongs to.
 */
function findMixedIndentation(lines: readonly NumberedLine[]): TextProblem | null {
  let first: string | null = null;
  for (const { number, text } of lines) {
    const indent = /^\s*/.exec(text)?.[0] ?? '';
    if (indent === '') {
      first = null;
      continue;
    }
    first ??= indent;
    if (!/^( +|\t+)$/.test(first + indent)) {
      const sentence = 'expected tabs or blanks as indentation, found both in one section; use one of them';
      return problemAt('input.indentation', number, sentence);
    }
  }
  return null;
}
