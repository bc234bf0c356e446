import type { ChangeOrigin, ChangeResult, UnitEnding } from '../domain/change.ts';
import type { EditRef } from '../domain/edit.ts';
import { type ChangeId, changeIdOf, instantOf, type UnitId } from '../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps } from '../ports/steps.ts';
import { carryChange } from './carry-change.ts';
import { forEachInTurn } from './lane.ts';
import { planUnit } from './plan-unit.ts';
import type { UnitTask } from './work-inputs.ts';

/**
 * The story of one generation of an edit: inventory, plan of every unit, guards, change, report.
 * Ends with the endings of all units; an edit that concerns no managed unit ends with none. Units a newer edit is going to be
 * planned for have no part in it any more: a plan carries out everything NetBox asks for, whoever asked.
 */
export async function runEdit(steps: Steps, ref: EditRef): Promise<ChangeResult> {
  const changeId = changeIdOf(ref.requestId, ref.generation);
  const inventory = await steps.run('inventory', (ports) => takeInventory(ports, ref), { retry: 'report' });
  if (inventory === null) return { changeId, endings: [] };
  const { origin, unitIds, width, needsApproval } = inventory;
  const isBulk = unitIds.length > width;
  const tasks = unitIds.map((unitId): UnitTask => ({
    unitId,
    changeId,
    origin,
    ...ref,
    ...(isBulk ? { lane: 'background' } : {}),
    ...(needsApproval === null ? {} : { needsApproval }),
  }));
  const outcomes = isBulk
    ? await forEachInTurn(steps, tasks, planUnit, width)
    : await steps.forEachUnit(tasks, planUnit);
  const endings = await carryChange(steps, { changeId, origin, needsApproval, width, tasks, outcomes });
  if (endings.length === 0 && inventory.covered > 0) await closeCovered(steps, changeId);
  await steps.run('edit done', (ports) => countEdit(ports, changeId, endings));
  return { changeId, endings };
}

type Inventory = {
  readonly origin: ChangeOrigin;
  readonly unitIds: readonly UnitId[];
  /** How many units a newer edit is going to be planned for. */
  readonly covered: number;
  /** How many units are worked on at a time before an edit counts as a bulk edit. */
  readonly width: number;
  readonly needsApproval: string | null;
};

/** Phase 1: which units the edit can influence. */
async function takeInventory(ports: Ports, ref: EditRef): Promise<Inventory | null> {
  const edit = await ports.edits.read(ref);
  if (edit === null) return null;
  const all = await ports.source.unitsOf(edit.objects);
  const covered = new Set(await ports.edits.beginInventory(ref, all, ports.clock.now()));
  await ports.store.renders.forget(all, ports.clock.now());
  const { requestId, generation } = ref;
  ports.log.info('edit mapped to units', {
    requestId,
    generation,
    objects: edit.objects.length,
    units: all.length,
    covered: covered.size,
  });
  return {
    origin: { kind: 'edit', user: edit.user, message: edit.message, time: instantOf(edit.time) },
    unitIds: all.filter((unitId) => !covered.has(unitId)),
    covered: covered.size,
    width: ports.limits.interactiveUnits,
    needsApproval: edit.needsApproval ?? null,
  };
}

/** The change was opened with the units that a newer edit covers, and has no others. */
async function closeCovered(steps: Steps, changeId: ChangeId): Promise<void> {
  await steps.run(
    'close covered',
    async (ports) => {
      await ports.store.changes.close(changeId, ports.clock.now());
      return null;
    },
    { retry: 'report' },
  );
}

function countEdit(ports: Ports, changeId: ChangeId, endings: readonly UnitEnding[]): Promise<null> {
  ports.meter.processed('edit');
  ports.log.info('edit done', { changeId, units: endings.length });
  return Promise.resolve(null);
}
