import { unitIdOf, type UnitId } from '../domain/ids.ts';

/** Device ids as units, each once, in id order. */
export function toUnitIds(deviceIds: Iterable<number>): readonly UnitId[] {
  return [...new Set(deviceIds)].sort((a, b) => a - b).map(unitIdOf);
}
