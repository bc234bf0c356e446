import type { ChangeOrigin, UnitEnding } from '../domain/change.ts';
import type { Ending } from '../domain/ending.ts';
import type { ChangeId, PlanHash } from '../domain/ids.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps, UnitOutcome } from '../ports/steps.ts';
import { applyUnit } from './apply-unit.ts';
import { approveUnit } from './approve-unit.ts';
import { claimUnits, releaseUnits } from './claim-units.ts';
import { forEachInTurn } from './lane.ts';
import { noticeOfBulk } from './notices/notice-of.ts';
import { tellPeople } from './notices/tell-people.ts';
import type { PlannedUnit } from './plan-unit.ts';
import { reportUnit } from './report-unit.ts';
import { stateNow } from './state-now.ts';
import { factsOf } from './story/state-facts.ts';
import type { AppliedUnit, EndedEarly, ReadyPlan, UnitTask } from './work-inputs.ts';

export interface PlannedChange {
  readonly changeId: ChangeId;
  readonly origin: ChangeOrigin;
  readonly needsApproval: string | null;
  /** Units told at a time; more of them are told in the background. */
  readonly width: number;
  readonly tasks: readonly UnitTask[];
  readonly outcomes: readonly UnitOutcome<PlannedUnit>[];
}

type Part<P> = { readonly task: UnitTask; readonly planned: P };

/**
 * Carries a planned change to its end. Units that ended early are told; plans the guards let through are written one unit
 * after another, and the first failure after a write stops the rest; held plans wait for a person, each for itself.
 */
export async function carryChange(steps: Steps, change: PlannedChange): Promise<readonly UnitEnding[]> {
  const parts = partsOf(change);
  const inPart = [...parts.ended, ...parts.ready];
  if (inPart.length === 0) return [];
  await steps.run('open change', (ports) => openChange(ports, change, inPart), { retry: 'report' });
  const endings = [
    ...(await tellEnded(steps, parts.ended, change.width)),
    ...(await writeThrough(
      steps,
      change.changeId,
      parts.ready.filter(({ planned }) => planned.verdict === 'apply'),
    )),
    ...(await offerHeld(
      steps,
      change.changeId,
      parts.ready.filter(({ planned }) => planned.verdict === 'hold'),
    )),
  ];
  await steps.run('close change', (ports) => closeChange(ports, change, endings), { retry: 'report' });
  return endings;
}

function partsOf({ tasks, outcomes }: PlannedChange): {
  ended: Part<EndedEarly>[];
  ready: Part<ReadyPlan>[];
} {
  const ended: Part<EndedEarly>[] = [];
  const ready: Part<ReadyPlan>[] = [];
  tasks.forEach((task, index) => {
    const outcome = outcomes[index];
    const planned = outcome?.ok === true ? outcome.value : failedPlanning(task, outcome);
    if (planned.kind === 'ended') ended.push({ task, planned });
    if (planned.kind === 'ready') ready.push({ task, planned });
  });
  return { ended, ready };
}

function failedPlanning(task: UnitTask, outcome: UnitOutcome<PlannedUnit> | undefined): EndedEarly {
  const why = outcome === undefined || outcome.ok ? 'no outcome' : `${outcome.message} (${outcome.code})`;
  const ending: Ending = {
    kind: 'untouched',
    reason: 'skipped',
    detail: redactSecrets(`planning failed: ${why}`),
  };
  return { kind: 'ended', unitName: task.unitId, hash: null, ending, quiet: false, shows: 'error' };
}

async function openChange(
  ports: Ports,
  { changeId, origin, needsApproval }: PlannedChange,
  parts: readonly Part<EndedEarly | ReadyPlan>[],
): Promise<null> {
  const units = parts.map(({ task, planned }) => ({ unitId: task.unitId, unitName: planned.unitName }));
  const needs = needsApproval === null ? {} : { needsApproval };
  await ports.store.changes.open({ changeId, origin, units, at: ports.clock.now(), ...needs });
  return null;
}

/** Quiet endings (nothing changed) are recorded and correct the state shown; the others are told in NetBox. */
async function tellEnded(
  steps: Steps,
  parts: readonly Part<EndedEarly>[],
  width: number,
): Promise<readonly UnitEnding[]> {
  const quiet = parts.filter(({ planned }) => planned.quiet);
  const loud = parts.filter(({ planned }) => !planned.quiet);
  if (quiet.length > 0)
    await steps.run('record quiet endings', (ports) => recordQuiet(ports, quiet), { retry: 'report' });
  const reports = loud.map(({ task, planned }) => ({ ...task, ended: planned }));
  if (reports.length > width) await forEachInTurn(steps, reports, reportUnit, width);
  else await steps.forEachUnit(reports, reportUnit);
  return parts.map(({ task, planned }) => toUnitEnding(task, planned));
}

async function recordQuiet(ports: Ports, parts: readonly Part<EndedEarly>[]): Promise<null> {
  for (const { task, planned } of parts) {
    const recorded = await ports.store.changes.end(
      task.changeId,
      toUnitEnding(task, planned),
      ports.clock.now(),
    );
    if (recorded) ports.meter.changeEnded(planned.ending);
    await showQuiet(ports, task, planned);
  }
  return null;
}

/** An edit that takes back what was refused or rolled back needs no story, but the device must not keep the old verdict. */
async function showQuiet(
  ports: Ports,
  { changeId, unitId }: UnitTask,
  { unitName, ending, shows }: EndedEarly,
): Promise<void> {
  const holder = await ports.store.claims.holder(unitId);
  if (holder !== null && holder !== changeId) return;
  const open = await ports.store.findings.read(unitId);
  const state = shows ?? (await stateNow(ports, unitId, open));
  if ((await ports.store.units.readState(unitId)) === state) return;
  await ports.journal.showState(unitId, state, factsOf(state, open, ending.detail));
  await ports.store.units.setState(unitId, unitName, state, ending.detail, ports.clock.now());
}

async function writeThrough(
  steps: Steps,
  changeId: ChangeId,
  parts: readonly Part<ReadyPlan>[],
): Promise<readonly UnitEnding[]> {
  if (parts.length === 0) return [];
  const unitIds = parts.map(({ task }) => task.unitId);
  const claimed = await claimUnits(steps, changeId, unitIds);
  if (!claimed.ok) return await skip(steps, parts, claimed.reason);
  const { written, skipped } = await writeUntilFailure(steps, parts);
  await steps.run('move baselines', (ports) => moveBaselines(ports, changeId, written), { retry: 'report' });
  await releaseUnits(steps, changeId, unitIds);
  return [...written.map(({ end }) => end), ...skipped];
}

async function writeUntilFailure(steps: Steps, parts: readonly Part<ReadyPlan>[]) {
  const written: WrittenUnit[] = [];
  for (const [index, { task, planned }] of parts.entries()) {
    const input = { ...task, unitName: planned.unitName, hash: planned.hash, approval: null };
    const [outcome] = await steps.forEachUnit([input], applyUnit);
    const unit = await settleOutcome(steps, task, planned, outcome);
    written.push(unit);
    if (!isFailureAfterWrite(unit.end.ending) && !unit.alarm) continue;
    const how = unit.alarm ? 'got worse elsewhere' : 'failed';
    const why = `not begun, because ${planned.unitName} ${how} in the same change`;
    return { written, skipped: await skip(steps, parts.slice(index + 1), why) };
  }
  return { written, skipped: [] };
}

/** A unit's ending with the plan that was really written: a device that moved is planned again under the claim. */
type WrittenUnit = { readonly end: UnitEnding; readonly hash: PlanHash; readonly alarm: boolean };

/** A worker's bug or a lost record is an ending too: nobody knows what the device holds. */
async function settleOutcome(
  steps: Steps,
  task: UnitTask,
  { unitName, hash }: ReadyPlan,
  outcome: UnitOutcome<AppliedUnit> | undefined,
): Promise<WrittenUnit> {
  if (outcome?.ok === true) {
    const { ending, alarm } = outcome.value;
    return { end: { unitId: task.unitId, unitName, ending }, hash: outcome.value.hash, alarm };
  }
  const why = outcome === undefined ? 'no outcome' : `${outcome.message} (${outcome.code})`;
  const detail = redactSecrets(`the change of this unit broke off: ${why}`);
  const ending: Ending = { kind: 'quarantined', reason: 'unknown', detail };
  const ended: EndedEarly = { kind: 'ended', unitName, hash, ending, quiet: false };
  await steps.forEachUnit([{ ...task, ended }], reportUnit);
  return { end: toUnitEnding(task, ended), hash, alarm: false };
}

async function offerHeld(
  steps: Steps,
  changeId: ChangeId,
  parts: readonly Part<ReadyPlan>[],
): Promise<readonly UnitEnding[]> {
  if (parts.length === 0) return [];
  const inputs = parts.map(({ task, planned }) => {
    const { unitName, hash, reasons } = planned;
    return { ...task, unitName, hash, reasons };
  });
  const outcomes = await steps.forEachUnit(inputs, approveUnit);
  const units: WrittenUnit[] = [];
  for (const [index, { task, planned }] of parts.entries()) {
    units.push(await settleOutcome(steps, task, planned, outcomes[index]));
  }
  await steps.run('move baselines', (ports) => moveBaselines(ports, changeId, units), { retry: 'report' });
  return units.map(({ end }) => end);
}

/** The baseline moves only when the whole group ended applied and verified (semantics.md 2). */
async function moveBaselines(ports: Ports, changeId: ChangeId, units: readonly WrittenUnit[]): Promise<null> {
  if (!units.every(({ end }) => end.ending.kind === 'applied' || isInLine(end.ending))) return null;
  for (const { end, hash } of units) {
    if (end.ending.kind !== 'applied') continue;
    const plan = await ports.store.plans.read(hash);
    if (plan === null) continue;
    await ports.store.baselines.write(
      end.unitId,
      plan.nextBaseline,
      `verified by ${changeId}`,
      ports.clock.now(),
    );
  }
  return null;
}

function isInLine(ending: Ending): boolean {
  return ending.kind === 'untouched' && ending.reason === 'in line';
}

async function skip(
  steps: Steps,
  parts: readonly Part<ReadyPlan>[],
  why: string,
): Promise<readonly UnitEnding[]> {
  const inputs = parts.map(({ task, planned }) => ({ ...task, ended: skipped(planned, why) }));
  await steps.forEachUnit(inputs, reportUnit);
  return inputs.map(({ ended, ...task }) => toUnitEnding(task, ended));
}

function skipped({ unitName, hash }: ReadyPlan, why: string): EndedEarly {
  return {
    kind: 'ended',
    unitName,
    hash,
    ending: { kind: 'untouched', reason: 'skipped', detail: why },
    quiet: false,
  };
}

function isFailureAfterWrite(ending: Ending): boolean {
  return ending.kind === 'rolled-back' || ending.kind === 'quarantined';
}

function toUnitEnding(task: UnitTask, { unitName, ending }: EndedEarly): UnitEnding {
  return { unitId: task.unitId, unitName, ending };
}

async function closeChange(
  ports: Ports,
  { changeId, origin, tasks }: PlannedChange,
  endings: readonly UnitEnding[],
): Promise<null> {
  const isBulk = tasks.some(({ lane }) => lane === 'background');
  const at = ports.clock.now();
  await tellPeople(ports, isBulk ? noticeOfBulk(changeId, origin.user, endings, at) : null);
  await ports.store.claims.release(changeId, 'all');
  await ports.store.changes.close(changeId, ports.clock.now());
  return null;
}
