import type { Finding } from '../domain/finding.ts';
import type { LineRole } from './colors.ts';
import type { PaintedLine } from './print.ts';

/**
 * Findings as a unified view: section lines once, then `-` what live has, `+` what is intended, `~` where the same lines stand in
 * another order, each with its class. The indentation is that of the configuration, one column further right.
 */
export function diffView(findings: readonly Finding[]): readonly PaintedLine[] {
  const lines: PaintedLine[] = [];
  let open: readonly string[] = [];
  for (const finding of findings) {
    for (const [depth, header] of finding.path.entries()) {
      if (finding.path.slice(0, depth + 1).every((line, level) => line === open[level])) continue;
      lines.push({ role: 'faint', text: ` ${' '.repeat(depth)}${header}` });
    }
    open = finding.path;
    lines.push(...linesOf(finding));
  }
  return lines;
}

function linesOf({ path, key, kind, live, intended, class: reason }: Finding): readonly PaintedLine[] {
  const indent = ' '.repeat(path.length);
  // A value of several lines keeps its mark on each of them.
  const line = (role: LineRole, mark: string, text: string): readonly PaintedLine[] =>
    text.split('\n').map((part, index) => {
      const marked = { role, text: `${mark}${indent}${part}` };
      return index === 0 ? { ...marked, note: reason } : marked;
    });
  if (kind === 'order') return line('order', '~', `${key}: the same lines in another order`);
  const lines: PaintedLine[] = [];
  if (live !== null) lines.push(...line('extra', '-', live));
  if (intended !== null) lines.push(...line('missing', '+', intended));
  // Both null: one side only spells out what the other means without a line.
  return lines.length > 0 ? lines : line('order', '~', key);
}
