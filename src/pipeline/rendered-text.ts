import type { UnitId } from '../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Whether NetBox must be asked what a unit is to be, or may have said so before. `kept`: a sweep, which writes nothing, takes
 * what was rendered for the unit last unless an edit touched it since or it is a day old (semantics.md 9).
 */
export type Freshness = 'fresh' | 'kept';

/** The unit's rendered configuration; kept, encrypted, for sweeps to come. */
export async function renderedText(ports: Ports, unitId: UnitId, freshness: Freshness): Promise<string> {
  const begunAt = ports.clock.now();
  if (freshness === 'kept') {
    const kept = await ports.store.renders.read(unitId);
    const ageMs = kept === null ? Infinity : Date.parse(begunAt) - Date.parse(kept.begunAt);
    if (kept !== null && ageMs < ports.limits.renderAgeMs) return kept.text;
  }
  const text = await ports.source.render(unitId);
  await ports.store.renders.write(unitId, { text, begunAt });
  return text;
}
