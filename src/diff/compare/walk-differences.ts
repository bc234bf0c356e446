import type { PlatformRules } from '../platforms/platform-rules.ts';
import { isSection, EMPTY_SECTION, type ConfigNode, type ConfigSection } from '../tree/config-node.ts';
import { isImplied } from '../tree/items-of.ts';
import { orderedRows, orderLine, type OrderedRow } from '../tree/order-of.ts';
import { vlanKeys } from '../tree/read-line.ts';

/** One item that is not the same on both sides, or that only one side has. Lines that spell out a default are null. */
export interface Difference {
  /** Headers around it as the wanted side spells them, else as the other does. */
  readonly path: readonly string[];
  /** The same as the other side spells them: they differ where a header changes its value. */
  readonly livePath: readonly string[];
  readonly key: string;
  readonly wanted: string | null;
  readonly live: string | null;
  /** What says so: null where a side has nothing, not even a default spelled out. */
  readonly wantedNode: ConfigNode | null;
  readonly liveNode: ConfigNode | null;
  readonly is: 'line' | 'header' | 'vlan' | 'order';
}

/** Says which places are looked at. */
export interface Lookout {
  /** False: the section or line is nobody's business, and nothing in it. */
  readonly isWatched: (node: ConfigNode, path: readonly string[]) => boolean;
  /**
   * True where the wanted side is NetBox's model: every header is an item, of a section NetBox does not know the header alone
   * is told, and what a wanted line means without saying so is no opinion.
   */
  readonly isModel: boolean;
}

/** Everything. */
export const WATCH_ALL: Lookout = { isWatched: () => true, isModel: false };

/** Every place where two trees differ: the wanted side in the order of its text, then what only the live side has. */
export function walkDifferences(
  rules: PlatformRules,
  wanted: ConfigSection,
  live: ConfigSection,
  lookout: Lookout = WATCH_ALL,
): readonly Difference[] {
  const found: Difference[] = [];
  walkSection({ rules, lookout, found }, { wanted, live }, { wanted: [], live: [] });
  return found;
}

interface Walk {
  readonly rules: PlatformRules;
  readonly lookout: Lookout;
  readonly found: Difference[];
}

interface Paths {
  readonly wanted: readonly string[];
  readonly live: readonly string[];
}

function walkSection(
  walk: Walk,
  { wanted, live }: { readonly wanted: ConfigSection; readonly live: ConfigSection },
  paths: Paths,
): void {
  const sections: (readonly [ConfigNode | null, ConfigNode | null])[] = [];
  const visit = (want: ConfigNode | null, have: ConfigNode | null): void => {
    if (want === have || isSameSource(want, have)) return;
    const isNested = (want !== null && isSection(want)) || (have !== null && isSection(have));
    if (isNested) sections.push([want, have]);
    else walkLine(walk, want, have, paths);
  };
  for (const node of wanted.nodes.values()) visit(node, live.nodes.get(node.key) ?? null);
  for (const node of live.nodes.values()) if (!wanted.nodes.has(node.key)) visit(null, node);
  for (const [want, have] of sections) walkNested(walk, want, have, paths);
  walkOrder(walk, wanted, live, paths);
}

/** Equal headers with equal texts inside need no reading. */
function isSameSource(want: ConfigNode | null, have: ConfigNode | null): boolean {
  return (
    want !== null &&
    have !== null &&
    want.source !== null &&
    want.source === have.source &&
    want.line === have.line
  );
}

function walkLine(walk: Walk, said: ConfigNode | null, have: ConfigNode | null, paths: Paths): void {
  const want = walk.lookout.isModel && said?.isMeant === true ? null : said;
  const node = want ?? have;
  if (node === null || !walk.lookout.isWatched(node, paths.wanted)) return;
  if (node.vlans !== null || (have?.vlans !== undefined && have.vlans !== null)) {
    walkVlans(walk, want, have, paths);
    return;
  }
  const wanted = want === null || want.isDefault ? null : want.line;
  const live = have === null || have.isDefault ? null : have.line;
  if (wanted === live) return;
  push(walk, paths, { key: node.key, wanted, live, wantedNode: want, liveNode: have, is: 'line' });
}

function walkVlans(walk: Walk, want: ConfigNode | null, have: ConfigNode | null, paths: Paths): void {
  const wanted = new Set(want === null ? [] : vlanKeys(want));
  const live = new Set(have === null ? [] : vlanKeys(have));
  for (const key of new Set([...wanted, ...live])) {
    if (wanted.has(key) && live.has(key)) continue;
    push(walk, paths, {
      key,
      wanted: wanted.has(key) ? key : null,
      live: live.has(key) ? key : null,
      wantedNode: want,
      liveNode: have,
      is: 'vlan',
    });
  }
}

function walkNested(walk: Walk, want: ConfigNode | null, have: ConfigNode | null, paths: Paths): void {
  const node = want ?? have;
  if (node === null || !walk.lookout.isWatched(node, paths.wanted)) return;
  const isItem = !isImplied(node) || (walk.lookout.isModel && want === null);
  const wanted = want?.line ?? null;
  const live = have?.line ?? null;
  if (isItem && wanted !== live) {
    push(walk, paths, { key: node.key, wanted, live, wantedNode: want, liveNode: have, is: 'header' });
  }
  if (want === null && walk.lookout.isModel) return;
  walkSection(
    walk,
    { wanted: want?.inside ?? EMPTY_SECTION, live: have?.inside ?? EMPTY_SECTION },
    {
      wanted: [...paths.wanted, wanted ?? live ?? node.line],
      live: [...paths.live, live ?? wanted ?? node.line],
    },
  );
}

/** The order of what both sides have; when items come or go, those are told, and the order only where it differs as well. */
function walkOrder(walk: Walk, wanted: ConfigSection, live: ConfigSection, paths: Paths): void {
  const isTop = paths.wanted.length === 0;
  const rows = (section: ConfigSection) =>
    new Map(orderedRows(walk.rules, section, isTop).map((row) => [row.key, row]));
  const wantedRows = rows(wanted);
  if (wantedRows.size === 0) return;
  const liveRows = rows(live);
  for (const [key, row] of wantedRows) {
    const other = liveRows.get(key);
    if (other === undefined || isSameOrder(row, other)) continue;
    push(walk, paths, {
      key,
      wanted: orderLine(row),
      live: orderLine(other),
      wantedNode: null,
      liveNode: null,
      is: 'order',
    });
  }
}

function isSameOrder(a: OrderedRow, b: OrderedRow): boolean {
  const others = new Set(b.members);
  const common = new Set(a.members.filter((member) => others.has(member)));
  const [left, right] = [a, b].map(({ members }) => members.filter((member) => common.has(member)));
  return left?.every((member, index) => member === right?.[index]) === true;
}

function push(walk: Walk, paths: Paths, difference: Omit<Difference, 'path' | 'livePath'>): void {
  walk.found.push({ path: paths.wanted, livePath: paths.live, ...difference });
}
