import type { LineRole } from './colors.ts';
import { redactDeep, redactSecrets } from '../domain/redaction.ts';

/** Results go to standard output, everything else to standard error, so that a pipe gets results only. */

/** Prints a result for people: secrets redacted, and nothing in it can steer the terminal. */
export function printText(text: string): void {
  process.stdout.write(`${toPrintable(text)}\n`);
}

/** A line with its color, and words of ours behind it. */
export interface PaintedLine {
  readonly role: LineRole;
  readonly text: string;
  readonly note?: string;
}

/** As {@link printText}, line by line; a note is added after redaction, which may take the rest of a line along. */
export function printPainted(
  lines: readonly PaintedLine[],
  paint: (role: LineRole, line: string) => string,
): void {
  const texts = lines.map(({ text }) => text);
  const all = texts.join('\n');
  // Most output holds nothing to hide: looking once at all of it is ten times as fast as looking at each line.
  const printable = toPrintable(all) === all ? texts : texts.map(toPrintable);
  const painted = lines.map(({ role, note }, index) =>
    paint(role, `${printable[index] ?? ''}${note === undefined ? '' : `  (${note})`}`),
  );
  process.stdout.write(painted.map((line) => `${line}\n`).join(''));
}

/** Prints a result for programs, as one line of JSON. */
export function printJson(value: unknown): void {
  // Section lines come again with each line inside them.
  const known = new Map<string, string>();
  const redact = (text: string): string => {
    const redacted = known.get(text) ?? redactSecrets(text);
    known.set(text, redacted);
    return redacted;
  };
  process.stdout.write(`${JSON.stringify(redactDeep(value, redact))}\n`);
}

/** Says something beside the result: progress, a hint, an error. */
export function say(text: string): void {
  process.stderr.write(`${toPrintable(text)}\n`);
}

/** Control characters but line ends, and characters that turn the direction of what follows. */
const STEERING = /[^\P{Cc}\n]|[\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Names and texts come from NetBox and devices: an escape sequence in one of them must not reach the terminal. */
function toPrintable(text: string): string {
  return redactSecrets(text).replace(STEERING, '·');
}

/** Rows as columns of equal width, two blanks apart. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
