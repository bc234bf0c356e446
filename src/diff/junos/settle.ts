import { ROOT } from '../platforms/junos/root.ts';
import { UNKNOWN, type Statements } from '../platforms/junos/statement.ts';
import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { dropNode, markOf, statementOf } from './open-tree.ts';

/**
 * The form in which equal configurations are equal: headers that stand for nothing go, and where the order of some statements
 * means something, the others come in an order of their own: by kind of statement as Junos prints them, and by key where
 * order means nothing. So do words nobody knows, because Junos decides where it shows them. Shares what needs no change.
 */
export function settled(section: ConfigSection, statements: Statements = ROOT): ConfigSection {
  let changed: Map<string, ConfigNode> | null = null;
  for (const node of section.nodes.values()) {
    if (node.inside === null) continue;
    const inside = settled(node.inside, statementOf(node)?.inside ?? UNKNOWN);
    const isEmpty = inside.nodes.size === 0 && node.section?.presence === 'implied';
    if (!isEmpty && inside === node.inside) continue;
    changed ??= new Map(section.nodes);
    if (isEmpty) dropNode(changed, node.key);
    else changed.set(node.key, { ...node, inside });
  }
  const nodes = changed ?? section.nodes;
  const arranged =
    section.rule?.ordered === true || statements === UNKNOWN ? arrange(nodes, statements) : nodes;
  return arranged === section.nodes ? section : { ...section, nodes: arranged };
}

function arrange(
  nodes: ReadonlyMap<string, ConfigNode>,
  statements: Statements,
): ReadonlyMap<string, ConfigNode> {
  const rankOf = (node: ConfigNode): number =>
    markOf(node) === null ? statements.rankOf(statementOf(node)) : Infinity;
  const compare = (a: ConfigNode, b: ConfigNode): number => {
    const [left, right] = [rankOf(a), rankOf(b)];
    if (left !== right) return left < right ? -1 : 1;
    // Sorting is stable: statements with a place of their own keep it.
    if (statementOf(a)?.isOrdered === true || a.key === b.key) return 0;
    return a.key < b.key ? -1 : 1;
  };
  let previous: ConfigNode | null = null;
  let isArranged = true;
  for (const node of nodes.values()) {
    if (previous !== null && compare(previous, node) > 0) isArranged = false;
    previous = node;
  }
  if (isArranged) return nodes;
  return new Map([...nodes.values()].sort(compare).map((node) => [node.key, node]));
}
