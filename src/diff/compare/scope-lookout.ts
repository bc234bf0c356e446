import type { Scope } from '../../domain/configuration.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import { isSection, type ConfigNode } from '../tree/config-node.ts';
import { beginsWith } from '../tree/begins-with.ts';
import { topPlace } from '../tree/place.ts';
import { WATCH_ALL, type Lookout } from './walk-differences.ts';

/**
 * What Plumbline answers for. A prefix of a section scope matches whole words (`interface eth1` is not `interface eth10`) and
 * may abbreviate as the platform does; model scope is what model intent can express.
 */
export function lookoutOf(rules: PlatformRules, scope: Scope): Lookout {
  switch (scope.kind) {
    case 'whole':
      return WATCH_ALL;
    case 'sections': {
      const prefixes = scope.prefixes.map((prefix) => canonicalPrefix(rules, prefix));
      const isInside = (line: string): boolean => prefixes.some((prefix) => beginsWith(line, prefix));
      return { ...WATCH_ALL, isWatched: (node, path) => isInside(path[0] ?? node.line) };
    }
    case 'model':
      return { isWatched: rules.platform === 'juniper_junos' ? isInNestedModel : isInModel, isModel: true };
  }
}

function isInModel(node: ConfigNode, path: readonly string[]): boolean {
  if (isSection(node)) return path.length === 0 && (node.section?.model ?? false) !== false;
  return path.length < 2 && node.rule?.model !== undefined;
}

/** On Junos an attribute of an interface stands several sections deep, and each of them says whether the model knows it. */
function isInNestedModel(node: ConfigNode): boolean {
  return isSection(node) ? (node.section?.model ?? false) !== false : node.rule?.model !== undefined;
}

function canonicalPrefix(rules: PlatformRules, prefix: string): string {
  const trimmed = prefix.trim();
  return topPlace(rules).readHeader(trimmed)?.line ?? trimmed;
}
