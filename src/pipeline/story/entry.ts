import { code, fenceFor, LONGEST_REASON, plain, row, tableHead } from './markdown.ts';

/**
 * Longest entry, in bytes. NetBox renders every entry of a page anew each time somebody opens the Journal tab, so a long one
 * costs everybody who looks at the device.
 */
export const LONGEST_ENTRY = 32_000;
/** For what is said about the parts left out, and for the line the journal adds. */
const RESERVED = 1_000;

/**
 * A part of an entry. `pieces` are what may be left out, from the last one on and always whole: rows of a table, lines of a
 * listing, points of a list. So no fence stays open and no row is broken.
 */
export interface Section {
  readonly head: string;
  readonly pieces: readonly string[];
  readonly tail: string;
  /** What the pieces are: `findings`, `commands`. */
  readonly what: string;
}

/** A part that always stands whole; its author keeps it short. */
export function text(markdown: string): Section {
  return { head: markdown, pieces: [], tail: '', what: '' };
}

/** Rows under a title; cells must already be encoded. Empty without rows. */
export function tableSection(
  title: string,
  what: string,
  { head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Section {
  if (rows.length === 0) return text('');
  return { head: `${title}\n\n${tableHead(head)}`, pieces: rows.map(row), tail: '', what };
}

/** Points under a title; they must already be encoded. Empty without points. */
export function listSection(title: string, what: string, points: readonly string[]): Section {
  if (points.length === 0) return text('');
  return { head: `${title}\n`, pieces: points.map((point) => `- ${point}`), tail: '', what };
}

/** The points of a reason that a box has no room for; empty where it has. */
export function reasonInFull(reason: string): Section {
  const points = reason.length <= LONGEST_REASON ? [] : reason.split('; ').map((point) => plain(point));
  return listSection('**The reason in full**', 'reasons', points);
}

/** Lines from outside, as they are, under a title. */
export function fenceSection(title: string, what: string, lines: readonly string[]): Section {
  if (lines.length === 0) return text('');
  const pieces = lines.map(code);
  const fence = fenceFor(pieces);
  return { head: `${title}\n\n${fence}`, pieces, tail: `\n${fence}`, what };
}

/**
 * The entry of these parts, at most {@link LONGEST_ENTRY} bytes. Short parts stand whole; long ones share what is left, and each
 * says how much of it is missing. `elsewhere` says where all of it is; it is asked for only when something is missing.
 */
export function writeEntry(sections: readonly Section[], elsewhere: string): string {
  const parts = sections.filter(({ head }) => head !== '');
  const shares = shareOut(parts.map(bytesOfPieces), LONGEST_ENTRY - RESERVED - bytesOfFrames(parts));
  const written = parts.map((part, index) => writeSection(part, shares[index] ?? 0));
  const missing = written.flatMap(({ missing: one }) => (one === null ? [] : [one]));
  const note =
    missing.length === 0 ? [] : [`**Left out, because it is long:** ${missing.join('; ')}. ${elsewhere}`];
  return [...written.map(({ markdown }) => markdown), ...note].join('\n\n');
}

interface Written {
  readonly markdown: string;
  readonly missing: string | null;
}

function writeSection({ head, pieces, tail, what }: Section, share: number): Written {
  let left = share;
  const fitting = pieces.findIndex((piece) => (left -= bytesOf(piece) + 1) < 0);
  if (fitting === -1) return { markdown: [head, ...pieces].join('\n') + tail, missing: null };
  const kilobytes = Math.ceil(
    pieces.slice(fitting).reduce((sum, piece) => sum + bytesOf(piece) + 1, 0) / 1000,
  );
  const missing = `${pieces.length - fitting} of ${pieces.length} ${what} (${kilobytes} kB)`;
  const shown = [head, ...pieces.slice(0, fitting)].join('\n') + tail;
  return { markdown: `${shown}\n\n… ${missing} left out`, missing };
}

/** Everybody gets what he needs up to the same limit, and the limit is as high as the total allows. */
function shareOut(needs: readonly number[], total: number): readonly number[] {
  let left = Math.max(0, total);
  let sharers = needs.length;
  const shares = new Map<number, number>();
  const ascending = [...needs.entries()].toSorted(([, one], [, other]) => one - other);
  for (const [index, need] of ascending) {
    const share = Math.min(need, Math.floor(left / sharers));
    shares.set(index, share);
    left -= share;
    sharers -= 1;
  }
  return needs.map((_need, index) => shares.get(index) ?? 0);
}

function bytesOfPieces({ pieces }: Section): number {
  return pieces.reduce((sum, piece) => sum + bytesOf(piece) + 1, 0);
}

function bytesOfFrames(parts: readonly Section[]): number {
  const most = 80; // for "… 123 of 456 findings (12 kB) left out" under each
  return parts.reduce((sum, { head, tail }) => sum + bytesOf(head) + bytesOf(tail) + most, 0);
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
