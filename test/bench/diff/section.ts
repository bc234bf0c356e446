/** A line the generator may change, remove, or leave. Null: it stays, because others need it. */
export interface GeneratedLine {
  readonly text: string;
  /** The same line with another value. */
  readonly changed: string | null;
  readonly removable: boolean;
}

/**
 * A section, or lines of the top level when `header` is null. `another(n)` is a line that is not there yet; null where there
 * is no further line that an engineer would write.
 */
export interface GeneratedSection {
  readonly header: string | null;
  readonly lines: readonly GeneratedLine[];
  readonly another: ((number: number) => string) | null;
}

/** A line that may change its value and may go. */
export function loose(text: string, changed: string): GeneratedLine {
  return { text, changed, removable: true };
}

/** A line that others need. */
export function firm(text: string): GeneratedLine {
  return { text, changed: null, removable: false };
}

/** How many lines a section has. */
export function sizeOf(section: GeneratedSection): number {
  return section.lines.length + (section.header === null ? 0 : 1);
}
