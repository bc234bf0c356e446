import type { Baseline, BaselineGround, Item, ItemName } from '../domain/configuration.ts';
import { type Finding, itemIdOf } from '../domain/finding.ts';

/**
 * The baseline after a look at the unit (semantics.md 2): items without an open finding move to intended, items with one
 * keep what they had, and items never seen in line stay without a valid baseline.
 */
export function advanceBaseline(look: {
  readonly intendedItems: readonly Item[];
  readonly open: readonly Finding[];
  readonly previous: Baseline | null;
  readonly ground: BaselineGround;
}): Baseline {
  const open = new Set(look.open.map(itemIdOf));
  const moved = look.intendedItems.filter((item) => !open.has(itemIdOf(item)));
  const kept = (look.previous?.items ?? []).filter((item) => open.has(itemIdOf(item)));
  const unexplained: ItemName[] = look.open
    .filter((finding) => finding.class === 'unexplained')
    .map(({ path, key }) => ({ path, key }));
  return { v: 1, items: [...moved, ...kept], unexplained, ground: look.ground };
}
