import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { ConfigNode, ConfigSection } from './config-node.ts';
import { placeInside, topPlace } from './place.ts';

/** The node of a header in a section, whatever its value is there; null when there is none. */
export function headerAt(
  rules: PlatformRules,
  top: ConfigSection,
  path: readonly string[],
): ConfigNode | null {
  let place = topPlace(rules);
  let section: ConfigSection | null = top;
  let node: ConfigNode | null = null;
  for (const line of path) {
    const header = place.readHeader(line);
    node = section?.nodes.get(header?.key ?? line) ?? null;
    section = node?.inside ?? null;
    place = placeInside(rules, header?.payload ?? null);
  }
  return node;
}

/** The inside of the section a path leads to; null when the tree lacks it. */
export function sectionAt(
  rules: PlatformRules,
  top: ConfigSection,
  path: readonly string[],
): ConfigSection | null {
  return path.length === 0 ? top : (headerAt(rules, top, path)?.inside ?? null);
}
