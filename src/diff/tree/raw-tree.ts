import type { PlatformRules } from '../platforms/platform-rules.ts';
import { placeInside, topPlace, type Place } from './place.ts';
import { cutBlocks, readBody, UnendedValue, type RawNode } from './raw-lines.ts';

/** The lines of a text as they stand below each other, nothing interpreted; or why it cannot be read. */
export type RawTree =
  { readonly ok: true; readonly nodes: readonly RawNode[] } | { readonly ok: false; readonly reason: string };

/** Reads a text of a platform that structures by indentation. Comments, volatile and closing lines are left out. */
export function readRawTree(rules: PlatformRules, text: string): RawTree {
  try {
    const nodes = cutBlocks(rules, text).map((block) => ({
      text: block.text,
      children: readBody(rules, block.body),
      blob: block.blob,
    }));
    return { ok: true, nodes };
  } catch (error) {
    if (error instanceof UnendedValue) return { ok: false, reason: error.message };
    throw error;
  }
}

/** Writes the tree in the layout of the platform, with the lines that close sections, and without a final `end`. */
export function printRawTree(rules: PlatformRules, nodes: readonly RawNode[]): string {
  const lines: string[] = [];
  const print = (node: RawNode, place: Place, indent: string): void => {
    lines.push(indent + node.text, ...(node.blob?.lines ?? []));
    const header = place.readHeader(node.text);
    const inside = placeInside(rules, header?.payload ?? null);
    for (const child of node.children) print(child, inside, `${indent} `);
    if (header?.payload.exit != null) lines.push(indent + header.payload.exit);
  };
  for (const node of nodes) {
    print(node, topPlace(rules), '');
    if (node.children.length > 0) lines.push('!');
  }
  return lines.map((line) => `${line}\n`).join('');
}
