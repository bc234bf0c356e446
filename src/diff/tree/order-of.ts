import { createHash } from 'node:crypto';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import { isSection, type ConfigNode, type ConfigSection } from './config-node.ts';
import { hasValue } from './pattern-trie.ts';

/** Starts the key of the item that stands for the order of lines whose order means something. */
export const ORDER_KEY = '(order)';

/** A row of items whose order means something: the keys in order, under the name of a family (empty: the whole section). */
export interface OrderedRow {
  readonly key: string;
  readonly members: readonly string[];
}

/** The rows of a section whose order means something; `isTop` looks for families of top-level lines. */
export function orderedRows(
  rules: PlatformRules,
  section: ConfigSection,
  isTop: boolean,
): readonly OrderedRow[] {
  if (isTop) return familyRows(rules, section);
  // Nobody knows whether order means something in an unknown section, so it is compared.
  if (section.isKnown && section.rule?.ordered !== true) return [];
  const members = [...section.nodes.values()].filter((node) => !section.isKnown || hasPlace(node));
  return members.length < 2 ? [] : [{ key: ORDER_KEY, members: members.map(({ key }) => key) }];
}

/** Has a place in an ordered section: an attribute (a description) has none, and neither has what stands last anyway. */
export function hasPlace({ rule, section }: ConfigNode): boolean {
  return section?.standsLast !== true && (rule === null || !hasValue(rule.pattern));
}

/** The one line that stands for an order: equal orders have equal lines. */
export function orderLine({ key, members }: OrderedRow): string {
  const digest = createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 16);
  return `${key} ${members.length} lines, sha256 ${digest}`;
}

const anyFamily = new WeakMap<PlatformRules, RegExp>();

/** The family a top-level line belongs to, or null. */
export function familyOf(rules: PlatformRules, line: string): string | null {
  const any =
    anyFamily.get(rules) ?? new RegExp(rules.orderedFamilies.map((form) => `(?:${form.source})`).join('|'));
  anyFamily.set(rules, any);
  // Nearly no line is of a family: one look says so.
  if (!any.test(line)) return null;
  for (const form of rules.orderedFamilies) {
    const name = form.exec(line)?.[0];
    if (name !== undefined) return name;
  }
  return null;
}

function familyRows(rules: PlatformRules, section: ConfigSection): readonly OrderedRow[] {
  if (rules.orderedFamilies.length === 0) return [];
  const families = new Map<string, string[]>();
  for (const node of section.nodes.values()) {
    if (isSection(node) && node.source !== '') continue;
    const family = familyOf(rules, node.line);
    if (family === null) continue;
    const members = families.get(family) ?? [];
    families.set(family, members);
    members.push(node.key);
  }
  return [...families]
    .filter(([, members]) => members.length > 1)
    .map(([family, members]) => ({ key: `${ORDER_KEY} ${family}`, members }));
}
