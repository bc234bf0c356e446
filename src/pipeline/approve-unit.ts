import type { Ending } from '../domain/ending.ts';
import { type Instant, type PlanHash, plusMs } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps } from '../ports/steps.ts';
import { applyUnit } from './apply-unit.ts';
import { claimUnits, releaseUnits } from './claim-units.ts';
import { noticeOfWaitingPlan } from './notices/notice-of.ts';
import { tellPeople } from './notices/tell-people.ts';
import { loadPlan } from './phases/load-plan.ts';
import { objectsOf, reportEnding } from './phases/report.ts';
import { tellWaitingPlan } from './story/waiting-story.ts';
import { factsOf } from './story/state-facts.ts';
import { keepNewestPlan, voidSamePlan } from './void-plans.ts';
import type { AppliedUnit, UnitTask } from './work-inputs.ts';

export type ApprovalTask = UnitTask & {
  readonly unitName: string;
  readonly hash: PlanHash;
  readonly reasons: readonly string[];
};

/**
 * Offers a held plan in the journal and waits, occupying no device, until somebody approves it, a newer plan voids it or
 * it expires. An approved plan is claimed and applied like any other, and only if it is still exactly that plan.
 */
export async function approveUnit(steps: Steps, task: ApprovalTask): Promise<AppliedUnit> {
  const { until } = await steps.run('offer', (ports) => offer(ports, task, steps.workflowId), {
    retry: 'report',
  });
  const answer = await receiveAnswer(steps, task.hash, until);
  await steps.run('settle plan', (ports) => settlePlan(ports, task.hash, steps.workflowId), {
    retry: 'report',
  });
  if (answer.kind !== 'approved') return await endWaiting(steps, task, endingOf(answer, until));
  const claimed = await claimUnits(steps, task.changeId, [task.unitId]);
  if (!claimed.ok)
    return await endWaiting(steps, task, { kind: 'untouched', reason: 'skipped', detail: claimed.reason });
  const applied = await applyUnit(steps, { ...task, approval: { hash: task.hash, by: answer.by } });
  await releaseUnits(steps, task.changeId, [task.unitId]);
  return applied;
}

async function offer(
  ports: Ports,
  task: ApprovalTask,
  workflowId: string,
): Promise<{ readonly until: Instant }> {
  const plan = await loadPlan(ports, task.hash);
  const until = plusMs(plan.createdAt, ports.limits.approvalExpiryMs);
  const reason = task.reasons.join('; ');
  do await voidSamePlan(ports, task, workflowId);
  while (!(await ports.store.plans.wait(task.hash, { workflowId, until, reason })));
  // Void before it was offered: its end is told, and nobody is asked to approve it.
  if ((await keepNewestPlan(ports, task.unitId)) !== workflowId) return { until };
  await tellPeople(
    ports,
    noticeOfWaitingPlan({ ...task, at: ports.clock.now() }, plan, task.origin.user, until),
  );
  const objects = await objectsOf(ports, task);
  const findings = await ports.store.findings.read(task.unitId);
  const story = tellWaitingPlan({ ...task, objects, plan, findings, until }, ports.telling);
  await ports.journal.write({
    unitId: task.unitId,
    marker: `${task.changeId}/${task.unitId}/plan`,
    tag: 'plumbline-plan',
    ...story,
  });
  await ports.journal.showState(task.unitId, 'awaiting approval', {
    ...factsOf('awaiting approval', findings, reason),
    changeId: task.changeId,
  });
  await ports.store.units.setState(
    task.unitId,
    task.unitName,
    'awaiting approval',
    reason,
    ports.clock.now(),
  );
  return { until };
}

async function settlePlan(ports: Ports, hash: PlanHash, workflowId: string): Promise<null> {
  await ports.store.plans.settle(hash, workflowId);
  return null;
}

/** Long enough for a message to arrive that was about to be sent. */
const LAST_MOMENT_MS = 60_000;

/** Expired only if nobody has answered: an approval of the last moment is on its way, and whoever gave it was told it counts. */
async function receiveAnswer(steps: Steps, hash: PlanHash, until: Instant): Promise<Answer> {
  const answer = readAnswer(await steps.waitFor('approval', until));
  if (answer.kind !== 'expired') return answer;
  const expired = await steps.run(
    'expire plan',
    (ports) => ports.store.plans.answer(hash, steps.workflowId, 'expired'),
    { retry: 'report' },
  );
  if (expired) return answer;
  return readAnswer(await steps.waitFor('approval', plusMs(await steps.now(), LAST_MOMENT_MS)));
}

type Answer =
  | { readonly kind: 'approved'; readonly by: string }
  | { readonly kind: 'superseded'; readonly by: string }
  | { readonly kind: 'expired' };

function readAnswer(message: Json | null): Answer {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return { kind: 'expired' };
  const { kind, by } = message as { readonly kind?: Json; readonly by?: Json };
  if ((kind === 'approved' || kind === 'superseded') && typeof by === 'string') return { kind, by };
  return { kind: 'expired' };
}

function endingOf(answer: Exclude<Answer, { kind: 'approved' }>, until: Instant): Ending {
  return answer.kind === 'superseded'
    ? { kind: 'untouched', reason: 'superseded', detail: `a newer plan voided this one: ${answer.by}` }
    : { kind: 'untouched', reason: 'refused', detail: `nobody approved the plan until ${until}` };
}

async function endWaiting(steps: Steps, task: ApprovalTask, ending: Ending): Promise<AppliedUnit> {
  const { unitName, hash } = task;
  await reportEnding(steps, { ...task, ending, checks: [], startedAt: null });
  return { unitName, hash, ending, alarm: false };
}
