import type { Item, ItemName } from '../../domain/configuration.ts';
import { itemIdOf } from '../../domain/finding.ts';
import type { Refusal } from './operation.ts';
import { byNumber } from '../tree/list-numbers.ts';
import type { PlatformRules, SectionRule } from '../platforms/platform-rules.ts';
import {
  isSection,
  EMPTY_SECTION,
  type ConfigNode,
  type ConfigSection,
  sectionNode,
} from '../tree/config-node.ts';
import { isImplied, itemsOf } from '../tree/items-of.ts';
import { familyOf, ORDER_KEY, orderedRows } from '../tree/order-of.ts';
import { meantNodes } from '../tree/meant-lines.ts';
import { placeInside } from '../tree/place.ts';
import { nextVlans, vlanKeys } from '../tree/read-line.ts';

/** Says which items are to be brought to the wanted state; the others stay as they are. */
export interface Chosen {
  readonly has: (name: ItemName) => boolean;
  /** True when any item directly in the section is chosen. */
  readonly hasIn: (path: readonly string[]) => boolean;
}

/** A choice by name. */
export function chosenByName(names: readonly ItemName[]): Chosen {
  const ids = new Set(names.map(itemIdOf));
  const paths = new Set(names.map(({ path }) => JSON.stringify(path)));
  return { has: (name) => ids.has(itemIdOf(name)), hasIn: (path) => paths.has(JSON.stringify(path)) };
}

/** Everything. */
export const CHOOSE_ALL: Chosen = { has: () => true, hasIn: () => true };

/** What shall be, and chosen items that cannot be had without others that were not chosen. */
export interface Target {
  readonly top: ConfigSection;
  readonly refusals: readonly Refusal[];
}

/** The configuration as it shall be: live, with the chosen items as the wanted side has them. Shares what does not change. */
export function buildTarget(
  rules: PlatformRules,
  live: ConfigSection,
  wanted: ConfigSection,
  chosen: Chosen,
): Target {
  const build: Build = { rules, chosen, refusals: [] };
  return { top: buildSection(build, { live, wanted }, { live: [], wanted: [] }), refusals: build.refusals };
}

interface Build {
  readonly rules: PlatformRules;
  readonly chosen: Chosen;
  readonly refusals: Refusal[];
}

interface Pair {
  readonly live: ConfigSection;
  readonly wanted: ConfigSection;
}

interface Paths {
  readonly live: readonly string[];
  readonly wanted: readonly string[];
}

function buildSection(around: Build, { live, wanted }: Pair, paths: Paths): ConfigSection {
  const build = withWholeLists(around, wanted.rule ?? live.rule, paths);
  const changes = new Map<string, ConfigNode | null>();
  const keys = [...wanted.nodes.keys(), ...[...live.nodes.keys()].filter((key) => !wanted.nodes.has(key))];
  for (const key of keys) {
    const [have, want] = [live.nodes.get(key) ?? null, wanted.nodes.get(key) ?? null];
    if (have === want || isSameSource(have, want)) continue;
    const next = buildNode(build, have, want, paths);
    if (next !== have) changes.set(key, next);
  }
  const isReordered = isOrderChosen(build, paths);
  const families = paths.live.length === 0 ? reorderedFamilies(build, wanted) : [];
  if (changes.size === 0 && !isReordered && families.length === 0) return live;
  const nodes = new Map<string, ConfigNode>(live.nodes);
  for (const [key, node] of changes) {
    if (node === null) nodes.delete(key);
    else nodes.set(key, node);
  }
  const rule = wanted.rule ?? live.rule;
  const row = { nodes, live, wanted, changes, families };
  const ordered = inWantedOrder(build.rules, row, rule, isReordered, paths);
  const numbersMatter = wanted.nodes.size === 0 ? live.numbersMatter : wanted.numbersMatter;
  const isKnown = live.nodes.size === 0 ? wanted.isKnown : live.isKnown;
  return settleMeant(build, paths, live, {
    rule,
    isKnown,
    nodes: ordered,
    numbersMatter,
    contradictions: [],
  });
}

interface Row {
  readonly nodes: ReadonlyMap<string, ConfigNode>;
  readonly live: ConfigSection;
  readonly wanted: ConfigSection;
  readonly changes: ReadonlyMap<string, ConfigNode | null>;
  /** Families of top-level lines whose order is to change. */
  readonly families: readonly string[];
}

function inWantedOrder(
  rules: PlatformRules,
  row: Row,
  rule: SectionRule | null,
  isReordered: boolean,
  { live }: Paths,
): ReadonlyMap<string, ConfigNode> {
  if (rule?.numbered !== undefined) return byNumber(row.nodes);
  // Junos can put a new entry at its place without moving those that stand.
  if (!isReordered && rules.platform === 'juniper_junos') return newAtTheirPlace(row);
  if (isReordered || rule?.ordered === true) return inOrderOf(row.nodes, row.wanted);
  return live.length === 0 ? familiesInOrderOf(rules, row) : row.nodes;
}

function isSameSource(have: ConfigNode | null, want: ConfigNode | null): boolean {
  return (
    have !== null &&
    want !== null &&
    want.source !== null &&
    want.source === have.source &&
    want.line === have.line
  );
}

function isOrderChosen({ chosen }: Build, { wanted, live }: Paths): boolean {
  return chosen.has({ path: wanted, key: ORDER_KEY }) || chosen.has({ path: live, key: ORDER_KEY });
}

function reorderedFamilies({ rules, chosen }: Build, wanted: ConfigSection): readonly string[] {
  const rows = orderedRows(rules, wanted, true).filter(({ key }) => chosen.has({ path: [], key }));
  return rows.map(({ key }) => key.slice(ORDER_KEY.length + 1));
}

function buildNode(
  build: Build,
  have: ConfigNode | null,
  want: ConfigNode | null,
  paths: Paths,
): ConfigNode | null {
  const node = want ?? have;
  if (node === null) return null;
  if (isSection(node) || (have !== null && isSection(have))) return buildNested(build, have, want, paths);
  if (node.vlans !== null || (have !== null && have.vlans !== null))
    return buildVlans(build, have, want, paths);
  return isNameChosen(build, paths, node.key) ? want : have;
}

function isNameChosen({ chosen }: Build, { live, wanted }: Paths, key: string): boolean {
  return chosen.has({ path: wanted, key }) || (live !== wanted && chosen.has({ path: live, key }));
}

/** A numbered list is one thing: its numbers may have been given anew, so that a part of it has no name of its own. */
function withWholeLists(build: Build, rule: SectionRule | null, { live, wanted }: Paths): Build {
  const isList = rule?.numbered !== undefined && (build.chosen.hasIn(wanted) || build.chosen.hasIn(live));
  return isList ? { ...build, chosen: CHOOSE_ALL } : build;
}

function buildNested(
  build: Build,
  have: ConfigNode | null,
  want: ConfigNode | null,
  paths: Paths,
): ConfigNode | null {
  const node = want ?? have;
  if (node === null) return null;
  const isChosen = isNameChosen(build, paths, node.key);
  // The header alone, as hardware and sections of the model are: what is inside is decided line by line.
  if (want === null && isChosen && !isImplied(node) && node.section?.presence !== 'permanent') {
    const kept = firstKept(build, node, paths);
    if (kept === null) return null;
    refuse(build, paths, node, `"${kept}" in it is not part of this and would go with it`);
    return have;
  }
  const inside = buildSection(
    build,
    { live: have?.inside ?? EMPTY_SECTION, wanted: want?.inside ?? EMPTY_SECTION },
    {
      live: [...paths.live, have?.line ?? node.line],
      wanted: [...paths.wanted, want?.line ?? node.line],
    },
  );
  const header = isChosen && want !== null ? want : (have ?? want);
  if (header === null) return null;
  if (have === null && !isChosen && !isImplied(node)) {
    if (inside.nodes.size > 0)
      refuse(build, paths, node, 'it has to be made for what is in it, and is not part of this');
    return null;
  }
  // Nothing stands in it any more, and the wanted side has it as a line.
  if (want !== null && want.inside === null && inside.nodes.size === 0) return want;
  if (isImplied(node) && inside.nodes.size === 0) return null;
  if (have !== null && have.line === header.line && inside === have.inside) return have;
  return sectionNode(header, inside);
}

/** The first line of a section that nobody chose, or null when everything in it was chosen. */
function firstKept({ rules, chosen }: Build, node: ConfigNode, paths: Paths): string | null {
  if (node.inside === null || chosen === CHOOSE_ALL) return null;
  const items = itemsOf(rules, node.inside, { isWatched: () => true, skipsMeant: true });
  // Around it a header may be about to change its value: what is inside is known under either.
  const isChosen = ({ path, key }: Item): boolean =>
    [paths.wanted, paths.live].some((above) => chosen.has({ path: [...above, node.line, ...path], key }));
  const isKept = (item: Item): boolean => !item.key.startsWith(ORDER_KEY) && !isChosen(item);
  return items.find(isKept)?.line ?? null;
}

function refuse(build: Build, { wanted }: Paths, node: ConfigNode, reason: string): void {
  build.refusals.push({ path: wanted, key: node.key, reason });
}

function buildVlans(
  build: Build,
  have: ConfigNode | null,
  want: ConfigNode | null,
  paths: Paths,
): ConfigNode | null {
  const node = want ?? have;
  if (node === null) return null;
  const wanted = new Set(want === null ? [] : vlanKeys(want));
  const live = new Set(have === null ? [] : vlanKeys(have));
  const kept = [...new Set([...wanted, ...live])].filter((key) =>
    isNameChosen(build, paths, key) ? wanted.has(key) : live.has(key),
  );
  if (kept.length === live.size && kept.every((key) => live.has(key))) return have;
  // No VLAN and nobody who asked for an empty list: no list.
  if (kept.length === 0 && want === null) return null;
  const words = kept.map((key) => key.slice(node.key.length + 1));
  const vlans = words.includes('all') ? nextVlans([], ['all']) : words.map(Number).sort((a, b) => a - b);
  return { ...(want ?? node), vlans, isMeant: false };
}

/** Known keys in the order of the wanted side; what only live has stays behind what stood before it. */
function inOrderOf(
  nodes: ReadonlyMap<string, ConfigNode>,
  wanted: ConfigSection,
): ReadonlyMap<string, ConfigNode> {
  const order = [...wanted.nodes.keys()].filter((key) => nodes.has(key));
  let previous: string | null = null;
  for (const key of nodes.keys()) {
    if (!wanted.nodes.has(key)) order.splice(previous === null ? 0 : order.indexOf(previous) + 1, 0, key);
    previous = key;
  }
  const sorted = new Map<string, ConfigNode>();
  for (const key of order) {
    const node = nodes.get(key);
    if (node !== undefined) sorted.set(key, node);
  }
  return sorted;
}

/** What stands keeps its place; what is new comes behind what it follows on the wanted side. */
function newAtTheirPlace({ nodes, live, wanted }: Row): ReadonlyMap<string, ConfigNode> {
  const behind = new Map<string | null, string[]>();
  let standing: string | null = null;
  for (const key of wanted.nodes.keys()) {
    if (!nodes.has(key)) continue;
    if (live.nodes.has(key)) standing = key;
    else if (behind.get(standing)?.push(key) === undefined) behind.set(standing, [key]);
  }
  const order = [...(behind.get(null) ?? [])];
  for (const key of nodes.keys()) if (live.nodes.has(key)) order.push(key, ...(behind.get(key) ?? []));
  const placed = new Map<string, ConfigNode>();
  for (const key of order) {
    const node = nodes.get(key);
    if (node !== undefined) placed.set(key, node);
  }
  return placed;
}

/** Top-level lines of ordered families take the places among each other that the wanted side gives them. */
function familiesInOrderOf(
  rules: PlatformRules,
  { nodes, wanted, changes, families }: Row,
): ReadonlyMap<string, ConfigNode> {
  if (rules.orderedFamilies.length === 0) return nodes;
  const familyOfKey = (key: string): string | null =>
    familyOf(rules, (nodes.get(key) ?? wanted.nodes.get(key))?.line ?? key);
  const touched = new Set(
    [...families, ...[...changes.keys()].map(familyOfKey)].filter((family) => family !== null),
  );
  if (touched.size === 0) return nodes;
  const inTouched = (key: string): boolean => touched.has(familyOfKey(key) ?? '');
  const members = new Map([...nodes].filter(([key]) => inTouched(key)));
  const queue = [...inOrderOf(members, wanted)];
  const sorted = new Map<string, ConfigNode>();
  for (const [key, node] of nodes) {
    const [nextKey, nextNode] = (inTouched(key) ? queue.shift() : undefined) ?? [key, node];
    sorted.set(nextKey, nextNode);
  }
  return sorted;
}

/** What lines mean without saying so goes with them; it comes only where that was chosen, or stood before. */
function settleMeant(build: Build, paths: Paths, live: ConfigSection, section: ConfigSection): ConfigSection {
  if ((section.rule?.meant ?? []).length === 0) return section;
  const nodes = new Map([...section.nodes].filter(([, node]) => !node.isMeant));
  const place = placeInside(build.rules, section.rule);
  const context = { place, header: paths.wanted.at(-1) ?? '', standsAround: () => false };
  for (const node of meantNodes(context, nodes)) {
    const names = node.vlans === null ? [node.key] : vlanKeys(node);
    const isAsked = names.some((name) => isNameChosen(build, paths, name));
    if (isAsked || live.nodes.get(node.key)?.isMeant === true) nodes.set(node.key, node);
  }
  return { ...section, nodes };
}
