import { itemIdOf } from '../domain/finding.ts';
import type { Ports } from '../ports/ports.ts';
import type { Assessed } from './assess-unit.ts';

/**
 * A stop on an item ends for good when NetBox asks for something else there (semantics.md 1 and 8): the same value, asked
 * for again later, is a new edit and may be tried again.
 */
export async function endStaleMarks(ports: Ports, { unit, marks, comparison }: Assessed): Promise<void> {
  const intended = new Map(comparison.intendedItems.map((item) => [itemIdOf(item), item.line]));
  const stale = marks.filter((mark) => (intended.get(itemIdOf(mark)) ?? null) !== mark.intended);
  if (stale.length > 0) await ports.store.marks.clear(unit.id, stale);
}
