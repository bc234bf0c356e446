import { faultFactsOf } from '../../domain/fault.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { ArmedTransaction } from '../../domain/transaction.ts';
import { grantWrite } from '../../guard/grant-write.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import { decidePosition } from '../decide-position.ts';
import type { WriteTask } from '../work-inputs.ts';
import { loadPlan } from './load-plan.ts';
import { outliveTimer } from './outlive-timer.ts';
import { settle } from './settle.ts';

export type Confirmation =
  | { readonly kind: 'confirmed'; readonly how: string }
  /** The device took the change back before anybody confirmed it. */
  | { readonly kind: 'lapsed'; readonly reason: string }
  /** Must be undone; with `armed` the device may still do it by itself. */
  | { readonly kind: 'failed'; readonly reason: string; readonly armed: ArmedTransaction | null };

/** How often a confirmation is sent whose answer was lost. It is safe to repeat: what is confirmed stays confirmed. */
const MAX_TRIES = 3;

/**
 * Ends the device's own timer after everything was proved, over a session opened for this alone. States: asked → done → read
 * back → confirmed; asked → refused → undo; asked, or its answer lost, too late → the timer is outlived and the device read,
 * because only what stands there tells whether it reverted, was confirmed by a run that died, or by somebody else.
 */
export async function confirmChange(
  steps: Steps,
  task: WriteTask,
  armed: ArmedTransaction,
): Promise<Confirmation> {
  let lost = '';
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const said = await steps.run('confirm', (ports, signal) => confirmNow(ports, task, armed, signal));
    switch (said.kind) {
      case 'done':
        return await proveConfirmed(steps, task, armed);
      case 'refused':
        return { kind: 'failed', reason: `the device refused the confirmation: ${said.answer}`, armed };
      case 'not-pending':
        return await decideByReading(steps, task, said.answer);
      case 'too-late':
        await outliveTimer(steps, armed);
        return await decideByReading(steps, task, 'the time for the confirmation was over');
      case 'unknown':
        lost = said.answer;
        await steps.sleep(1000 * tries);
    }
  }
  await outliveTimer(steps, armed);
  return await decideByReading(steps, task, lost);
}

type Said = {
  readonly kind: 'done' | 'refused' | 'not-pending' | 'unknown' | 'too-late';
  readonly answer: string;
};

async function confirmNow(
  ports: Ports,
  task: WriteTask,
  armed: ArmedTransaction,
  signal: AbortSignal,
): Promise<Said> {
  if (ports.clock.now() >= armed.deadline) return { kind: 'too-late', answer: '' };
  const plan = await loadPlan(ports, task.hash);
  const permit = grantWrite(plan, task.verdict, task.approval?.hash ?? null);
  if (permit === null) return { kind: 'refused', answer: 'the guards gave no permit' };
  try {
    const writer = await ports.openWriter(permit, signal);
    try {
      const said = await writer.confirm(armed);
      return { kind: said.kind, answer: 'answer' in said ? redactSecrets(said.answer) : '' };
    } finally {
      await writer.close();
    }
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return { kind: 'unknown', answer: redactSecrets(`${message} (${code})`) };
  }
}

/** A device that says yes and still has its timer running, or another configuration, is not confirmed. */
async function proveConfirmed(steps: Steps, task: WriteTask, armed: ArmedTransaction): Promise<Confirmation> {
  const problem = await steps.run(
    'verify confirmed',
    async (ports, signal) => {
      const plan = await loadPlan(ports, task.hash);
      const { configuration, administration } = await ports.devices.read(plan.unit, signal);
      if (administration.pendingRevert?.isOurs === true) return 'the device still waits for a confirmation';
      const { kind } = decidePosition(plan, configuration);
      return kind === 'after' ? null : 'after the confirmation the device no longer runs what was written';
    },
    { retry: 'reads' },
  );
  if (problem !== null) return { kind: 'failed', reason: problem, armed };
  return { kind: 'confirmed', how: 'confirmed over a new session, and read back' };
}

async function decideByReading(steps: Steps, task: WriteTask, why: string): Promise<Confirmation> {
  const found = await settle(steps, task.hash);
  switch (found.kind) {
    case 'after':
      return {
        kind: 'confirmed',
        how: `no revert is pending (${why}), and two reads show the change stands`,
      };
    case 'before':
      return { kind: 'lapsed', reason: why };
    case 'between':
      return { kind: 'failed', reason: `part of the change is gone (${why})`, armed: null };
    case 'unknown':
      return { kind: 'failed', reason: `${why}; ${found.reason}`, armed: null };
  }
}
