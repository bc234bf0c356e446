import type { ConfigurationNode } from './configuration-node.ts';

/** Beginnings of lines in the order a platform shows them, at the top and inside sections. */
export interface LineOrder {
  readonly top: readonly string[];
  readonly inside: readonly string[];
}

/** Makes what puts a new line where the device shows it, whatever the order of entry. */
export function createOrder(
  order: LineOrder,
): (parent: ConfigurationNode, node: ConfigurationNode, isTop: boolean) => void {
  return (parent, node, isTop) => {
    const starts = isTop ? order.top : order.inside;
    const rank = rankOf(node.line, starts);
    let at = 0;
    for (const [index, sibling] of parent.children.entries()) {
      const other = rankOf(sibling.line, starts);
      if (sibling.children.length > 0 && !isTop) break; // subsections stay last
      if (other < rank || (other === rank && !comesAfter(sibling.line, node.line))) at = index + 1;
    }
    const group = lastOfSameNeighbor(parent, node.line);
    parent.children.splice(group ?? at, 0, node);
  };
}

function rankOf(line: string, order: readonly string[]): number {
  let best = order.length;
  let length = 0;
  for (const [index, start] of order.entries()) {
    if ((line === start || line.startsWith(`${start} `)) && start.length > length) {
      best = index;
      length = start.length;
    }
  }
  return best;
}

function comesAfter(left: string, right: string): boolean {
  if (!/^(interface|vlan) /.test(left)) return false;
  return new Intl.Collator('en', { numeric: true }).compare(left, right) > 0;
}

function lastOfSameNeighbor(parent: ConfigurationNode, line: string): number | null {
  const neighbor = /^neighbor \S+ /.exec(line)?.[0];
  if (neighbor === undefined) return null;
  const last = parent.children.findLastIndex((child) => child.line.startsWith(neighbor));
  return last === -1 ? null : last + 1;
}
