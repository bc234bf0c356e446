import type { ArmedTransaction } from '../domain/transaction.ts';
import type { Steps } from '../ports/steps.ts';
import { confirmChange } from './phases/confirmation.ts';
import { execute } from './phases/execution.ts';
import { validateAfter } from './phases/post-validation.ts';
import { validateBefore } from './phases/pre-validation.ts';
import { reportEnding } from './phases/report.ts';
import { rollBack } from './phases/rollback.ts';
import { saveStartup } from './phases/save-startup.ts';
import { takeSnapshot } from './phases/snapshot.ts';
import type { AppliedUnit, ApplyStory, ApplyTask, WriteTask } from './work-inputs.ts';

/**
 * Carries one claimed unit through phases 2 to 7: pre-validation, snapshot, execution, post-validation, rollback where
 * needed, report. The caller holds the unit's claim. Every path returns one of the named endings.
 */
export async function applyUnit(steps: Steps, task: ApplyTask): Promise<AppliedUnit> {
  const startedAt = await steps.now();
  const story = await carryOut(steps, task);
  await reportEnding(steps, { ...task, ...story, startedAt });
  const { hash, ending, alarm = false } = story;
  return { unitName: task.unitName, hash, ending, alarm };
}

async function carryOut(steps: Steps, task: ApplyTask): Promise<ApplyStory> {
  const ready = await validateBefore(steps, task);
  if (ready.kind === 'end') return { hash: task.hash, ending: ready.ending, checks: [] };
  const { hash, verdict } = ready;
  const cleared: WriteTask = { ...task, hash, verdict };
  const snapshot = await takeSnapshot(steps, cleared);
  if (snapshot !== null) return { hash, ending: snapshot, checks: [] };
  const execution = await execute(steps, cleared);
  if (execution.kind === 'end') return { hash, ending: execution.ending, checks: [] };
  if (execution.kind === 'failed') return await rollBack(steps, cleared, { ...execution, checks: [] });
  return await prove(steps, cleared, execution.armed);
}

/** What was written is proved, confirmed where the device waits for that, and saved; else undone. */
async function prove(steps: Steps, task: WriteTask, armed: ArmedTransaction | null): Promise<ApplyStory> {
  const validation = await validateAfter(steps, task);
  const checks = [...protectionOf(armed), ...validation.checks];
  if (!validation.ok)
    return await rollBack(steps, task, { reason: validation.reason, checks, armed, stands: 'part' });
  const confirmed = armed === null ? null : await confirmChange(steps, task, armed);
  if (confirmed?.kind === 'failed')
    return await rollBack(steps, task, { ...confirmed, checks, stands: 'part' });
  if (confirmed?.kind === 'lapsed') return lapsed(task, confirmed.reason, checks);
  const saved = await saveStartup(steps, task);
  const detail = saved
    ? 'applied, verified and saved'
    : 'applied and verified, but the device did not save it';
  return {
    hash: task.hash,
    ending: { kind: 'applied', saved, detail },
    checks: confirmed === null ? checks : [...checks, confirmed.how],
    alarm: validation.alarm,
  };
}

function protectionOf(armed: ArmedTransaction | null): readonly string[] {
  if (armed === null)
    return ['the device could not take the change back by itself; our reverse commands were the way back'];
  return [`the device would have taken the change back by itself after ${armed.revertAfterMinutes} minutes`];
}

function lapsed({ hash }: WriteTask, reason: string, checks: readonly string[]): ApplyStory {
  const detail = `${reason}; the device took the change back by itself, and two reads show it as it was before`;
  return { hash, ending: { kind: 'rolled-back', by: 'device', detail }, checks };
}
