import type { Finding } from '../../domain/finding.ts';

/**
 * Findings as lines of a unified diff, from the device to what NetBox asks for: each section line once, `-` what the device has,
 * `+` what NetBox intends, `~` what stands in another order or is only spelled out on one side.
 */
export function differenceAsLines(findings: readonly Finding[]): readonly string[] {
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const finding of findings) {
    const { path } = finding;
    path.forEach((header, depth) => {
      const isOpen = path.slice(0, depth + 1).every((line, level) => line === open[level]);
      if (!isOpen) lines.push(` ${' '.repeat(depth)}${header}`);
    });
    open = path;
    lines.push(...linesOf(finding));
  }
  return lines;
}

function linesOf({ path, key, kind, live, intended }: Finding): readonly string[] {
  const marked = (mark: string, text: string): readonly string[] =>
    text.split('\n').map((line) => `${mark}${' '.repeat(path.length)}${line}`);
  if (kind === 'order') return marked('~', `${key}: the same lines in another order`);
  const lines = [
    ...(live === null ? [] : marked('-', live)),
    ...(intended === null ? [] : marked('+', intended)),
  ];
  return lines.length > 0 ? lines : marked('~', key);
}
