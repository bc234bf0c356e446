import type { UnitId } from '../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps } from '../ports/steps.ts';
import { type CheckedUnit, checkUnit } from './check-unit.ts';
import { forEachInTurn } from './lane.ts';

export type SweepResult = { readonly units: number; readonly inLine: number; readonly others: number };

/**
 * Looks at every unit in scope, in the background and a few at a time. What differs is stored, shown and told; nothing is
 * written to any device. How far it came stands in the store all the while, under the id of its workflow.
 */
export async function runSweep(steps: Steps): Promise<SweepResult> {
  const { unitIds, width } = await steps.run('begin sweep', (ports) => begin(ports, steps.workflowId), {
    retry: 'reads',
  });
  const tasks = unitIds.map((unitId) => ({
    unitId,
    changeId: steps.workflowId,
    lane: 'background' as const,
  }));
  const outcomes = await forEachInTurn(steps, tasks, checkUnit, width);
  const checked = outcomes.flatMap((outcome): CheckedUnit[] => (outcome.ok ? [outcome.value] : []));
  const inScope = checked.filter(({ state }) => state !== null);
  const inLine = inScope.filter(({ state }) => state === 'in line').length;
  const result = { units: inScope.length, inLine, others: inScope.length - inLine };
  await steps.run('sweep done', async (ports) => {
    await ports.store.sweeps.end(steps.workflowId, ports.clock.now());
    ports.log.info('sweep done', { ...result, failed: outcomes.length - checked.length });
    return null;
  });
  return result;
}

async function begin(
  ports: Ports,
  sweepId: string,
): Promise<{ readonly unitIds: readonly UnitId[]; readonly width: number }> {
  const unitIds = await ports.background.source.allUnits();
  await ports.store.sweeps.begin(sweepId, unitIds.length, ports.clock.now());
  return { unitIds, width: ports.limits.interactiveUnits };
}
