import type { Item, Scope } from '../domain/configuration.ts';
import type { Platform } from '../domain/platform.ts';
import { lookoutOf } from './compare/scope-lookout.ts';
import { findContradiction } from './find-contradiction.ts';
import { rulesOf } from './platforms/rules-of.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { readConfiguration, type TextOrigin } from './tree/config-tree.ts';
import { isSection, EMPTY_SECTION, type ConfigSection } from './tree/config-node.ts';
import { itemsOf } from './tree/items-of.ts';
import { placeInside, type Place } from './tree/place.ts';

export type { TextOrigin } from './tree/config-tree.ts';

/** Items in the order of the text, or the sentence that says why comparing would be guessing. */
export type ItemsResult =
  { readonly ok: true; readonly items: readonly Item[] } | { readonly ok: false; readonly reason: string };

/**
 * Reads a configuration into canonical items inside a scope. Never fails on a line it does not know: that becomes an exact
 * item. Fails on what cannot be compared safely: a live text that is not whole, two values for one attribute, an intended
 * text without indentation.
 */
export function readItems(platform: Platform, text: string, scope: Scope, origin: TextOrigin): ItemsResult {
  const tree = readComparable(platform, text, origin);
  if (!tree.ok) return tree;
  const rules = rulesOf(platform);
  const { isWatched, isModel } = lookoutOf(rules, scope);
  const twice = findContradiction(tree.top, EMPTY_SECTION, isWatched);
  if (twice !== null) return { ok: false, reason: `The ${origin} configuration ${twice}.` };
  // What NetBox leaves open must not be read as a meaning of the platform: an unlisted trunk is "no opinion" there.
  const skipsMeant = isModel && origin === 'intended';
  return { ok: true, items: itemsOf(rules, tree.top, { isWatched, skipsMeant }) };
}

/** A tree that can be compared safely, or why not. */
export function readComparable(
  platform: Platform,
  text: string,
  origin: TextOrigin,
): { readonly ok: true; readonly top: ConfigSection } | { readonly ok: false; readonly reason: string } {
  const tree = readConfiguration(platform, text, origin);
  if (!tree.ok) {
    return origin === 'live' && tree.reason.endsWith('again.')
      ? tree
      : { ok: false, reason: `The ${origin} configuration cannot be read: ${tree.reason}.` };
  }
  const outside = origin === 'intended' ? lineOutsideSection(rulesOf(platform), tree.top) : null;
  if (outside === null) return tree;
  const reason = `The intended line "${outside}" belongs into a section but stands outside: indent the lines of a section.`;
  return { ok: false, reason };
}

/** A line that only exists inside sections, at the top level: the text lost its indentation. */
function lineOutsideSection(rules: PlatformRules, top: ConfigSection): string | null {
  const unknown = [...top.nodes.values()].filter(
    (node) => node.rule === null && !isSection(node) && node.blob === null,
  );
  if (unknown.length === 0) return null;
  const insides = rules.sections.map((section) => placeInside(rules, section));
  const stray = unknown.find(({ key }) => insides.some((place) => isOwnLine(place, key)));
  return stray?.text ?? null;
}

/** True when the section has a rule that begins with words of its own: one that takes anything proves nothing. */
function isOwnLine(place: Place, text: string): boolean {
  const pattern = place.readLine(text)?.payload.pattern;
  return pattern !== undefined && /^[a-z]/.test(pattern);
}
