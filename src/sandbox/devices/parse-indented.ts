import { createNode } from './configuration-node.ts';
import type { ConfigurationNode } from './configuration-node.ts';

/** How a platform writes its configuration. */
export interface IndentedText {
  /** Trimmed lines that are no configuration: comments, headers, ends of sections. */
  readonly noise: RegExp;
  /** The lines behind line `at` that belong to it verbatim: the text of a banner. */
  readonly bodyOf: (lines: readonly string[], at: number) => readonly string[];
}

/** Reads a configuration whose sections are made by indentation. */
export function parseIndented(text: string, { noise, bodyOf }: IndentedText): ConfigurationNode {
  const root = createNode('');
  const open: { node: ConfigurationNode; indent: number }[] = [{ node: root, indent: -1 }];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const indent = line.length - line.trimStart().length;
    if (noise.test(line.trim())) continue;
    const body = bodyOf(lines, at);
    const node = createNode(line.trim(), body);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    open.at(-1)?.node.children.push(node);
    open.push({ node, indent });
    at += body.length;
  }
  return root;
}
