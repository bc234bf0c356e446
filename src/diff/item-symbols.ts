import type { Item } from '../domain/configuration.ts';
import type { Platform } from '../domain/platform.ts';
import { readJunosItem } from './junos/read-junos-item.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { localSymbols, symbolRule } from './remediation/symbols.ts';
import { familyOf, hasPlace, ORDER_KEY } from './tree/order-of.ts';
import { BARE } from './tree/read-line.ts';
import { readItem, type ReadPart } from './tree/read-item.ts';

/** What an item means to others, as far as its own line and the headers around it tell. */
export interface ItemSymbols {
  /** Symbols whose definition the item is, or is part of. A symbol that means something only inside its section names it. */
  readonly defines: readonly string[];
  /** Symbols that must be there, and as meant, for the item to mean what it says. */
  readonly refers: readonly string[];
  /** False: no rule knows the line, or a section around it. */
  readonly isKnown: boolean;
  /** The rows it stands in whose order means something; items of one row have the name in common. */
  readonly rows: readonly string[];
}

/** Reads an item by the rules of its platform. Junos items are read without symbols: a commit proves references there. */
export function itemSymbols(platform: Platform, item: Item): ItemSymbols {
  if (platform === 'juniper_junos') return ofJunosItem(item);
  const rules = rulesOf(platform);
  const parts = readItem(rules, item);
  const isOrder = item.key.startsWith(ORDER_KEY);
  return {
    defines: parts.flatMap((part, level) => definesOf(rules, part, level === parts.length - 1)),
    refers: parts.flatMap(({ refers, path }) => localSymbols(rules, refers, path)),
    isKnown: parts.every((part, level) => part.isKnown || (isOrder && level === parts.length - 1)),
    rows: isOrder ? [rowOfOrder(item)] : parts.flatMap((part) => rowsOf(rules, part, item)),
  };
}

/** What changes inside a thing that stands alone (an interface) means nothing to those who refer to it. */
function definesOf(rules: PlatformRules, part: ReadPart, isItem: boolean): readonly string[] {
  const meant = part.defines.filter((symbol) => isItem || symbolRule(rules, symbol).standsAlone !== true);
  return localSymbols(rules, meant, part.path);
}

/** A part stands in the row of its section, in a family of top-level lines, and among the numbered entries of its name. */
function rowsOf(rules: PlatformRules, part: ReadPart, item: Item): readonly string[] {
  const { place, path, section, rule } = part;
  const rows: string[] = [];
  const line = item.path[path.length] ?? item.line;
  if (path.length === 0) {
    const family = familyOf(rules, line);
    if (family !== null) rows.push(family);
  } else if (!place.isKnown || place.section?.numbered !== undefined) {
    rows.push(rowName(path));
  } else if (place.section?.ordered === true) {
    const node = { ...BARE, key: line, line, text: line, rule, section: section?.payload ?? null };
    if (hasPlace(node)) rows.push(rowName(path));
  }
  if (isNumbered(part)) rows.push(...localSymbols(rules, part.defines, path));
  return rows;
}

/** `route-map <#route-map> … <number>`, `ip prefix-list <#prefix-list> seq <number> …`: one of many that are tried in turn. */
function isNumbered({ section, rule }: ReadPart): boolean {
  if (section !== null) return section.payload.opener.split(' ').includes('<number>');
  return rule?.pattern.includes(' seq <number>') === true;
}

/** The item that stands for an order: of a family at the top level, of its section elsewhere. */
function rowOfOrder({ path, key }: Item): string {
  return path.length === 0 ? key.slice(ORDER_KEY.length + 1) : rowName(path);
}

function rowName(path: readonly string[]): string {
  return path.join(' / ');
}

function ofJunosItem(item: Item): ItemSymbols {
  const parts = readJunosItem(item);
  const isOrder = item.key.startsWith(ORDER_KEY);
  const ordered = parts.flatMap(({ statement, around }, level) => {
    const isPlaced = statement === null || statement.isOrdered || (isOrder && level === parts.length - 1);
    return isPlaced && around?.ordered === true ? [rowName(item.path.slice(0, level))] : [];
  });
  const isInUnknown = parts.slice(0, -1).some(({ statement }) => statement === null);
  return {
    defines: [],
    refers: [],
    isKnown: parts.every(
      ({ statement }, level) => statement !== null || (isOrder && level === parts.length - 1),
    ),
    rows: isInUnknown ? [...ordered, rowName(item.path)] : ordered,
  };
}
