import type { ChangeId, PlanHash, UnitId } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import type { Ports } from '../ports/ports.ts';
import type { WaitingPlan } from '../ports/store.ts';

/**
 * Ends the wait for a plan because another change stands in its place, unless it has its answer already. What waits stays listed
 * until it took the answer, so that a step that broke off between the two writes finds it again and sends what was not sent.
 */
export async function voidPlan(
  ports: Ports,
  { plan: { hash }, workflowId }: WaitingPlan,
  by: ChangeId,
): Promise<void> {
  if (!(await ports.store.plans.answer(hash, workflowId, `superseded:${by}`))) return;
  await ports.messages.send(workflowId, 'approval', { kind: 'superseded', by }, `superseded:${hash}:${by}`);
}

/** Voids the wait of another workflow for exactly the plan of this change: what is approved is one change, not two. */
export async function voidSamePlan(
  ports: Ports,
  {
    unitId,
    hash,
    changeId,
  }: { readonly unitId: UnitId; readonly hash: PlanHash; readonly changeId: ChangeId },
  ownWorkflow: string,
): Promise<void> {
  const waiting = await ports.store.plans.waiting(unitId);
  const same = waiting.find((entry) => entry.plan.hash === hash && entry.workflowId !== ownWorkflow);
  if (same !== undefined) await voidPlan(ports, same, changeId);
}

/**
 * Of the plans that wait for one unit only the newest goes on waiting. Edits planned at the same moment do not see each other
 * before both wait; each looks after it began to, so that at least the second one sees both. Returns the workflow of the newest.
 */
export async function keepNewestPlan(ports: Ports, unitId: UnitId): Promise<string | null> {
  const [newest, ...older] = [...(await ports.store.plans.waiting(unitId))].sort((one, two) =>
    isNewer(one.plan, two.plan) ? -1 : 1,
  );
  if (newest === undefined) return null;
  for (const waiting of older) await voidPlan(ports, waiting, newest.plan.changeId);
  return newest.workflowId;
}

/** By hash where the instant is the same: whoever looks must come to the same answer. */
function isNewer(one: Plan, two: Plan): boolean {
  return one.createdAt === two.createdAt ? one.hash > two.hash : one.createdAt > two.createdAt;
}
