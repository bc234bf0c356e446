import type { PlatformRules } from '../platforms/platform-rules.ts';
import { isSection, type ConfigNode, type ConfigSection } from '../tree/config-node.ts';
import { familyOf, hasPlace } from '../tree/order-of.ts';

/** True for a line or section that has a place among its siblings: what is added behind another has to come after it. */
export function isOrdered(
  rules: PlatformRules,
  section: ConfigSection,
  isTop: boolean,
  node: ConfigNode,
): boolean {
  return (
    (section.rule?.ordered === true && hasPlace(node)) ||
    (isTop && !isSection(node) && familyOf(rules, node.line) !== null)
  );
}

/**
 * Keys of an ordered row that stay but have to be written again, because something has to stand before them: everything
 * behind the first place where the rows part. Lines that only come at the end move nothing.
 */
export function movedKeys(
  rules: PlatformRules,
  live: ConfigSection,
  target: ConfigSection,
  isTop: boolean,
): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const [wanted, standing] of orderedPairs(rules, live, target, isTop)) {
    const places = new Map(standing.map((key, place) => [key, place]));
    let [index, last] = [0, -1];
    for (; index < wanted.length; index += 1) {
      const place = places.get(wanted[index] ?? '');
      if (place === undefined || place < last) break;
      last = place;
    }
    for (const key of wanted.slice(index)) if (places.has(key)) moved.add(key);
  }
  return moved;
}

function placesIn({ nodes }: ConfigSection): readonly string[] {
  return [...nodes.values()].filter(hasPlace).map(({ key }) => key);
}

/** The rows of a section whose order means something: keys as wanted, keys as they stand. */
function orderedPairs(
  rules: PlatformRules,
  live: ConfigSection,
  target: ConfigSection,
  isTop: boolean,
): readonly (readonly [readonly string[], readonly string[]])[] {
  if (!isTop) {
    const isOrderedSection = (target.rule ?? live.rule)?.ordered === true;
    return isOrderedSection ? [[placesIn(target), placesIn(live)]] : [];
  }
  if (rules.orderedFamilies.length === 0) return [];
  const rows = new Map<string, readonly [string[], string[]]>();
  const add = (section: ConfigSection, side: 0 | 1): void => {
    for (const node of section.nodes.values()) {
      const family = isSection(node) ? null : familyOf(rules, node.line);
      if (family === null) continue;
      const row = rows.get(family) ?? ([[], []] as const);
      rows.set(family, row);
      row[side].push(node.key);
    }
  };
  add(target, 0);
  add(live, 1);
  return [...rows.values()];
}
