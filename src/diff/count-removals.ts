import type { Item, ItemName } from '../domain/configuration.ts';
import { itemIdOf, type Finding } from '../domain/finding.ts';
import type { Platform } from '../domain/platform.ts';
import { hasDefault } from './can-be-applied.ts';
import { itemSymbols } from './item-symbols.ts';
import { readJunosItem } from './junos/read-junos-item.ts';
import type { SectionRule } from './platforms/platform-rules.ts';
import { rulesOf } from './platforms/rules-of.ts';
import { ORDER_KEY } from './tree/order-of.ts';
import { readItem } from './tree/read-item.ts';

/** What a plan takes away from a device. What it replaces by another value of the same kind is no removal. */
export interface RemovalCount {
  /** Live items that go, those inside removed sections included. */
  readonly lines: number;
  /** Live items in scope. */
  readonly of: number;
  readonly sections: readonly ItemName[];
  readonly addresses: readonly ItemName[];
  readonly neighbors: readonly ItemName[];
  /** Items with which the last member of a list goes (a trunk's VLANs, the entries of an access list, time servers). */
  readonly lastMembers: readonly ItemName[];
}

/** Counts from a plan's findings and all live items in its scope. */
export function countRemovals(
  platform: Platform,
  applies: readonly Finding[],
  liveItems: readonly Item[],
): RemovalCount {
  const live = liveItems.filter(({ key }) => !key.startsWith(ORDER_KEY));
  const removed = applies.flatMap((finding) => toRemoved(platform, finding));
  if (removed.length === 0) return { ...NOTHING, of: live.length };
  const added = applies.flatMap(({ path, key, intended, live: line }) =>
    intended !== null && line === null ? [{ path, key, line: intended }] : [],
  );
  const opens = createHeaderTest(platform, live);
  const sections = removed.filter(opens);
  const going = new Set(sections.map(({ path, line }) => idOf([...path, line])));
  const named = new Set(removed.map(itemIdOf));
  const isGone = (item: Item): boolean => named.has(itemIdOf(item)) || isInside(going, item.path);
  const gone = live.filter(isGone);
  const stays = live.filter((item) => !isGone(item));
  const all = withUnnamed(gone, removed);
  return {
    lines: all.length,
    of: live.length,
    sections: [...sections, ...emptied(platform, gone, [...stays, ...added])],
    addresses: unreplaced(
      all.flatMap((item) => withKind(item, addressKind(item))),
      added.flatMap((item) => withKind(item, addressKind(item))),
    ),
    neighbors: unreplaced(ofNeighbors(platform, all), ofNeighbors(platform, added)),
    lastMembers: lastOfLists(platform, all, [...stays, ...added]),
  };
}

const NOTHING = { lines: 0, sections: [], addresses: [], neighbors: [], lastMembers: [] };

/** A finding whose live line goes and leaves nothing; a switch that returns to its default removes nothing. */
function toRemoved(platform: Platform, finding: Finding): readonly Item[] {
  const { path, key, kind, intended, live } = finding;
  if (intended !== null || live === null || kind === 'order') return [];
  return hasDefault(platform, finding) ? [] : [{ path, key, line: live }];
}

/** A header is one by its rule, even with nothing inside, or because something stands in it. */
function createHeaderTest(platform: Platform, live: readonly Item[]): (item: Item) => boolean {
  const paths = new Set(live.flatMap(({ path }) => path.map((_, level) => idOf(path.slice(0, level + 1)))));
  const isByRule = ({ path, line }: Item): boolean =>
    platform !== 'juniper_junos' && sectionRuleOf(platform, { path, key: line }) !== null;
  return (item) => paths.has(idOf([...item.path, item.line])) || isByRule(item);
}

function isInside(sections: ReadonlySet<string>, path: readonly string[]): boolean {
  return path.some((_, level) => sections.has(idOf(path.slice(0, level + 1))));
}

/** A header whose value changes spells the place of a finding in another way than the live items do. */
function withUnnamed(gone: readonly Item[], removed: readonly Item[]): readonly Item[] {
  const counted = new Set(gone.map(itemIdOf));
  return [...gone, ...removed.filter((item) => !counted.has(itemIdOf(item)))];
}

/**
 * Sections that are no item of their own and lose all they hold: a device shows them only while something stands in them.
 * An interface is there all the same when nothing is said about it.
 */
function emptied(platform: Platform, gone: readonly Item[], left: readonly Item[]): readonly ItemName[] {
  const headers = new Set([...gone, ...left].map(({ path, line }) => idOf([...path, line])));
  const filled = new Set(left.flatMap(({ path }) => path.map((_, level) => idOf(path.slice(0, level + 1)))));
  const paths = new Map(gone.filter(({ path }) => path.length > 0).map(({ path }) => [idOf(path), path]));
  return [...paths]
    .filter(([id]) => !headers.has(id) && !filled.has(id))
    .map(([, path]) => ({ path: path.slice(0, -1), key: path.at(-1) ?? '' }))
    .filter((header) => sectionRuleOf(platform, header)?.model !== true);
}

/** The rule of the section a header opens; null where nobody wrote one. */
function sectionRuleOf(platform: Platform, { path, key }: ItemName): SectionRule | null {
  const item = { path, key, line: key };
  if (platform === 'juniper_junos') return readJunosItem(item).at(-1)?.statement?.section ?? null;
  return readItem(rulesOf(platform), item).at(-1)?.section?.payload ?? null;
}

/** An item under the name of what could take its place. */
interface Kinded {
  readonly item: Item;
  readonly kind: string;
}

function withKind(item: Item, kind: string | null): readonly Kinded[] {
  return kind === null ? [] : [{ item, kind }];
}

/** Addresses of one family on one interface replace each other. */
function addressKind({ path, line }: Item): string | null {
  const family = /^(ip|ipv6) address /.exec(line)?.[1] ?? (/^address /.test(line) ? path.at(-1) : undefined);
  return family === undefined || path.length === 0 ? null : idOf([...path, family]);
}

function ofNeighbors(platform: Platform, items: readonly Item[]): readonly Kinded[] {
  return items.flatMap((item) =>
    itemSymbols(platform, item)
      .defines.filter((symbol) => symbol.startsWith('peer '))
      .slice(0, 1)
      .map((kind) => ({ item, kind })),
  );
}

/** Those of a kind that goes more often than it comes. */
function unreplaced(gone: readonly Kinded[], come: readonly Kinded[]): readonly ItemName[] {
  const left = new Map<string, number>();
  for (const { kind } of come) left.set(kind, (left.get(kind) ?? 0) + 1);
  return gone.flatMap(({ item, kind }) => {
    const replaced = left.get(kind) ?? 0;
    left.set(kind, replaced - 1);
    return replaced > 0 ? [] : [nameOf(item)];
  });
}

function lastOfLists(platform: Platform, gone: readonly Item[], left: readonly Item[]): readonly ItemName[] {
  const last = new Map<string, Item>();
  for (const item of gone) {
    const list = listOf(platform, item);
    if (list !== null) last.set(list, item);
  }
  if (last.size === 0) return [];
  for (const item of left) {
    const list = listOf(platform, item);
    if (list !== null) last.delete(list);
  }
  return [...last.values()].map(nameOf);
}

/** The list an item is a member of: its ordered row, a VLAN list, or the lines of one kind that end with what they name. */
function listOf(platform: Platform, item: Item): string | null {
  const [row] = itemSymbols(platform, item).rows;
  if (platform === 'juniper_junos') return row ?? null;
  const rule = readItem(rulesOf(platform), item).at(-1)?.rule ?? null;
  if (rule?.list === 'vlans') return idOf([...item.path, rule.pattern]);
  if (row !== undefined) return row;
  const isMember = rule !== null && /<[^>]+>$/.test(rule.pattern) && !/[[{]|\.\.\./.test(rule.pattern);
  return isMember ? idOf([...item.path, rule.pattern]) : null;
}

function nameOf({ path, key }: Item): ItemName {
  return { path, key };
}

function idOf(words: readonly string[]): string {
  return JSON.stringify(words);
}
