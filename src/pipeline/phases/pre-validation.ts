import type { Ending, UntouchedReason } from '../../domain/ending.ts';
import type { PlanHash } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Verdict } from '../../guard/decide-plan.ts';
import { grantWrite } from '../../guard/grant-write.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import type { ApplyTask } from '../work-inputs.ts';
import { type Assessed, assessUnit } from '../assess-unit.ts';
import { attempt } from '../attempt.ts';
import { buildPlan } from '../build-plan.ts';
import { askGuards, moveBaseline } from '../plan-unit.ts';
import { readIntended } from '../read-intended.ts';
import { loadPlan } from './load-plan.ts';

export type PreValidation =
  | { readonly kind: 'go'; readonly hash: PlanHash; readonly verdict: Verdict }
  | { readonly kind: 'end'; readonly ending: Ending };

/**
 * Phase 2: everything is read again, under the claim. NetBox asking for something else now ends the unit's part as
 * superseded; a device that moved is planned again, unless a person approved exactly the plan that no longer fits.
 */
export async function validateBefore(steps: Steps, task: ApplyTask): Promise<PreValidation> {
  const result = await attempt(() =>
    steps.run('pre-validate', (ports, signal) => validateNow(ports, task, signal), { retry: 'reads' }),
  );
  if (result.ok) return result.value;
  return end('skipped', `${result.fault.message} (${result.fault.code}); nothing was written`);
}

async function validateNow(ports: Ports, task: ApplyTask, signal: AbortSignal): Promise<PreValidation> {
  const plan = await loadPlan(ports, task.hash);
  const intent = await readIntended(ports, task.unitId);
  if (intent.kind === 'gone') return end('skipped', 'the device is no longer in NetBox');
  if (intent.kind === 'out-of-scope') return end('refused', 'the device has no plumbline policy any more');
  if (intent.kind !== 'intent') return end('refused', intent.reason);
  const assessed = await assessUnit(ports, intent, signal);
  if (assessed.kind === 'unreachable') return end('skipped', `${assessed.reason}; nothing was written`);
  if (assessed.kind === 'unusable') return end('refused', assessed.reason);
  if (assessed.comparison.intendedHash !== plan.intendedHash) {
    return end(
      'superseded',
      'NetBox asks for something else since this plan was made; a newer change carries it',
    );
  }
  return await decideFresh(ports, task, plan, assessed);
}

async function decideFresh(
  ports: Ports,
  task: ApplyTask,
  plan: Plan,
  assessed: Assessed,
): Promise<PreValidation> {
  const { changeId, createdAt, authors } = plan;
  const fresh = buildPlan({ changeId, createdAt, authors, assessed });
  if (fresh.kind === 'cannot') return end('refused', fresh.reason);
  if (fresh.kind === 'nothing') {
    await moveBaseline(ports, task, assessed);
    return fresh.findings.length === 0
      ? end('in line', 'another change, or a person, brought the device in line since this plan was made')
      : end(
          'refused',
          'the device was changed since this plan was made, and nothing is left that may be written',
        );
  }
  if (task.approval !== null && fresh.plan.hash !== task.approval.hash) {
    return end(
      'superseded',
      'the device or the baseline changed since the approval, which is void now; plan again',
    );
  }
  await ports.store.plans.save(fresh.plan);
  const verdict = await askGuards(ports, assessed, { plan: fresh.plan, task, pin: 'now' });
  if (grantWrite(fresh.plan, verdict, task.approval?.hash ?? null) !== null) {
    return { kind: 'go', hash: fresh.plan.hash, verdict };
  }
  const reasons = verdict.kind === 'apply' ? [] : verdict.reasons;
  return end('refused', reasons.join('; '));
}

function end(reason: UntouchedReason, detail: string): PreValidation {
  return { kind: 'end', ending: { kind: 'untouched', reason, detail: redactSecrets(detail) } };
}
