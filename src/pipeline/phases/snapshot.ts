import type { Ending } from '../../domain/ending.ts';
import { isRetryable } from '../../domain/fault.ts';
import type { Steps } from '../../ports/steps.ts';
import type { WriteTask } from '../work-inputs.ts';
import { attempt } from '../attempt.ts';
import { loadPlan } from './load-plan.ts';

/** Phase 3: keeps configuration (encrypted) and operational state before the first write. Null when it stands. */
export async function takeSnapshot(steps: Steps, task: WriteTask): Promise<Ending | null> {
  const taken = await attempt(() =>
    steps.run(
      'snapshot',
      async (ports, signal) => {
        const { unit } = await loadPlan(ports, task.hash);
        const reading = await ports.devices.read(unit, signal);
        await ports.store.changes.saveSnapshot(task.changeId, task.unitId, reading, ports.clock.now());
        return null;
      },
      { retry: 'reads' },
    ),
  );
  if (taken.ok) return null;
  const detail = `no snapshot: ${taken.fault.message} (${taken.fault.code}); nothing was written`;
  // What a person must put right first (another host key, a refused login) is no mere absence.
  return { kind: 'untouched', reason: isRetryable(taken.fault) ? 'skipped' : 'refused', detail };
}
