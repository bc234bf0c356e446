import type { JournalKind } from '../../domain/journal-entry.ts';
import { isolate, visibleCode, visibleLine } from './visible-text.ts';

/**
 * Markdown that NetBox renders (facts/netbox.md 2.3 and 11), made of values nobody vouches for.
 * Everything here returns text that cannot open a tag, a link, an image, a table cell or a fence it does not own.
 */

/** Longest run without a blank that stays on one line: one long word widens NetBox's journal table beyond the screen. */
const LONGEST_WORD = 60;
const LONGEST_TEXT = 400;
/** With every character encoded, what stands in a box and around it is still well below the longest entry. */
const LONGEST_IN_BOX = 200;
/** Names of people and objects; NetBox's own are shorter. */
export const LONGEST_NAME = 100;
/** The reason in a box: it is what people came for. */
export const LONGEST_REASON = 600;
const LONGEST_CODE = 1000;

/** A value inside a sentence, a list or a table cell. */
export function plain(value: string, longest = LONGEST_TEXT): string {
  return encode(visibleLine(value, longest), /[&<>\\`*_{}[\]()#!|~]|^[-+=:.]|^\d+\.(?= |$)/g);
}

/** A value inside a raw HTML block, where Markdown is not read. */
export function plainInHtml(value: string, longest = LONGEST_IN_BOX): string {
  return encode(visibleLine(value, longest), /[&<>"']/g);
}

/** A line for a fence. */
export function code(line: string): string {
  return visibleCode(line, LONGEST_CODE);
}

/** A fence longer than any run of backticks in the lines it will hold. */
export function fenceFor(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  return '`'.repeat(runs.reduce((most, length) => Math.max(most, length), 2) + 1);
}

/** A row of a table; cells must already be encoded with {@link plain} or {@link link}. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The first two lines of a table. */
export function tableHead(titles: readonly string[]): string {
  return `${row(titles)}\n${row(titles.map(() => '---'))}`;
}

/** A link whose target is made by us; the text is encoded here. */
export function link(text: string, path: string): string {
  const shown = plain(text, LONGEST_NAME);
  return `[${shown === '' ? 'no name' : shown}](${path})`;
}

/**
 * The bordered, colored box that stands in the first line of an entry. NetBox lays out what is directly inside an alert
 * side by side, so the inner `div` is what keeps the lines below each other; and an alert alone is white with a thin border.
 */
export function box(kind: JournalKind, { verdict, mark = '', reason = '', lines }: BoxText): string {
  const head = `<strong>${plainInHtml(verdict)}</strong>${mark === '' ? '' : ` ${plainInHtml(mark)}`}`;
  const why = reason === '' ? '' : `<br>${plainInHtml(reason, LONGEST_REASON)}`;
  const rest = lines.map((line) => `<br>${plainInHtml(line)}`).join('');
  return `<div class="alert alert-${kind} bg-${kind}-subtle"><div>${head}${why}${rest}</div></div>`;
}

export interface BoxText {
  readonly verdict: string;
  /** Stands behind the verdict, not in bold. */
  readonly mark?: string;
  readonly reason?: string;
  readonly lines: readonly string[];
}

/** Stands where a long word is broken until everything else is encoded: a visible value cannot contain it. */
const BREAK = '\0';

function encode(text: string, special: RegExp): string {
  const broken = text.replace(new RegExp(`(\\S{${LONGEST_WORD}})(?=\\S)`, 'gu'), `$1${BREAK}`);
  return isolate(broken.replace(special, toEntities).replaceAll(BREAK, '<br>'));
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A number at the start of a list keeps its digits: its dot alone would make it one. */
function toEntities(special: string): string {
  const last = special.at(-1) ?? '';
  return `${special.slice(0, -1)}${NAMED[last] ?? `&#${last.charCodeAt(0)};`}`;
}
