import { endingLabel } from '../../domain/ending.ts';
import type { ChangeId, PlanHash } from '../../domain/ids.ts';
import type { OrderLine, OrderResult } from '../../domain/order.ts';
import type { Person } from '../../domain/person.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import type { WaitingPlan } from '../../ports/store.ts';
import { carryApproved } from '../carry-approved.ts';
import type { UnitTask } from '../work-inputs.ts';
import { resultOf } from './find-devices.ts';

type Approval =
  | { readonly kind: 'refused'; readonly message: string }
  /** A change waits for this answer and goes on by itself. */
  | { readonly kind: 'sent'; readonly unit: string; readonly changeId: string }
  /** The plan was made by `plan`; this order carries it out. */
  | { readonly kind: 'carry'; readonly unit: string; readonly task: UnitTask; readonly hash: PlanHash };

/** `approve HASH`: lets exactly that plan be written. Refused for authors, for people outside the approver groups, for what no longer waits. */
export async function approvePlan(steps: Steps, hash: string, person: Person): Promise<OrderResult> {
  const time = await steps.now();
  const origin = { kind: 'order', user: person.username, message: '', time } as const;
  const changeId = steps.workflowId as ChangeId;
  const approval = await steps.run(
    'approve',
    (ports) => approveNow(ports, hash, person, { changeId, origin }),
    {
      retry: 'reads',
    },
  );
  switch (approval.kind) {
    case 'refused':
      return resultOf([{ unit: '', outcome: 'refused', message: approval.message }]);
    case 'sent':
      return resultOf([
        { unit: approval.unit, outcome: 'done', message: `approved; ${approval.changeId} goes on` },
      ]);
    case 'carry': {
      const ending = await carryApproved(steps, {
        ...approval.task,
        unitName: approval.unit,
        hash: approval.hash,
        approval: { hash: approval.hash, by: person.username },
      });
      const outcome: OrderLine['outcome'] = ending.kind === 'applied' ? 'done' : 'refused';
      return resultOf([
        { unit: approval.unit, outcome, message: `${endingLabel(ending)}: ${ending.detail}`, ending },
      ]);
    }
  }
}

async function approveNow(
  ports: Ports,
  prefix: string,
  person: Person,
  order: Pick<UnitTask, 'changeId' | 'origin'>,
): Promise<Approval> {
  const refusal = mayNotApprove(prefix, person, ports.limits.approverGroups);
  if (refusal !== null) return { kind: 'refused', message: refusal };
  const plans = await ports.store.plans.find(prefix.toLowerCase());
  const [plan, ...others] = plans;
  if (plan === undefined) return refused(`no plan begins with ${prefix}; a newer plan may have replaced it`);
  if (others.some((other) => other.hash !== plan.hash))
    return refused(`several plans begin with ${prefix}; give more digits`);
  const waiting = (await ports.store.plans.waiting(plan.unit.id)).find(
    (entry) => entry.plan.hash === plan.hash,
  );
  if ((waiting?.plan ?? plan).authors.includes(person.username)) {
    return refused(`${person.username} is an author of this change; somebody else must approve it`);
  }
  if (waiting !== undefined && !(await isFirstAnswer(ports, waiting, order.changeId)))
    return refused(`plan ${plan.hash.slice(0, 12)} was answered or replaced just now; ${LOOK_AGAIN}`);
  await audit(ports, plan, person, order.changeId);
  if (waiting === undefined) return carry(plan, order);
  const message = { kind: 'approved', by: person.username };
  await ports.messages.send(waiting.workflowId, 'approval', message, `approved:${plan.hash}`);
  return { kind: 'sent', unit: plan.unit.name, changeId: plan.changeId };
}

const LOOK_AGAIN = 'look at the device: a newer plan, if there is one, is offered in its journal';

/** A newer change may be voiding the plan at this moment. The workflow that waits reads one answer only. */
function isFirstAnswer(ports: Ports, { plan, workflowId }: WaitingPlan, orderId: ChangeId): Promise<boolean> {
  return ports.store.plans.answer(plan.hash, workflowId, `approved:${orderId}`);
}

function carry(plan: Plan, order: Pick<UnitTask, 'changeId' | 'origin'>): Approval {
  if (!plan.changeId.startsWith('order:')) {
    return refused(`plan ${plan.hash.slice(0, 12)} no longer waits; run: plumbline plan ${plan.unit.name}`);
  }
  const task: UnitTask = { ...order, unitId: plan.unit.id, requestId: null, generation: 1 };
  return { kind: 'carry', unit: plan.unit.name, task, hash: plan.hash };
}

function mayNotApprove(prefix: string, person: Person, groups: readonly string[]): string | null {
  if (!/^[0-9a-f]{8,64}$/i.test(prefix)) return 'a plan is named by at least 8 hex digits of its hash';
  if (groups.length === 0)
    return 'this worker has no approver groups (PLUMBLINE_APPROVER_GROUPS); nobody may approve';
  if (!person.groups.some((group) => groups.includes(group))) {
    return `${person.username} is in none of the approver groups: ${groups.join(', ')}`;
  }
  return null;
}

async function audit(ports: Ports, plan: Plan, person: Person, changeId: string): Promise<void> {
  await ports.store.audit.append({
    at: ports.clock.now(),
    who: person.username,
    what: 'approved',
    unitId: plan.unit.id,
    changeId: plan.changeId,
    detail: plan.hash,
    key: `approve:${changeId}:${plan.hash}`,
  });
}

function refused(message: string): Approval {
  return { kind: 'refused', message };
}
