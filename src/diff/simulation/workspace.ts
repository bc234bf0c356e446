import type { PlatformRules } from '../platforms/platform-rules.ts';
import { sectionNode, type ConfigNode, type ConfigSection } from '../tree/config-node.ts';
import { placeInside, topPlace, type Place } from '../tree/place.ts';
import type { LineContext } from '../tree/read-line.ts';

/** A row of lines commands work on, and where it stands. Its nodes may be changed: they belong to the workspace. */
export interface Spot {
  readonly nodes: Map<string, ConfigNode>;
  readonly place: Place;
  readonly path: readonly string[];
  readonly around: Spot | null;
}

/** A configuration that commands change as they would change the device; the tree it was made from stays as it is. */
export interface Workspace {
  readonly rules: PlatformRules;
  readonly top: Spot;
  /** Sections somebody entered, by the nodes they hold: their inside may be changed in place. */
  readonly opened: WeakMap<ConfigNode, Map<string, ConfigNode>>;
  /** True where the device shows lists without the numbers of their entries, those it makes anew too. */
  readonly hidesNumbers: () => boolean;
}

export function createWorkspace(rules: PlatformRules, live: ConfigSection): Workspace {
  const top: Spot = { nodes: new Map(live.nodes), place: topPlace(rules), path: [], around: null };
  let hides: boolean | null = null;
  return { rules, top, opened: new WeakMap(), hidesNumbers: () => (hides ??= hidesNumbers(live)) };
}

function hidesNumbers({ nodes }: ConfigSection): boolean {
  return [...nodes.values()].some(
    ({ section, inside }) => section?.numbered !== undefined && inside?.numbersMatter === false,
  );
}

/** How the lines of a spot are read. */
export function contextOf({ place, path, around }: Spot): LineContext {
  return {
    place,
    header: path.at(-1) ?? '',
    standsAround: (line) => [...(around?.nodes.values() ?? [])].some((node) => node.line === line),
  };
}

/**
 * Goes into a section and makes it where it is missing. Null: the device refuses to, because it is hardware that is not there,
 * or because another section has its name.
 */
export function enter(workspace: Workspace, spot: Spot, text: string): Spot | null {
  const { rules } = workspace;
  const header = spot.place.readHeader(text);
  const key = header?.key ?? text;
  const line = header?.line ?? text;
  const standing = spot.nodes.get(key);
  if (standing !== undefined && standing.line !== line && standing.section?.headerChange !== 'replace')
    return null;
  if (standing === undefined && header?.payload.presence === 'permanent' && spot.path.length === 0)
    return null;
  const inside = nodesOf(workspace, standing);
  const section: ConfigSection = {
    rule: header?.payload ?? null,
    isKnown: header !== null || standing?.inside?.isKnown === true,
    nodes: inside,
    numbersMatter:
      standing?.inside?.numbersMatter ??
      (header?.payload.numbered === undefined || !workspace.hidesNumbers()),
    contradictions: [],
  };
  const isSame = standing?.line === line && workspace.opened.has(standing);
  if (!isSame) {
    const node = sectionNode(standing?.line === line ? standing : headerNode(text, spot), section);
    workspace.opened.set(node, inside);
    spot.nodes.set(key, node);
  }
  return {
    nodes: inside,
    place: placeInside(rules, header?.payload ?? null),
    path: [...spot.path, line],
    around: spot,
  };
}

/** The inside of a section, ready to be changed. */
function nodesOf(workspace: Workspace, node: ConfigNode | undefined): Map<string, ConfigNode> {
  if (node === undefined) return new Map();
  return workspace.opened.get(node) ?? new Map(node.inside?.nodes);
}

function headerNode(text: string, { place }: Spot): ConfigNode {
  const header = place.readHeader(text);
  return {
    key: header?.key ?? text,
    line: header?.line ?? text,
    text,
    rule: null,
    section: header?.payload ?? null,
    inside: null,
    source: null,
    blob: null,
    defines: header?.defines ?? [],
    refers: header?.refers ?? [],
    isDefault: false,
    isMeant: false,
    vlans: null,
  };
}
