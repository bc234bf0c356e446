import { remediate } from '../../diff/remediate.ts';
import type { Ending } from '../../domain/ending.ts';
import { faultFactsOf } from '../../domain/fault.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ArmedTransaction } from '../../domain/transaction.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { grantWrite } from '../../guard/grant-write.ts';
import type { DeviceWriter } from '../../ports/devices.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import type { ApplyStory, WriteTask } from '../work-inputs.ts';
import { compareState } from '../compare-state.ts';
import { hasForeignLines } from '../has-foreign-lines.ts';
import type { Standing } from './execution.ts';
import { loadPlan } from './load-plan.ts';
import { outliveTimer } from './outlive-timer.ts';
import { settle } from './settle.ts';

/** Why a change is undone, and what is known about how it stands. */
export interface Undoing extends Standing {
  readonly reason: string;
  readonly checks: readonly string[];
}

/**
 * Phase 6. What stands on the device is read first. Where the device can take the change back by itself and nobody else's
 * lines came in between, it is told to; else the plan's own reverse commands are sent, item by item, and lines of anybody else
 * are not touched. A device that is out of reach is left to its timer. The restoration is proved by two equal reads.
 */
export async function rollBack(
  steps: Steps,
  task: WriteTask,
  { reason, checks, armed, stands }: Undoing,
): Promise<ApplyStory> {
  const undone =
    stands === 'none'
      ? { text: 'the device threw the whole change away', leftToTimer: false, by: 'device' as const }
      : await steps.run('roll back', (ports, signal) => undoNow(ports, task, armed, signal));
  if (undone.leftToTimer && armed !== null) await outliveTimer(steps, armed);
  const found = await settle(steps, task.hash);
  if (found.kind !== 'before')
    return quarantined(task, reason, `${undone.text}; ${whatStands(found)}`, checks);
  const recovered = await awaitRecovery(steps, task);
  const detail = `${reason}; ${undone.text}, and two reads show the device as it was before`;
  const ending: Ending = { kind: 'rolled-back', by: undone.by, detail };
  return { hash: task.hash, ending, checks: [...checks, ...recovered] };
}

function quarantined(task: WriteTask, reason: string, what: string, checks: readonly string[]): ApplyStory {
  const ending: Ending = { kind: 'quarantined', reason: 'not undone', detail: `${reason}; ${what}` };
  return { hash: task.hash, ending, checks };
}

function whatStands(found: Exclude<Awaited<ReturnType<typeof settle>>, { kind: 'before' }>): string {
  if (found.kind === 'unknown') return found.reason;
  return found.kind === 'after'
    ? 'the change still stands on the device'
    : 'part of the change stands on the device';
}

type Undone = {
  readonly text: string;
  /** The device could not be told; its own timer takes the change back. */
  readonly leftToTimer: boolean;
  readonly by: 'us' | 'device';
};

async function undoNow(
  ports: Ports,
  task: WriteTask,
  armed: ArmedTransaction | null,
  signal: AbortSignal,
): Promise<Undone> {
  const plan = await loadPlan(ports, task.hash);
  const permit = grantWrite(plan, task.verdict, task.approval?.hash ?? null);
  if (permit === null) return notTold('the reverse commands were not permitted');
  const snapshot = await ports.store.changes.readSnapshot(task.changeId, task.unitId);
  if (snapshot === null) return notTold('the snapshot of the device is missing, so there is no way back');
  try {
    const writer = await ports.openWriter(permit, signal);
    try {
      return await undoThrough(writer, { plan, before: snapshot.configuration, armed });
    } finally {
      await writer.close();
    }
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return notTold(`the device could not be reached for the rollback: ${message} (${code})`);
  }
}

function notTold(text: string): Undone {
  return { text: redactSecrets(text), leftToTimer: true, by: 'device' };
}

interface Undo {
  readonly plan: Plan;
  readonly before: string;
  readonly armed: ArmedTransaction | null;
}

async function undoThrough(writer: DeviceWriter, undo: Undo): Promise<Undone> {
  const { configuration } = await writer.read();
  const pending = undo.armed === null ? null : await writer.pendingRevert();
  if (undo.armed === null || pending?.isOurs !== true) return await sendReverse(writer, undo, configuration);
  if (hasForeignLines(undo.plan, undo.before, configuration)) {
    // The timer would take somebody else's lines back, too; it is ended, and only what this plan wrote is undone.
    const ended = await writer.confirm(undo.armed);
    if (ended.kind !== 'done') return notTold('the device did not end its timer');
    return await sendReverse(writer, undo, (await writer.read()).configuration);
  }
  const reverted = await writer.revert(undo.armed);
  if (reverted.kind === 'done') return byUs('the device took the change back when it was told to');
  return notTold(`the device was told to take the change back, and did not: ${reverted.answer}`);
}

async function sendReverse(writer: DeviceWriter, undo: Undo, configuration: string): Promise<Undone> {
  const reverse = undoCommands(undo.plan, configuration, undo.before);
  if (reverse.kind === 'cannot') return byUs(redactSecrets(`the way back is not safe: ${reverse.reason}`));
  if (reverse.commands.length === 0)
    return { ...byUs('nothing had to be undone'), by: undo.armed === null ? 'us' : 'device' };
  const result = await writer.apply(reverse.commands, null);
  if (result.kind === 'accepted') return byUs(`${reverse.commands.length} reverse commands were accepted`);
  return byUs(redactSecrets(`the reverse commands did not go through: ${result.answer}`));
}

function byUs(text: string): Undone {
  return { text, leftToTimer: false, by: 'us' };
}

/** Only the plan's own items, and only those that are not as before already. */
function undoCommands(plan: Plan, configuration: string, before: string) {
  const { platform } = plan.unit;
  return remediate({ platform, live: configuration, wanted: before, chosen: plan.applies });
}

/** How often a restored device is looked at until its sessions are back, two seconds apart. */
const RECOVERY_LOOKS = 30;

async function awaitRecovery(steps: Steps, task: WriteTask): Promise<readonly string[]> {
  let missing: readonly string[] = [];
  for (let looks = 1; looks <= RECOVERY_LOOKS; looks += 1) {
    const seen = await steps.run('recovery', (ports, signal) => stillWorse(ports, task, signal));
    missing = seen.worse;
    if (missing.length === 0) return ['after the rollback: operational state as in the snapshot'];
    await steps.sleep(Math.min(2000, seen.settleMs));
  }
  return missing.map((text) => `ALARM, not recovered after the rollback: ${text}`);
}

async function stillWorse(ports: Ports, task: WriteTask, signal: AbortSignal) {
  const plan = await loadPlan(ports, task.hash);
  const snapshot = await ports.store.changes.readSnapshot(task.changeId, task.unitId);
  const { settleMs } = ports.limits;
  if (snapshot === null) return { worse: [], settleMs };
  try {
    const reading = await ports.devices.read(plan.unit, signal);
    const { caused, elsewhere } = compareState(snapshot.state, reading.state, plan.influence);
    return { worse: [...caused, ...elsewhere], settleMs };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return { worse: [redactSecrets(`the device could not be read: ${message} (${code})`)], settleMs };
  }
}
