import { Fault } from '../../domain/fault.ts';
import type { PlanHash } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Ports } from '../../ports/ports.ts';

/** The saved plan of that hash. A plan that is not there any more is a fault: nothing may be written without it. */
export async function loadPlan(ports: Ports, hash: PlanHash): Promise<Plan> {
  const plan = await ports.store.plans.read(hash);
  if (plan === null) {
    throw new Fault('internal.unexpected', `plan ${hash.slice(0, 8)} is not in the store; nothing was sent`);
  }
  return plan;
}
