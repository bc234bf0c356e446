import type { ConfigurationNode } from '../configuration-node.ts';
import { createNode } from '../configuration-node.ts';
import { parseIndented } from '../parse-indented.ts';
import { insertInOrder } from './order.ts';
import type { IosBox, Stamp } from './box.ts';

const NOISE = /^(!.*|end|Building configuration.*|Current configuration : .*|exit-address-family)?$/;

/** Reads the text of a running configuration: indentation makes the sections, a banner is one line with its text. */
export function parseConfiguration(text: string): ConfigurationNode {
  return parseIndented(text, { noise: NOISE, bodyOf: bannerBody });
}

/** The lines after a banner line up to and with the one that ends it. */
function bannerBody(lines: readonly string[], at: number): readonly string[] {
  const first = /^banner \S+ (\^C|\S)(.*)$/.exec(lines[at] ?? '');
  const [, delimiter, rest] = first ?? [];
  if (delimiter === undefined || rest === undefined || rest.includes(delimiter)) return [];
  const end = lines.findIndex((line, index) => index > at && line.includes(delimiter));
  return end === -1 ? [] : lines.slice(at + 1, end + 1);
}

/** The configuration as `show running-config` prints it after its header, with `end`. */
export function formatConfiguration(root: ConfigurationNode): string {
  const lines: string[] = [];
  let before: ConfigurationNode | null = null;
  for (const node of root.children) {
    if (node.children.length > 0 || isSection(node.line) || (before && isSection(before.line)))
      lines.push('!');
    lines.push(...formatNode(node, 0));
    before = node;
  }
  return ['!', ...lines, '!', 'end', ''].join('\n').replaceAll('!\n!\n', '!\n');
}

function isSection(line: string): boolean {
  return /^(interface|router|vrf definition|route-map|class-map|policy-map|line|vlan|ip access-list|key chain|archive|banner) ?/.test(
    line,
  );
}

function formatNode(node: ConfigurationNode, depth: number): readonly string[] {
  const indent = ' '.repeat(depth);
  const inner = withoutAddress(node).children.flatMap((child) => formatNode(child, depth + 1));
  const family = node.line.startsWith('address-family');
  return [
    ...(family ? [`${indent}!`] : []),
    indent + node.line,
    ...node.text,
    ...inner,
    ...(family ? [`${indent}exit-address-family`] : []),
  ];
}

/** A routed interface without an address shows ` no ip address`; what belongs to a switch or a port channel does not. */
function withoutAddress(node: ConfigurationNode): ConfigurationNode {
  const has = (words: string) => node.children.some((child) => child.line.startsWith(words));
  const needsNone = ['ip address', 'no ip address', 'switchport', 'channel-group'].every(
    (words) => !has(words),
  );
  if (!node.line.startsWith('interface ') || !needsNone) return node;
  const shown = { ...node, children: [...node.children] };
  insertInOrder(shown, createNode('no ip address'), false);
  return shown;
}

/** The whole answer to `show running-config`; after a boot without change the line about it is missing (facts/devices.md 2.2). */
export function showRunning(box: IosBox): string {
  const body = formatConfiguration(box.root);
  const stamps = [
    ...(box.changed === null ? [] : [`! Last configuration change at ${stampText(box.changed)}`]),
    ...(box.saved === null ? [] : [`! NVRAM config last updated at ${stampText(box.saved)}`]),
  ];
  const text = stamps.length === 0 ? body : ['!', ...stamps, body].join('\n');
  return `Building configuration...\n\nCurrent configuration : ${Buffer.byteLength(text)} bytes\n${text}`;
}

function stampText(stamp: Stamp): string {
  return `${clockText(stamp.at)} by ${stamp.by}`;
}

/** `Mar  3 09:14:22.123`, as log lines begin. */
export function logTime(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2);
  return `${MONTHS[at.getUTCMonth()] ?? ''} ${day} ${at.toISOString().slice(11, 23)}`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `09:14:22 UTC Tue Mar 3 2026` */
export function clockText(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  const day = `${DAYS[at.getUTCDay()] ?? ''} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCDate()}`;
  return `${time} UTC ${day} ${at.getUTCFullYear()}`;
}
