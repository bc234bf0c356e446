import type { Command } from '../domain/plan.ts';

/** Commands as an engineer would type them: section lines once, what stands inside indented. */
export function printCommands(commands: readonly Command[]): string {
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const { path, command } of commands) {
    const shared = sharedLength(open, path);
    path.slice(shared).forEach((header, depth) => lines.push(' '.repeat(shared + depth) + header));
    lines.push(' '.repeat(path.length) + command);
    // A command that opens a section is its header: what follows inside must not repeat it.
    open = [...path, command];
  }
  return lines.map((line) => `${line}\n`).join('');
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const differing = b.findIndex((line, index) => a[index] !== line);
  return differing === -1 ? b.length : differing;
}
