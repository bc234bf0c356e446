import { faultFactsOf } from '../../domain/fault.ts';
import { grantWrite } from '../../guard/grant-write.ts';
import type { Steps } from '../../ports/steps.ts';
import type { WriteTask } from '../work-inputs.ts';
import { loadPlan } from './load-plan.ts';

/** Saves running to startup configuration after everything was verified. False when the device did not confirm it. */
export async function saveStartup(steps: Steps, task: WriteTask): Promise<boolean> {
  return await steps.run('save', async (ports, signal) => {
    const plan = await loadPlan(ports, task.hash);
    const permit = grantWrite(plan, task.verdict, task.approval?.hash ?? null);
    if (permit === null) return false;
    try {
      const writer = await ports.openWriter(permit, signal);
      try {
        return await writer.save();
      } finally {
        await writer.close();
      }
    } catch (error) {
      const { code, message } = faultFactsOf(error);
      if (!code.startsWith('device.')) throw error;
      ports.log.warn('startup configuration not saved', { unitId: task.unitId, code, err: message });
      return false;
    }
  });
}
