import type { Command } from '../domain/plan.ts';
import type { Platform } from '../domain/platform.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { placeInside, topPlace, type Place } from './tree/place.ts';

/**
 * Commands for somebody who pastes them into configuration mode: section lines once, what stands inside indented, and `exit`
 * wherever the next line is meant for an outer section. Without it the session is still inside, and a line that both levels
 * know (`spanning-tree`, `neighbor … route-map`) lands in the wrong one.
 */
export function pasteCommands(platform: Platform, commands: readonly Command[]): readonly string[] {
  if (platform === 'juniper_junos') return commands.map(({ command }) => command);
  const top = topPlace(rulesOf(platform));
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const { path, command } of commands) {
    const shared = sharedLength(open, path);
    const isHeaderAtTop = shared === 0 && (path.length > 0 || top.readHeader(command) !== null);
    // The header of a top-level section is understood inside every other section.
    if (!isHeaderAtTop) {
      for (let depth = open.length; depth > shared; depth -= 1) lines.push(`${' '.repeat(depth - 1)}exit`);
    }
    path.slice(shared).forEach((header, depth) => lines.push(' '.repeat(shared + depth) + header));
    lines.push(' '.repeat(path.length) + command);
    open = placeAt(top, path).readHeader(command) === null ? path : [...path, command];
  }
  return lines;
}

function placeAt(top: Place, path: readonly string[]): Place {
  let place = top;
  for (const header of path) place = placeInside(place.rules, place.readHeader(header)?.payload ?? null);
  return place;
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const differing = b.findIndex((line, index) => a[index] !== line);
  return differing === -1 ? b.length : differing;
}
