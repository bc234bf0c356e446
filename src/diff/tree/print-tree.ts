import type { Platform } from '../../domain/platform.ts';
import { printJunos } from '../junos/print-junos.ts';
import { formatVlanLists, isEveryVlan } from '../vlan-list.ts';
import { isSection, type ConfigNode, type ConfigSection } from './config-node.ts';
import { unnumberedText } from './list-numbers.ts';

/** Writes a tree in the layout of its platform. */
export function printTree(platform: Platform, top: ConfigSection): string {
  return platform === 'juniper_junos' ? printJunos(top) : printIndentedTree(top);
}

/** Writes a tree as the platform would: children indented, closing lines where they belong, a final `end`. */
export function printIndentedTree(top: ConfigSection): string {
  const lines: string[] = [];
  for (const node of top.nodes.values()) {
    printNode(node, '', lines);
    if (isSection(node)) lines.push('!');
  }
  return [...lines, 'end', ''].join('\n');
}

function printNode(node: ConfigNode, indent: string, lines: string[]): void {
  if (node.isMeant) return;
  lines.push(indent + textOf(node), ...(node.blob ?? []));
  if (node.inside === null) return;
  // Numbers that were not written are not shown either.
  const isUnnumbered = node.section?.numbered !== undefined && !node.inside.numbersMatter;
  for (const child of node.inside.nodes.values())
    printNode(isUnnumbered ? { ...child, text: unnumberedText(child) } : child, `${indent} `, lines);
  if (node.section?.exit != null) lines.push(indent + node.section.exit);
}

function textOf(node: ConfigNode): string {
  if (node.vlans === null) return node.inside === null ? node.text : node.line;
  const list = isEveryVlan(node.vlans) ? 'all' : (formatVlanLists(node.vlans, Infinity)[0] ?? 'none');
  return `${node.key} ${list}`;
}
