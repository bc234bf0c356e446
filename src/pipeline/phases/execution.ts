import { hashItems } from '../../diff/hash-items.ts';
import { readItems } from '../../diff/read-items.ts';
import type { Ending, UntouchedReason } from '../../domain/ending.ts';
import { faultFactsOf } from '../../domain/fault.ts';
import type { LiveReading } from '../../domain/live.ts';
import { type Plan, scopeOf } from '../../domain/plan.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { ArmedTransaction } from '../../domain/transaction.ts';
import { grantWrite } from '../../guard/grant-write.ts';
import type { ApplyResult, DeviceWriter } from '../../ports/devices.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import type { WriteTask } from '../work-inputs.ts';
import { decidePosition } from '../decide-position.ts';
import { transactionOf } from '../transaction-of.ts';
import { loadPlan } from './load-plan.ts';
import { outliveTimer } from './outlive-timer.ts';
import { settle } from './settle.ts';

export type Execution =
  /** With `armed` the device takes the change back by itself unless it is confirmed in time. */
  | { readonly kind: 'written'; readonly armed: ArmedTransaction | null }
  /** Something may stand on the device, unless `stands` is none: it must be undone. */
  | ({ readonly kind: 'failed'; readonly reason: string } & Standing)
  | { readonly kind: 'end'; readonly ending: Ending };

/** What a failed write left on the device. */
export type Standing = {
  readonly armed: ArmedTransaction | null;
  readonly stands: 'part' | 'none';
};

/** A worker that dies in each of these attempts leaves the unit quarantined, not in an endless loop. */
const MAX_ATTEMPTS = 3;

/**
 * Phase 4. One step compares, arms the device's own revert where it has one, sends the commands, and is never retried by
 * itself. When the step was interrupted (crash, cut session), what the device holds is read until two reads agree, and only
 * then decided. The transaction is kept before the first command, so that a successor knows until when the device waits.
 */
export async function execute(steps: Steps, task: WriteTask): Promise<Execution> {
  let last: ArmedTransaction | null = null;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const written = await steps.run('execute', (ports, signal) => writeNow(ports, task, attempt, signal));
    switch (written.kind) {
      case 'accepted':
        return { kind: 'written', armed: written.armed };
      case 'refused':
        return { ...written, kind: 'failed' };
      case 'nothing-sent':
        return untouched(written.ending, written.reason);
      case 'cut':
      case 'worker-died': {
        last = written.armed;
        const settled = await settleInterrupted(steps, task, written);
        if (settled !== 'again') return settled;
      }
    }
  }
  const reason = `the worker was interrupted ${MAX_ATTEMPTS} times while writing`;
  return { kind: 'failed', reason, armed: last, stands: 'part' };
}

async function settleInterrupted(
  steps: Steps,
  task: WriteTask,
  { kind, reason, armed }: Interrupted,
): Promise<Execution | 'again'> {
  const found = await settleArmed(steps, task, armed);
  switch (found.kind) {
    case 'after':
      return { kind: 'written', armed };
    case 'between':
      return { kind: 'failed', reason, armed, stands: 'part' };
    case 'before':
      if (kind === 'worker-died') return 'again';
      // A session the device cut is not tried again in the same change; a worker that died is, by its successor.
      return (await isLapsed(steps, armed))
        ? rolledBackByDevice(reason)
        : untouched('skipped', `${reason}; two reads show that nothing took effect`);
    case 'unknown':
      return {
        kind: 'end',
        ending: { kind: 'quarantined', reason: 'unknown', detail: `${reason}; ${found.reason}` },
      };
  }
}

/** A device that stays out of reach is read again once its own timer is over. */
async function settleArmed(steps: Steps, task: WriteTask, armed: ArmedTransaction | null) {
  const found = await settle(steps, task.hash);
  if (found.kind !== 'unknown' || armed === null) return found;
  await outliveTimer(steps, armed);
  return await settle(steps, task.hash);
}

/** After the time of the timer, a device that is as before may have been so all the time, or may have taken the change back. */
async function isLapsed(steps: Steps, armed: ArmedTransaction | null): Promise<boolean> {
  return armed !== null && (await steps.now()) >= armed.deadline;
}

/** Such a change is not tried again by itself: it may be the very one that cost us the device. */
function rolledBackByDevice(reason: string): Execution {
  const detail = `${reason}; the time of the device's own revert is over, and two reads show it as it was before`;
  return { kind: 'end', ending: { kind: 'rolled-back', by: 'device', detail } };
}

/** `cut`: the session ended under our hands. `worker-died`: an earlier run of this step began to write and left no record. */
type Interrupted = {
  readonly kind: 'cut' | 'worker-died';
  readonly reason: string;
  readonly armed: ArmedTransaction | null;
};

function workerDied(armed: ArmedTransaction | null): Interrupted {
  return { kind: 'worker-died', reason: 'the worker was interrupted while writing', armed };
}

type Written =
  | { readonly kind: 'accepted'; readonly armed: ArmedTransaction | null }
  | ({ readonly kind: 'refused'; readonly reason: string } & Standing)
  | { readonly kind: 'nothing-sent'; readonly ending: UntouchedReason; readonly reason: string }
  | Interrupted;

async function writeNow(
  ports: Ports,
  task: WriteTask,
  attempt: number,
  signal: AbortSignal,
): Promise<Written> {
  const plan = await loadPlan(ports, task.hash);
  const stop = await ports.stopSwitch.reason();
  const held = await ports.store.units.readHold(task.unitId);
  if (stop !== null) return nothingSent('refused', `the stop switch is on (${stop})`);
  if (held !== null) return nothingSent('refused', `${held.by} put a hold on the unit: ${held.reason}`);
  // Pre-validation asked the guards about exactly this hash; the permit carries their answer to the writer.
  const permit = grantWrite(plan, task.verdict, task.approval?.hash ?? null);
  if (permit === null) return nothingSent('refused', 'the guards gave no permit');
  let writer: DeviceWriter;
  try {
    writer = await ports.openWriter(permit, signal);
  } catch (error) {
    return await notOpened(ports, task, attempt, error);
  }
  try {
    return await compareAndSwap(ports, task, plan, writer, attempt);
  } finally {
    await writer.close();
  }
}

/** Without a session nothing was sent now; but a former run of this attempt may have sent something. */
async function notOpened(ports: Ports, task: WriteTask, attempt: number, error: unknown): Promise<Written> {
  const { code, message } = faultFactsOf(error);
  if (!code.startsWith('device.')) throw error;
  const begun = await beginWriting(ports, task, attempt, null);
  return begun.first ? nothingSent('skipped', `${message} (${code})`) : workerDied(begun.transaction);
}

function beginWriting(ports: Ports, task: WriteTask, attempt: number, armed: ArmedTransaction | null) {
  const { changeId, unitId } = task;
  return ports.store.changes.beginWriting(
    changeId,
    unitId,
    { attempt, transaction: armed },
    ports.clock.now(),
  );
}

async function compareAndSwap(
  ports: Ports,
  task: WriteTask,
  plan: Plan,
  writer: DeviceWriter,
  attempt: number,
): Promise<Written> {
  const snapshot = await ports.store.changes.readSnapshot(task.changeId, task.unitId);
  if (snapshot === null) return nothingSent('skipped', 'the snapshot is missing');
  const transaction = transactionOf(
    { changeId: task.changeId, plan, before: snapshot.state },
    ports.limits,
    ports.clock.now(),
  );
  const protection = await reach(() => writer.selfRevert());
  const armed = protection.kind === 'reached' && protection.value.can ? transaction : null;
  // Before anything is taken back or written: what waits on the device may be what a run that died had finished.
  const begun = await beginWriting(ports, task, attempt, armed);
  if (!begun.first) return workerDied(begun.transaction);
  const doubt = await doubtOf(ports);
  if (doubt !== null) return nothingSent('refused', doubt);
  if (protection.kind !== 'reached') return nothingSent('skipped', protection.reason);
  if (!protection.value.can && plan.reversibility === 'timer') {
    const { why } = protection.value;
    return nothingSent('refused', `the device can no longer take a change back by itself: ${why}`);
  }
  const seen = await lookThrough(writer, transaction);
  if (seen.kind !== 'ready') return nothingSent('skipped', seen.reason);
  const position = decidePosition(plan, seen.reading.configuration);
  if (position.kind === 'after') return { kind: 'accepted', armed: null };
  if (liveHashOf(plan, seen.reading) !== plan.liveHash) {
    return nothingSent(
      'refused',
      'somebody changed the device between the plan and the first command; plan again',
    );
  }
  return toWritten(await writer.apply(plan.commands, armed), plan, armed);
}

/**
 * Asked again here: the permit may be from a database that was restored since, whose unfinished change was carried out, and
 * perhaps undone, in the time it lost.
 */
async function doubtOf({ pin }: Ports): Promise<string | null> {
  try {
    return await pin.doubt('recent');
  } catch (error) {
    return faultFactsOf(error).message;
  }
}

type Reached<T> =
  { readonly kind: 'reached'; readonly value: T } | { readonly kind: 'fault'; readonly reason: string };

async function reach<T>(ask: () => Promise<T>): Promise<Reached<T>> {
  try {
    return { kind: 'reached', value: await ask() };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (!code.startsWith('device.')) throw error;
    return { kind: 'fault', reason: `${message} (${code})` };
  }
}

type Through =
  | { readonly kind: 'ready'; readonly reading: LiveReading }
  | { readonly kind: 'not-ready'; readonly reason: string };

/** What the session that will write finds: nothing that waits there, and what the device runs. */
async function lookThrough(writer: DeviceWriter, transaction: ArmedTransaction): Promise<Through> {
  const cleared = await reach(() => clearPending(writer, transaction));
  const waiting = cleared.kind === 'reached' ? cleared.value : cleared.reason;
  if (waiting !== null) return { kind: 'not-ready', reason: waiting };
  const read = await reach(() => writer.read());
  return read.kind === 'reached'
    ? { kind: 'ready', reading: read.value }
    : { kind: 'not-ready', reason: read.reason };
}

/** Only a former attempt of this very change is taken back; writing beside anything else would confirm or lose it. */
async function clearPending(writer: DeviceWriter, transaction: ArmedTransaction): Promise<string | null> {
  const pending = await writer.pendingRevert();
  if (pending === null) return null;
  const waits = `a change of ${pending.owner} waits on the device for its confirmation`;
  if (!pending.isOurs) return waits;
  const reverted = await writer.revert(transaction);
  return reverted.kind === 'done' ? null : `${waits}; it ends by itself, check again then`;
}

function liveHashOf(plan: Plan, reading: LiveReading): string | null {
  const read = readItems(plan.unit.platform, reading.configuration, scopeOf(plan), 'live');
  return read.ok ? hashItems(read.items) : null;
}

function toWritten(result: ApplyResult, plan: Plan, armed: ArmedTransaction | null): Written {
  switch (result.kind) {
    case 'accepted':
      return { kind: 'accepted', armed };
    case 'locked':
      return nothingSent('skipped', `somebody else holds the configuration: ${result.answer}`);
    case 'not-armed':
      return nothingSent('refused', `the device did not arm its own revert: ${result.answer}`);
    case 'not-sent':
      return nothingSent('refused', `"${result.command.command}" was not sent: ${result.answer}`);
    case 'refused': {
      const reason = redactSecrets(`the device refused ${refusedPart(result, plan)}: ${result.answer}`);
      return { kind: 'refused', reason, armed, stands: result.stands };
    }
    case 'unknown':
      return {
        kind: 'cut',
        reason: redactSecrets(`the session ended after ${result.sent} commands: ${result.answer}`),
        armed,
      };
  }
}

function refusedPart({ command, sent }: Extract<ApplyResult, { kind: 'refused' }>, plan: Plan): string {
  if (command === null) return 'the change as a whole';
  return `"${command.command}" (command ${sent + 1} of ${plan.commands.length})`;
}

function nothingSent(ending: UntouchedReason, reason: string): Written {
  return { kind: 'nothing-sent', ending, reason: redactSecrets(`${reason}; nothing was sent`) };
}

function untouched(reason: UntouchedReason, detail: string): Execution {
  return { kind: 'end', ending: { kind: 'untouched', reason, detail } };
}
