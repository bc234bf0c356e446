import type { PlatformRules } from './platforms/platform-rules.ts';

/** A line of a text with its number, counted from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a text that are configuration: not blank, and not inside a value of several lines. What a banner says
 * (`% Invalid`, `--More--`, a line of tabs) is somebody's text and no sign of anything.
 */
export function linesOutsideValues(rules: PlatformRules, text: string): readonly NumberedLine[] {
  const lines: NumberedLine[] = [];
  let isLast: ((line: string) => boolean) | null = null;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd();
    if (isLast !== null) {
      if (isLast(line)) isLast = null;
      return;
    }
    if (line === '') return;
    lines.push({ number: index + 1, text: line });
    const content = line.trimStart();
    isLast = rules.blobs.find((blob) => blob.start.test(content))?.endOf(content) ?? null;
  });
  return lines;
}
