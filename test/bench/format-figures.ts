import type { Figures } from './figures.ts';
import type { Spread } from './spread-of.ts';

/** The figures as a Markdown table, aligned so that it reads well on a terminal, too. */
export function formatFigures(figures: Figures, rival = 'bare'): string {
  const headings = ['load', 'figure', rival, 'Plumbline', 'ratio (min–max)'];
  const rows = figures.map((row) => [
    row.load,
    row.figure,
    formatNumber(row.bare),
    formatNumber(row.plumbline),
    formatSpread(row.ratio),
  ]);
  const widths = headings.map((_, at) => Math.max(...[headings, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function formatSpread({ median, min, max }: Spread): string {
  if (!Number.isFinite(median)) return '–';
  return `${formatNumber(median)} (${formatNumber(min)}–${formatNumber(max)})`;
}

/** Three digits that mean something; more would pretend a precision no run repeats. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
