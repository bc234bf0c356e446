import type { EosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { parseIndented } from '../parse-indented.ts';

const NOISE = /^(!.*|end|exit)?$/;

/** Reads the text of a running configuration: indentation makes the sections, a banner is one line with its text. */
export function parseConfiguration(text: string): ConfigurationNode {
  return parseIndented(text, { noise: NOISE, bodyOf: bannerBody });
}

/** A banner ends with a line that is `EOF` alone. */
function bannerBody(lines: readonly string[], at: number): readonly string[] {
  if (!/^banner (login|motd|exec)$/.test(lines[at] ?? '')) return [];
  const end = lines.indexOf('EOF', at);
  return end === -1 ? [] : lines.slice(at + 1, end + 1);
}

/** The configuration as `show running-config` prints it after its header, with `end`. */
export function formatConfiguration(root: ConfigurationNode): string {
  const blocks: string[][] = [];
  let wasSection = true;
  for (const node of root.children) {
    const isSection = node.children.length > 0 || node.text.length > 0 || SECTION.test(node.line);
    if (isSection || wasSection || familyOf(blocks.at(-1)?.at(-1)) !== familyOf(node.line)) blocks.push([]);
    blocks.at(-1)?.push(...formatNode(node, 0));
    wasSection = isSection;
  }
  return [...blocks.flatMap((block) => ['!', ...block]), '!', 'end', ''].join('\n');
}

const SECTION =
  /^(interface|router|vrf instance|vlan|route-map|management|banner|ip access-list|ipv6 access-list|ip prefix-list|ipv6 prefix-list) ?/;

/** Lines that stand together: those with the same first word. */
function familyOf(line: string | undefined): string {
  return line?.replace(/^no /, '').split(' ')[0] ?? '';
}

const INDENT = '   ';

function formatNode(node: ConfigurationNode, depth: number): readonly string[] {
  const indent = INDENT.repeat(depth);
  const inner = node.children.flatMap((child) => {
    // Sections inside a section stand apart.
    const separator = child.children.length > 0 || /^(address-family|vrf \S+$)/.test(child.line);
    return [
      ...(separator && node.line.startsWith('router ') ? [`${indent}${INDENT}!`] : []),
      ...formatNode(child, depth + 1),
    ];
  });
  return [`${indent}${node.line}`, ...node.text, ...inner];
}

/** The whole answer to `show running-config`; its header says when it was saved, not when it was changed (facts/devices.md 3.2). */
export function showRunning(box: EosBox): string {
  return [
    '! Command: show running-config',
    `! device: ${hostnameOf(box)} (${MODEL}, EOS-${box.version})`,
    '!',
    '! boot system flash:/EOS.swi',
    formatConfiguration(box.root).trimEnd(),
  ].join('\n');
}

/** The whole answer to `show startup-config`. */
export function showStartup(box: EosBox): string {
  return [
    '! Command: show startup-config',
    ...(box.saved === null
      ? []
      : [`! Startup-config last modified at ${clockText(box.saved.at)} by ${box.saved.by}`]),
    `! device: ${hostnameOf(box)} (${MODEL}, EOS-${box.version})`,
    box.startup.trimEnd(),
  ].join('\n');
}

export const MODEL = 'DCS-7050SX3-48YC8';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue Mar  3 09:14:22 2026` */
export function clockText(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2);
  const time = at.toISOString().slice(11, 19);
  return `${DAYS[at.getUTCDay()] ?? ''} ${MONTHS[at.getUTCMonth()] ?? ''} ${day} ${time} ${at.getUTCFullYear()}`;
}
