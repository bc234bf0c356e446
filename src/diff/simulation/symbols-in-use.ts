import { localSymbols } from '../remediation/symbols.ts';
import type { ConfigNode } from '../tree/config-node.ts';
import type { Spot, Workspace } from './workspace.ts';

/** A line somewhere in a configuration, and the headers around it. */
export interface Standing {
  readonly node: ConfigNode;
  readonly path: readonly string[];
}

/** The spot of the top-level section `spot` is in; the top level itself at the top. */
function outermost(spot: Spot): Spot {
  let current = spot;
  while (current.path.length > 1 && current.around !== null) current = current.around;
  return current;
}

/**
 * Lines that refer to a symbol: in the section around `spot` where it means something only there, else everywhere.
 * `orDefining`: and those that define it.
 */
export function linesReferringTo(
  workspace: Workspace,
  spot: Spot,
  symbol: string,
  isLocal: boolean,
  orDefining = false,
): readonly Standing[] {
  const found: Standing[] = [];
  const search = (nodes: ReadonlyMap<string, ConfigNode>, path: readonly string[]): void => {
    for (const node of nodes.values()) {
      const inner = node.inside === null ? path : [...path, node.line];
      const names = orDefining ? [...node.refers, ...node.defines] : node.refers;
      if (localSymbols(workspace.rules, names, inner).includes(symbol)) found.push({ node, path });
      if (node.inside !== null) search(node.inside.nodes, inner);
    }
  };
  const start = isLocal ? outermost(spot) : workspace.top;
  search(start.nodes, start.path);
  return found;
}

/** True when something defines the symbol, looked up as {@link linesReferringTo} does. */
export function isDefined(workspace: Workspace, spot: Spot, symbol: string, isLocal: boolean): boolean {
  const start = isLocal ? outermost(spot) : workspace.top;
  const defines = (node: ConfigNode, path: readonly string[]): boolean =>
    localSymbols(workspace.rules, node.defines, path).includes(symbol);
  const search = (
    nodes: ReadonlyMap<string, ConfigNode>,
    path: readonly string[],
    depth: number,
  ): boolean => {
    for (const node of nodes.values()) {
      const inner = node.inside === null ? path : [...path, node.line];
      if (defines(node, inner)) return true;
      if (depth > 0 && node.inside !== null && search(node.inside.nodes, inner, depth - 1)) return true;
    }
    return false;
  };
  return search(start.nodes, start.path, isLocal ? 8 : 0);
}
