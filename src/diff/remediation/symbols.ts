import type { PlatformRules, SymbolRule } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';

const PLAIN: SymbolRule = { onRemoval: 'dangles' };

/** What is known of the kind of a symbol such as `acl EDGE-IN`. */
export function symbolRule(rules: PlatformRules, symbol: string): SymbolRule {
  const blank = symbol.indexOf(' ');
  return rules.symbols[blank === -1 ? symbol : symbol.slice(0, blank)] ?? PLAIN;
}

/** Symbols with the top-level section they belong to, where they mean something only inside it. */
export function localSymbols(
  rules: PlatformRules,
  symbols: readonly string[],
  path: readonly string[],
): readonly string[] {
  if (symbols.length === 0) return symbols;
  return symbols.map((symbol) =>
    symbolRule(rules, symbol).within === 'section' ? `${symbol} in ${path[0] ?? ''}` : symbol,
  );
}

/** Everything a section with its header defines and refers to, and the lines in it. */
export function symbolsInside(rules: PlatformRules, node: ConfigNode, path: readonly string[]) {
  const defines: string[] = [];
  const refers: string[] = [];
  const nodes: ConfigNode[] = [];
  const collect = (current: ConfigNode): void => {
    defines.push(...localSymbols(rules, current.defines, path));
    refers.push(...localSymbols(rules, current.refers, path));
    nodes.push(current);
    for (const child of current.inside?.nodes.values() ?? []) collect(child);
  };
  collect(node);
  return { defines, refers: refers.filter((symbol) => !defines.includes(symbol)), nodes };
}

/** A line of a section that names symbols, with those it defines and refers to. */
export interface NamingLine {
  readonly node: ConfigNode;
  readonly path: readonly string[];
  readonly refers: readonly string[];
  readonly defines: readonly string[];
}

/** All lines of a section that name symbols, wherever in it. */
export function linesNaming(
  rules: PlatformRules,
  section: ConfigSection,
  path: readonly string[],
): readonly NamingLine[] {
  return [...section.nodes.values()].flatMap((node) => {
    const inner = node.inside === null ? path : [...path, node.line];
    const [refers, defines] = [
      localSymbols(rules, node.refers, inner),
      localSymbols(rules, node.defines, inner),
    ];
    const own = refers.length + defines.length === 0 ? [] : [{ node, path, refers, defines }];
    return node.inside === null ? own : [...own, ...linesNaming(rules, node.inside, inner)];
  });
}
