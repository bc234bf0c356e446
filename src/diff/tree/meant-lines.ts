import type { ConfigNode } from './config-node.ts';
import { readLine, type LineContext } from './read-line.ts';

/** What the lines of a section mean without saying so: a trunk without a list of VLANs carries every VLAN. */
export function meantNodes(
  context: LineContext,
  nodes: ReadonlyMap<string, ConfigNode>,
): readonly ConfigNode[] {
  const meant = context.place.section?.meant ?? [];
  if (meant.length === 0) return [];
  return meant.flatMap(({ when, unless, line }) => {
    let stands = false;
    for (const node of nodes.values()) {
      if (node.isMeant) continue;
      if (node.key.startsWith(unless)) return [];
      stands ||= node.line === when;
    }
    const node = stands ? readLine(context, line) : null;
    return node === null ? [] : [{ ...node, isMeant: true }];
  });
}
