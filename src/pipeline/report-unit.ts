import type { Steps } from '../ports/steps.ts';
import { reportEnding } from './phases/report.ts';
import type { EndedEarly, UnitTask } from './work-inputs.ts';

export type ReportTask = UnitTask & { readonly ended: EndedEarly };

/** Records and tells how a unit's part ended before anything was written. */
export async function reportUnit(steps: Steps, { ended, ...task }: ReportTask): Promise<null> {
  const { unitName, hash, ending, shows } = ended;
  const state = shows === undefined ? {} : { shows };
  await reportEnding(steps, { ...task, unitName, hash, ending, ...state, checks: [], startedAt: null });
  return null;
}
