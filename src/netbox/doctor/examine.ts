import { faultFactsOf } from '../../domain/fault.ts';
import { backgroundJobs } from './checks/background-jobs.ts';
import { branching } from './checks/branching.ts';
import { changelog } from './checks/changelog.ts';
import { clock } from './checks/clock.ts';
import { declaredObjects } from './checks/declared-objects.ts';
import { permissions } from './checks/permissions.ts';
import { render } from './checks/render.ts';
import { token } from './checks/token.ts';
import { units } from './checks/units.ts';
import { version } from './checks/version.ts';
import { webhook } from './checks/webhook.ts';
import { worker } from './checks/worker.ts';
import { failure, unseen, type DoctorCheck, type DoctorContext, type DoctorFinding } from './doctor-check.ts';

/** In the order in which a person would look: who we are, what we may, what runs, what stands, whom it is for. */
export const CHECKS: readonly DoctorCheck[] = [
  version,
  token,
  permissions,
  render,
  clock,
  backgroundJobs,
  changelog,
  branching,
  declaredObjects,
  worker,
  webhook,
  units,
];

/** What one check found. */
export interface Examined {
  readonly check: string;
  readonly findings: readonly DoctorFinding[];
}

/**
 * Runs every check, one after another, and tells each as soon as it is known. A check that NetBox does not answer is a
 * finding itself, and the others go on; only a NetBox that is not there ends the examination.
 */
export async function examine(
  context: DoctorContext,
  onExamined: (examined: Examined) => void = () => undefined,
): Promise<readonly Examined[]> {
  const all: Examined[] = [];
  for (const check of CHECKS) {
    const { findings, isLast } = await runOne(check, context);
    const examined = { check: check.name, findings };
    all.push(examined);
    onExamined(examined);
    if (isLast) break;
  }
  return all;
}

async function runOne(
  check: DoctorCheck,
  context: DoctorContext,
): Promise<{ readonly findings: readonly DoctorFinding[]; readonly isLast: boolean }> {
  try {
    return { findings: await check.run(context), isLast: false };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code === 'internal.unexpected') throw error;
    if (code === 'netbox.unreachable') {
      const fix =
        'Check NETBOX_URL, that NetBox runs, and the way to it. Nothing else can be said until then.';
      return { findings: [failure(message, fix)], isLast: true };
    }
    if (code === 'netbox.forbidden' && check !== version && check !== token) {
      const fix =
        'Run plumbline provision --runtime-user with an administrator’s token, or the doctor with another token.';
      return { findings: [unseen(message, fix)], isLast: false };
    }
    // A token NetBox does not take makes every further question meaningless.
    const isLast = code === 'netbox.forbidden';
    const fix = isLast
      ? 'Set NETBOX_TOKEN to a token NetBox knows, enabled and not expired.'
      : 'See docs/errors.md.';
    return { findings: [failure(message, fix)], isLast };
  }
}
