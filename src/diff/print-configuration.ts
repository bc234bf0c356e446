import type { FaultCode } from '../domain/fault.ts';
import type { Platform } from '../domain/platform.ts';
import { checkText } from './check-text.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { ConfigSection } from './tree/config-node.ts';
import { readConfiguration } from './tree/config-tree.ts';
import { printTree } from './tree/print-tree.ts';
import type { RawNode } from './tree/raw-lines.ts';
import { printRawTree, readRawTree } from './tree/raw-tree.ts';

/** A line with what stands below it; a value of several lines is one text with line breaks. */
export interface TreeNode {
  readonly text: string;
  readonly children: readonly TreeNode[];
}

/** Something read from a text, or why it cannot be read without guessing. `message` is one line with the place. */
export type Reading<Value> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly code: FaultCode; readonly message: string };

/** A configuration, or a part of one, parsed and printed again: layout and comments gone, every meaningful line kept. */
export function printConfiguration(platform: Platform, text: string): Reading<{ readonly text: string }> {
  if (platform === 'juniper_junos') {
    const read = parseStatements(text);
    return read.ok ? { ok: true, text: printTree(platform, read.top) } : read;
  }
  const parsed = parse(platform, text);
  if (!parsed.ok) return parsed;
  // A part of a configuration must not come out looking whole.
  const end = /^end\s*$/m.test(text) ? 'end\n' : '';
  return { ok: true, text: printRawTree(rulesOf(platform), parsed.nodes) + end };
}

/** The same as a tree. */
export function treeOf(
  platform: Platform,
  text: string,
): Reading<{ readonly children: readonly TreeNode[] }> {
  if (platform === 'juniper_junos') {
    const read = parseStatements(text);
    return read.ok ? { ok: true, children: statementsOf(read.top) } : read;
  }
  const parsed = parse(platform, text);
  return parsed.ok ? { ok: true, children: parsed.nodes.map(toTreeNode) } : parsed;
}

function parse(platform: Platform, text: string): Reading<{ readonly nodes: readonly RawNode[] }> {
  // As strict as for an intended text: a part of a configuration has a tree, too.
  const problem = checkText(platform, text, 'intended');
  if (problem !== null) return { ok: false, ...problem };
  const tree = readRawTree(rulesOf(platform), text);
  return tree.ok ? tree : { ok: false, code: 'input.not-comparable', message: tree.reason };
}

function parseStatements(text: string): Reading<{ readonly top: ConfigSection }> {
  const problem = checkText('juniper_junos', text, 'intended');
  if (problem !== null) return { ok: false, ...problem };
  const tree = readConfiguration('juniper_junos', text, 'intended');
  return tree.ok ? tree : { ok: false, code: 'input.not-comparable', message: tree.reason };
}

function toTreeNode({ text, blob, children }: RawNode): TreeNode {
  return { text: [text, ...(blob?.lines ?? [])].join('\n'), children: children.map(toTreeNode) };
}

function statementsOf({ nodes }: ConfigSection): readonly TreeNode[] {
  return [...nodes.values()].map(({ line, inside }) => ({
    text: line,
    children: inside === null ? [] : statementsOf(inside),
  }));
}
