import type { Item } from '../../domain/configuration.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection } from './config-node.ts';
import { orderedRows, orderLine, type OrderedRow } from './order-of.ts';
import { vlanKeys } from './read-line.ts';

/** True for a header that is shown only while something stands in its section: the header is no item of its own. */
export function isImplied(node: ConfigNode): boolean {
  return node.section?.presence === 'implied';
}

/** Says which items are read; see the lookout of a scope. */
export interface ItemFilter {
  readonly isWatched: (node: ConfigNode, path: readonly string[]) => boolean;
  /** True: what a line means without saying so is left out. */
  readonly skipsMeant: boolean;
}

/** Every item of a tree, headers before what is inside. Lines that only spell out a default are left out. */
export function itemsOf(
  rules: PlatformRules,
  section: ConfigSection,
  filter: ItemFilter,
  path: readonly string[] = [],
): readonly Item[] {
  const items: Item[] = [];
  collect({ rules, filter, items }, section, path);
  return items;
}

interface Collection {
  readonly rules: PlatformRules;
  readonly filter: ItemFilter;
  readonly items: Item[];
}

function collect(collection: Collection, section: ConfigSection, path: readonly string[]): void {
  const { rules, filter, items } = collection;
  for (const node of section.nodes.values()) {
    if (!filter.isWatched(node, path) || node.isDefault || (filter.skipsMeant && node.isMeant)) continue;
    if (node.inside !== null) {
      if (!isImplied(node)) items.push({ path, key: node.key, line: node.line });
      collect(collection, node.inside, [...path, node.line]);
    } else if (node.vlans !== null) {
      for (const key of vlanKeys(node)) items.push({ path, key, line: key });
    } else {
      items.push({ path, key: node.key, line: node.line });
    }
  }
  for (const row of orderedRows(rules, section, path.length === 0)) {
    if (path.length > 0 || isWatchedFamily(section, row, filter)) {
      items.push({ path, key: row.key, line: orderLine(row) });
    }
  }
}

function isWatchedFamily(section: ConfigSection, row: OrderedRow, filter: ItemFilter): boolean {
  return row.members.some((key) => {
    const node = section.nodes.get(key);
    return node !== undefined && filter.isWatched(node, []);
  });
}
