import type { ConfigurationNode } from '../configuration-node.ts';
import { parseIndented } from '../parse-indented.ts';
import type { FrrBox } from './box.ts';
import { daemonOf } from './box.ts';
import { groupOf } from './order.ts';

const NOISE =
  /^(!.*|end|exit|exit-address-family|exit-vrf|Building configuration.*|Current configuration:|frr version .*)?$/;

/** Reads the text of a running configuration or of frr.conf. */
export function parseConfiguration(text: string): ConfigurationNode {
  return parseIndented(text, { noise: NOISE, bodyOf: () => [] });
}

/** The configuration as `show running-config no-header` prints it, without what belongs to a daemon that is down. */
export function formatConfiguration({
  root,
  version,
  down,
}: Pick<FrrBox, 'root' | 'version' | 'down'>): string {
  const shown = root.children.filter((node) => !down.has(daemonOf(node.line)) && isShown(node));
  const lines = [`frr version ${version}`];
  for (const [index, node] of shown.entries()) {
    if (index > 0 && groupOf(node.line) !== groupOf(shown[index - 1]?.line ?? '') && lines.at(-1) !== '!')
      lines.push('!');
    lines.push(...formatNode(node, 0));
  }
  if (lines.at(-1) !== '!') lines.push('!');
  return `${[...lines, 'end'].join('\n')}\n`;
}

/** A port without a line, and an address family without one, are not shown. */
function isShown(node: ConfigurationNode): boolean {
  return node.children.length > 0 || !/^(interface|address-family) /.test(node.line);
}

function isSection(line: string): boolean {
  return /^(interface|router|vrf|route-map|key chain|key|line|bfd|peer|profile|address-family)( |$)/.test(
    line,
  );
}

function formatNode(node: ConfigurationNode, depth: number): readonly string[] {
  const indent = ' '.repeat(depth);
  if (!isSection(node.line)) return [indent + node.line];
  const inner = node.children.filter(isShown).flatMap((child) => formatNode(child, depth + 1));
  if (node.line.startsWith('address-family '))
    return [`${indent}!`, indent + node.line, ...inner, `${indent}exit-address-family`];
  const exit = node.line.startsWith('vrf ') ? 'exit-vrf' : 'exit';
  return [indent + node.line, ...inner, indent + exit, ...(depth === 0 ? ['!'] : [])];
}

/** The whole answer to `show running-config`. */
export function showRunning(box: FrrBox): string {
  return `Building configuration...\n\nCurrent configuration:\n!\n${formatConfiguration(box)}`;
}
