import type { Lookout } from './compare/walk-differences.ts';
import { isSection, type ConfigNode, type ConfigSection } from './tree/config-node.ts';

/**
 * Two values for what can have only one, in a text that is to be compared with another; the words that say so, or null.
 * Sections that are the same text on both sides are not looked at: nothing is concluded from them, and they stay unread.
 */
export function findContradiction(
  top: ConfigSection,
  other: ConfigSection,
  isWatched: Lookout['isWatched'],
): string | null {
  const outermost = wordsOf(top, []);
  if (outermost !== null) return outermost;
  for (const node of top.nodes.values()) {
    if (!isWatched(node, [])) continue;
    const source = other.nodes.get(node.key)?.source ?? null;
    if (source !== null && source === node.source) continue;
    const inside = findInside(node, [], isWatched);
    if (inside !== null) return inside;
  }
  return null;
}

function findInside(
  node: ConfigNode,
  above: readonly string[],
  isWatched: Lookout['isWatched'],
): string | null {
  if (!isSection(node) || !isWatched(node, above) || node.inside === null) return null;
  const path = [...above, node.line];
  const own = wordsOf(node.inside, path);
  if (own !== null) return own;
  for (const child of node.inside.nodes.values()) {
    const found = findInside(child, path, isWatched);
    if (found !== null) return found;
  }
  return null;
}

function wordsOf({ contradictions: [first] }: ConfigSection, path: readonly string[]): string | null {
  if (first === undefined) return null;
  const place = path.length === 0 ? 'at the top level' : `in "${path.join(' / ')}"`;
  return `says both "${first.first}" and "${first.second}" ${place}: only one of them can be true`;
}
