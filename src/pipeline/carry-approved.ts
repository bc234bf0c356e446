import type { Ending } from '../domain/ending.ts';
import type { Steps } from '../ports/steps.ts';
import { applyUnit } from './apply-unit.ts';
import type { ApplyTask } from './work-inputs.ts';
import { claimUnits, releaseUnits } from './claim-units.ts';
import { reportEnding } from './phases/report.ts';

/** Carries one plan that a person ordered and approved: a change of a single unit under the order's own id. */
export async function carryApproved(steps: Steps, task: ApplyTask): Promise<Ending> {
  const { changeId, unitId, unitName, origin } = task;
  await steps.run('open change', async (ports) => {
    await ports.store.changes.open({
      changeId,
      origin,
      units: [{ unitId, unitName }],
      at: ports.clock.now(),
    });
    return null;
  });
  const ending = await claimAndApply(steps, task);
  await steps.run(
    'close change',
    async (ports) => {
      await ports.store.claims.release(changeId, 'all');
      await ports.store.changes.close(changeId, ports.clock.now());
      return null;
    },
    { retry: 'report' },
  );
  return ending;
}

async function claimAndApply(steps: Steps, task: ApplyTask): Promise<Ending> {
  const { changeId, unitId } = task;
  const claimed = await claimUnits(steps, changeId, [unitId]);
  if (!claimed.ok) {
    const ending: Ending = { kind: 'untouched', reason: 'skipped', detail: claimed.reason };
    await reportEnding(steps, { ...task, ending, checks: [], startedAt: null });
    return ending;
  }
  const applied = await applyUnit(steps, task);
  if (applied.ending.kind === 'applied') {
    await steps.run('move baselines', async (ports) => {
      const plan = await ports.store.plans.read(applied.hash);
      if (plan === null) return null;
      await ports.store.baselines.write(
        unitId,
        plan.nextBaseline,
        `verified by ${changeId}`,
        ports.clock.now(),
      );
      return null;
    });
  }
  await releaseUnits(steps, changeId, [unitId]);
  return applied.ending;
}
