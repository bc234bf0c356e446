import type { ConfigNode, ConfigSection } from '../tree/config-node.ts';
import { isImplied } from '../tree/items-of.ts';
import { hasPlace } from '../tree/order-of.ts';
import { placeInside, topPlace } from '../tree/place.ts';
import { collectNode, constrain, type Collection, type Spot } from './collect-operations.ts';
import { localSymbols } from './symbols.ts';

/**
 * Takes lines that refer to a symbol off while its definition is away: one that stays as it is gets a step that removes it
 * before `removal` and one that writes it again once the symbol is defined. What changes or goes anyway is left alone.
 */
export function detachReferrers(
  collection: Collection,
  { live, target }: { readonly live: ConfigSection; readonly target: ConfigSection },
  symbols: readonly string[],
  removal: number,
): void {
  const wanted = new Set(symbols);
  if (wanted.size === 0) return;
  const search = (have: ConfigSection, want: ConfigSection | null, spot: Spot): void => {
    for (const node of have.nodes.values()) {
      const other = want?.nodes.get(node.key) ?? null;
      const path = node.inside === null ? spot.path : [...spot.path, node.line];
      const refers = localSymbols(collection.rules, node.refers, path).some((symbol) => wanted.has(symbol));
      const defines = localSymbols(collection.rules, node.defines, path).some((symbol) => wanted.has(symbol));
      if (defines) continue;
      if (refers && other?.line === node.line) detach(collection, node, other, spot, removal);
      else if (node.inside !== null && !isRebuilt(node, other)) {
        collection.sections += 1;
        const within = {
          place: placeInside(collection.rules, node.section),
          path,
          sectionIndex: collection.sections,
          defines: [],
          needs: [],
        };
        const before = collection.operations.length;
        search(node.inside, other?.inside ?? null, within);
        if (collection.operations.length > before)
          moveWhatFollows(collection, node.inside, other?.inside ?? null, within);
      }
    }
  };
  search(live, target, {
    place: topPlace(collection.rules),
    path: [],
    sectionIndex: 0,
    defines: [],
    needs: [],
  });
}

/** A section that goes as a whole, to come back or not, lets go of everything in it. */
function isRebuilt(node: ConfigNode, other: ConfigNode | null): boolean {
  if (isImplied(node) || node.section?.presence === 'permanent') return false;
  return other === null || (other.line !== node.line && node.section?.headerChange !== 'replace');
}

function detach(
  collection: Collection,
  have: ConfigNode,
  want: ConfigNode,
  spot: Spot,
  removal: number,
): void {
  const going = collection.operations.filter(({ does, takes }) => does === 'remove' && takes.includes(have));
  for (const { id } of going) constrain(collection, id, removal);
  // It moves anyway, and comes back when what it refers to is there.
  if (going.length > 0) return;
  const before = collection.operations.length;
  collectNode(collection, have, null, spot);
  const removed = collection.operations.length;
  collectNode(collection, null, want, spot);
  for (const off of collection.operations.slice(before, removed)) {
    constrain(collection, off.id, removal);
    for (const on of collection.operations.slice(removed)) constrain(collection, off.id, on.id);
  }
}

/** What stands behind a line that was taken off would stand before it now: it is written again, in its order. */
function moveWhatFollows(
  collection: Collection,
  have: ConfigSection,
  want: ConfigSection | null,
  spot: Spot,
): void {
  if (want === null || want.rule?.ordered !== true) return;
  const row = [...want.nodes.values()].filter(hasPlace);
  const isTakenOff = (node: ConfigNode): boolean =>
    collection.operations.some(({ does, takes }) => does === 'remove' && takes.includes(node));
  const first = row.findIndex(({ key }) => {
    const node = have.nodes.get(key);
    return node !== undefined && isTakenOff(node);
  });
  if (first === -1) return;
  let last: number | null = null;
  for (const node of row.slice(first)) {
    const standing = have.nodes.get(node.key);
    if (standing !== undefined && !isTakenOff(standing)) moveOne(collection, standing, node, spot);
    const coming = comingStep(collection, node, spot);
    if (coming === null) continue;
    if (last !== null) constrain(collection, last, coming);
    last = coming;
  }
}

function moveOne(collection: Collection, have: ConfigNode, want: ConfigNode, spot: Spot): void {
  const before = collection.operations.length;
  collectNode(collection, have, null, spot);
  const removed = collection.operations.length;
  collectNode(collection, null, want, spot);
  for (const off of collection.operations.slice(before, removed)) {
    for (const on of collection.operations.slice(removed)) constrain(collection, off.id, on.id);
  }
}

/** The step that gives a line or section its place. */
function comingStep({ operations }: Collection, node: ConfigNode, { path }: Spot): number | null {
  const found = operations.find(
    ({ does, path: place, brings, commands }) =>
      place.length === path.length &&
      place.every((line, index) => line === path[index]) &&
      (brings.includes(node) || (does === 'enter' && commands[0] === node.line)),
  );
  return found?.id ?? null;
}
