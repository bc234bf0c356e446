import type { Command } from '../../domain/plan.ts';

/** Commands as an engineer would paste them: each section header once, its lines indented. */
export function commandLines(commands: readonly Command[]): readonly string[] {
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const { path, command } of commands) {
    const same = path.length === open.length && path.every((section, level) => section === open[level]);
    if (!same) path.forEach((section, level) => lines.push(`${' '.repeat(level)}${section}`));
    lines.push(`${' '.repeat(path.length)}${command}`);
    open = path;
  }
  return lines;
}
