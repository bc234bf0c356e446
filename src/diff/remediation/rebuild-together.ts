import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { placeInside } from '../tree/place.ts';
import { sectionAt } from '../tree/section-at.ts';
import { collectNode, constrain, type Collection, type Spot } from './collect-operations.ts';
import type { Operation } from './operation.ts';
import { linesNaming, localSymbols, symbolRule, type NamingLine } from './symbols.ts';

/**
 * A line that joins others which define a name together comes after they went, and they come again: of a BGP peer that joins a
 * group FRR forgets a part and says nothing. What hangs on them follows by {@link reckonSideEffects}.
 */
export function rebuildTogether(
  collection: Collection,
  { live, target }: { readonly live: ConfigSection; readonly target: ConfigSection },
): void {
  const { rules, operations } = collection;
  const byNode = new Map<ConfigNode, Operation>();
  for (const operation of operations) for (const node of operation.takes) byNode.set(node, operation);
  const gone = new Map<ConfigNode, number>();
  for (const joining of [...operations]) {
    const [node] = joining.brings;
    const top = joining.path.slice(0, 1);
    const section = joining.does === 'add' ? sectionAt(rules, live, top) : null;
    if (node === undefined || section === null || top.length === 0) continue;
    const names = localSymbols(rules, node.defines, joining.path).filter(
      (symbol) => symbolRule(rules, symbol).together === true,
    );
    if (names.length === 0) continue;
    const others = linesNaming(rules, section, top).filter(({ defines }) =>
      defines.some((symbol) => names.includes(symbol)),
    );
    for (const other of others) {
      const removal = gone.get(other.node) ?? takeOff(other, joining);
      gone.set(other.node, removal);
      constrain(collection, removal, joining.id);
    }
  }

  function takeOff({ node, path }: NamingLine, { sectionIndex }: Operation): number {
    const own = byNode.get(node);
    if (own?.does === 'remove') return own.id;
    const section = sectionAt(rules, target, path);
    const place = placeInside(rules, section?.rule ?? null);
    const spot: Spot = { place, path, sectionIndex, defines: [], needs: [] };
    const removal = operations.length;
    collectNode(collection, node, null, spot);
    if (own === undefined) collectNode(collection, null, section?.nodes.get(node.key) ?? null, spot);
    else operations[own.id] = { ...own, does: 'add', takes: [], releases: [], drops: [], from: null };
    constrain(collection, removal, own?.id ?? removal + 1);
    return removal;
  }
}
