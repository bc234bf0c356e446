import type { World } from './resource.ts';
import { idIn } from './row.ts';

/** A row's id and those of everything below it. Roles and platforms are trees; what concerns one concerns its descendants. */
export function withDescendants(type: string, ids: readonly number[], world: World): readonly number[] {
  const found = new Set(ids);
  for (const id of found) {
    for (const row of world.tables.all(type)) if (idIn(row, 'parent') === id) found.add(row.id);
  }
  return [...found];
}

/** A row's id and those of everything above it, nearest first. */
export function withAncestors(type: string, id: number | null, world: World): readonly number[] {
  const found = new Set<number>();
  for (let next = id; next !== null && !found.has(next);) {
    found.add(next);
    const row = world.tables.find(type, next);
    next = row === null ? null : idIn(row, 'parent');
  }
  return [...found];
}
