import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { isPresent, markKey, markOf, statementOf } from './open-tree.ts';

const INDENT = '    ';

/** The configuration with braces, as Junos prints it: lists in brackets, a single action on the line of its header. */
export function printJunos(top: ConfigSection): string {
  const lines: string[] = [];
  printSection(top, '', lines);
  return lines.map((line) => `${line}\n`).join('');
}

function printSection(section: ConfigSection, indent: string, lines: string[]): void {
  const listed = new Set<string>();
  for (const node of section.nodes.values()) {
    if (markOf(node) !== null || !isPresent(node)) continue;
    if (statementOf(node)?.shape === 'list') {
      const name = listName(node);
      if (name !== null) {
        if (!listed.has(name)) lines.push(`${indent}${name} ${printValues(section, name)};`);
        listed.add(name);
        continue;
      }
    }
    printNode(section, node, indent, lines);
  }
}

function printNode(section: ConfigSection, node: ConfigNode, indent: string, lines: string[]): void {
  const head = `${indent}${tagsOf(section, node)}${node.text}`;
  const { inside } = node;
  const children = inside === null ? [] : presentIn(inside);
  if (inside === null || children.length === 0) {
    lines.push(`${head};`);
    return;
  }
  if (statementOf(node)?.shape === 'values') {
    lines.push(`${head} ${bracketed(children.map((child) => `${tagsOf(inside, child)}${child.text}`))};`);
    return;
  }
  const content: string[] = [];
  printSection(inside, '', content);
  // A mark must stand at the beginning of a statement.
  const onLine = children.length === inside.nodes.size ? onOneLine(node, children, content) : null;
  if (onLine === null)
    lines.push(`${head} {`, ...content.map((line) => `${indent}${INDENT}${line}`), `${indent}}`);
  else lines.push(`${head} ${onLine}`);
}

/** What Junos prints behind a header, or null where it prints a block. Words nobody knows read the same either way. */
function onOneLine(
  node: ConfigNode,
  children: readonly ConfigNode[],
  content: readonly string[],
): string | null {
  const statement = statementOf(node);
  const [only] = content;
  const style = node.rule === null ? 'one' : statement?.oneLine;
  if (content.length === 1 && only !== undefined) return style === 'one' || style === 'all' ? only : null;
  const isFlat = style === 'all' && children.every(({ inside }) => inside === null);
  return isFlat && content.length === children.length
    ? `${content.map((line) => line.slice(0, -1)).join(' ')};`
    : null;
}

function presentIn(section: ConfigSection | null): readonly ConfigNode[] {
  return section === null
    ? []
    : [...section.nodes.values()].filter((node) => markOf(node) === null && isPresent(node));
}

function tagsOf({ nodes }: ConfigSection, { key }: ConfigNode): string {
  const inactive = nodes.has(markKey('inactive', key)) ? 'inactive: ' : '';
  return nodes.has(markKey('protect', key)) ? `protect: ${inactive}` : inactive;
}

/** `members` of `members 10`; null for values that are not one word behind one name. */
function listName(node: ConfigNode): string | null {
  const words = statementOf(node)?.words ?? [];
  return words.length === 2 && statementOf(node)?.takesRest === false ? (words[0]?.literal ?? null) : null;
}

function printValues(section: ConfigSection, name: string): string {
  const values: string[] = [];
  for (const node of section.nodes.values()) {
    if (statementOf(node)?.shape !== 'list' || listName(node) !== name) continue;
    values.push(`${tagsOf(section, node)}${node.text.slice(name.length + 1)}`);
  }
  return bracketed(values);
}

function bracketed(values: readonly string[]): string {
  return values.length === 1 && values[0]?.includes(': ') === false ? values[0] : `[ ${values.join(' ')} ]`;
}
