import type { Finding } from '../domain/finding.ts';
import type { UnitId } from '../domain/ids.ts';
import type { UnitState } from '../domain/unit.ts';
import type { Ports } from '../ports/ports.ts';
import { stateOfFindings } from './phases/report.ts';

/** The state of a unit that was just read: a person's hold and the system's own stops come before what was found. */
export async function stateNow(
  ports: Ports,
  unitId: UnitId,
  findings: readonly Finding[],
): Promise<UnitState> {
  if ((await ports.store.units.readHold(unitId)) !== null) return 'held';
  const marks = await ports.store.marks.read(unitId);
  if (marks.some((mark) => mark.kind === 'quarantined')) return 'quarantined';
  if ((await ports.store.plans.waiting(unitId)).length > 0) return 'awaiting approval';
  return stateOfFindings(findings);
}
