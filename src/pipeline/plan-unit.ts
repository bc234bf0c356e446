import { hashItems } from '../diff/hash-items.ts';
import { readItems } from '../diff/read-items.ts';
import type { Finding } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';
import { redactSecrets } from '../domain/redaction.ts';
import { decidePlan, type Verdict } from '../guard/decide-plan.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps } from '../ports/steps.ts';
import type { WaitingPlan } from '../ports/store.ts';
import { advanceBaseline } from './advance-baseline.ts';
import { type Assessed, assessUnit, openFindings } from './assess-unit.ts';
import { buildPlan } from './build-plan.ts';
import { attempt } from './attempt.ts';
import { inLane } from './lane.ts';
import { endStaleMarks } from './end-stale-marks.ts';
import { ignoredInWords } from './story/ignored-table.ts';
import { readIntended, type UnitIntent } from './read-intended.ts';
import { voidPlan } from './void-plans.ts';
import type { EndedEarly, NoPart, ReadyPlan, UnitTask } from './work-inputs.ts';

export type PlannedUnit = ReadyPlan | EndedEarly | NoPart;

/**
 * Plans one unit: reads intended and live, classifies against the baseline, generates commands, reverse and hash, and asks
 * the guards. Writes nothing to any device. The plan is kept in the store; only its hash is returned.
 */
export async function planUnit(steps: Steps, task: UnitTask): Promise<PlannedUnit> {
  const planned = await attempt(() =>
    steps.run('plan', (ports, signal) => planNow(inLane(ports, task.lane), task, signal), { retry: 'reads' }),
  );
  if (planned.ok) return planned.value;
  const detail = `${planned.fault.message} (${planned.fault.code})`;
  return { ...ended(task.unitId, 'skipped', detail), shows: 'error' };
}

/** The reading and thinking of {@link planUnit}, inside one step; also what an order to plan shows. */
export async function planNow(ports: Ports, task: UnitTask, signal: AbortSignal): Promise<PlannedUnit> {
  const [intent] = await Promise.all([readIntended(ports, task.unitId), askEarly(ports)]);
  switch (intent.kind) {
    case 'gone':
      return { kind: 'no-part', unitName: task.unitId };
    case 'out-of-scope':
      return { kind: 'no-part', unitName: intent.name };
    case 'not-managed':
      return await endUnmanaged(ports, task, intent);
    case 'refused':
      return ended(intent.name, 'refused', intent.reason);
    case 'intent':
      return await planIntent(ports, task, intent, signal);
  }
}

/** Told once: a device that nobody made manageable is edited often, and each edit changes nothing about the reason. */
async function endUnmanaged(
  ports: Ports,
  { unitId }: UnitTask,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<EndedEarly> {
  const quiet = (await ports.store.units.readState(unitId)) === 'not managed';
  return { ...ended(name, 'refused', `${name} is not managed: ${reason}`), quiet, shows: 'not managed' };
}

async function planIntent(
  ports: Ports,
  task: UnitTask,
  intent: UnitIntent,
  signal: AbortSignal,
): Promise<PlannedUnit> {
  const { name } = intent.unit;
  if (await isUnchanged(ports, intent)) {
    return { ...ended(name, 'in line', 'NetBox asks for what it asked before'), quiet: true };
  }
  const purpose = task.origin.kind === 'order' ? 'order' : 'look';
  const assessed = await assessUnit(ports, intent, signal, purpose);
  if (assessed.kind === 'unreachable') {
    return { ...ended(name, 'skipped', assessed.reason), shows: 'unreachable' };
  }
  if (assessed.kind === 'unusable') return ended(name, 'refused', assessed.reason);
  const { lastChange } = assessed.reading.administration;
  await ports.store.findings.record(
    intent.unit.id,
    assessed.comparison.findings,
    ports.clock.now(),
    lastChange,
  );
  return await planAssessed(ports, task, assessed);
}

/**
 * Beside the reading of NetBox, since it takes as long: the guards take the answer of the last seconds. One that fails, they
 * ask for again.
 */
async function askEarly({ pin }: Ports): Promise<void> {
  await pin.doubt('recent').catch(() => null);
}

/**
 * Same intended configuration as when the unit was last found in line, and shown as such: no device contact is needed. A unit
 * that shows anything else is read again, or it would keep a verdict that this edit made untrue.
 */
async function isUnchanged(ports: Ports, intent: UnitIntent): Promise<boolean> {
  const { id, platform } = intent.unit;
  const baseline = await ports.store.baselines.read(id);
  if (baseline === null || baseline.unexplained.length > 0) return false;
  // NetBox now means another device under this name: the one that answers has to be looked at.
  const { serial } = intent.unit;
  if (serial !== null && baseline.ground.serial !== null && serial !== baseline.ground.serial) return false;
  const items = readItems(platform, intent.intended.text, intent.intended.scope, 'intended');
  if (!items.ok || hashItems(items.items) !== hashItems(baseline.items)) return false;
  const [state, findings, waiting, marks] = await Promise.all([
    ports.store.units.readState(id),
    ports.store.findings.read(id),
    ports.store.plans.waiting(id),
    ports.store.marks.read(id),
  ]);
  return state === 'in line' && findings.length === 0 && waiting.length === 0 && marks.length === 0;
}

async function planAssessed(ports: Ports, task: UnitTask, assessed: Assessed): Promise<PlannedUnit> {
  const { unit } = assessed;
  await endStaleMarks(ports, assessed);
  const waiting = await ports.store.plans.waiting(unit.id);
  const result = buildPlan({
    changeId: task.changeId,
    createdAt: ports.clock.now(),
    authors: await authorsOf(ports, task),
    assessed,
  });
  await voidOlderPlans(ports, task, waiting);
  if (result.kind === 'cannot') return ended(unit.name, 'refused', result.reason);
  if (result.kind === 'nothing') {
    await moveBaseline(ports, task, assessed);
    return endedWithoutPlan(assessed, result.findings);
  }
  // An order only looks: it must not put its own name over the authors of a plan that waits.
  const isShown = task.origin.kind === 'order' && waiting.some(({ plan }) => plan.hash === result.plan.hash);
  if (!isShown) await ports.store.plans.save(result.plan);
  ports.meter.processed('plan');
  const verdict = await askGuards(ports, assessed, { plan: result.plan, task, pin: 'recent' });
  if (verdict.kind === 'refuse') {
    return { ...ended(unit.name, 'refused', verdict.reasons.join('; ')), hash: result.plan.hash };
  }
  const reasons = verdict.kind === 'hold' ? verdict.reasons : [];
  return { kind: 'ready', unitName: unit.name, hash: result.plan.hash, verdict: verdict.kind, reasons };
}

/** Asks all guards about a plan, with the facts read in the same run. */
export async function askGuards(
  ports: Ports,
  assessed: Assessed,
  { plan, task, pin }: { readonly plan: Plan; readonly task: UnitTask; readonly pin: 'now' | 'recent' },
): Promise<Verdict> {
  return decidePlan({
    plan,
    policy: assessed.policy,
    limits: ports.limits,
    reading: assessed.reading,
    hold: await ports.store.units.readHold(assessed.unit.id),
    stopReason: await ports.stopSwitch.reason(),
    netboxDoubt: await ports.pin.doubt(pin),
    neededApprovals: await neededApprovalsOf(ports, task),
    managementInterfaces: managementInterfacesOf(assessed),
  });
}

/** Of this edit, and of those before it whose items are in the plan too. */
async function neededApprovalsOf(
  ports: Ports,
  { unitId, needsApproval }: UnitTask,
): Promise<readonly string[]> {
  const before = await ports.store.changes.neededApprovals(unitId);
  return [...new Set(needsApproval === undefined ? before : [...before, needsApproval])];
}

function managementInterfacesOf({ device }: Assessed): readonly string[] | null {
  const management = [device.primaryAddress, device.outOfBandAddress].filter((address) => address !== null);
  const carrying = device.interfaces.filter((entry) =>
    entry.addresses.some(({ address }) => management.includes(address.split('/')[0] ?? '')),
  );
  return carrying.length === 0 ? null : carrying.map((entry) => entry.name);
}

/** Everybody whose edits this plan carries out: who edited now, and who edited before without effect. Who only asks to see is none. */
async function authorsOf(ports: Ports, { origin, unitId }: UnitTask): Promise<readonly string[]> {
  const before = await ports.store.changes.unfinishedAuthors(unitId);
  return [...new Set(origin.kind === 'edit' ? [...before, origin.user] : before)];
}

/** A newer edit voids older waiting plans first (semantics.md 4); an order to look voids nothing. */
async function voidOlderPlans(ports: Ports, task: UnitTask, waiting: readonly WaitingPlan[]): Promise<void> {
  if (task.origin.kind === 'order') return;
  for (const entry of waiting) {
    if (entry.plan.changeId !== task.changeId) await voidPlan(ports, entry, task.changeId);
  }
}

/** A read that finds items in line moves their baseline, unless another change may be in the middle of writing them. */
export async function moveBaseline(
  ports: Ports,
  task: { readonly changeId: string },
  assessed: Assessed,
): Promise<void> {
  const holder = await ports.store.claims.holder(assessed.unit.id);
  if (holder !== null && holder !== task.changeId) return;
  const next = advanceBaseline({
    intendedItems: assessed.comparison.intendedItems,
    open: openFindings(assessed),
    previous: assessed.baseline,
    ground: assessed.ground,
  });
  await ports.store.baselines.write(
    assessed.unit.id,
    next,
    `read in line by ${task.changeId}`,
    ports.clock.now(),
  );
}

function endedWithoutPlan({ unit, ignored }: Assessed, findings: readonly Finding[]): EndedEarly {
  const unitName = unit.name;
  const beside = ignored.length === 0 ? '' : `; ${ignoredInWords(ignored)}`;
  if (findings.length === 0) {
    const detail = `the device already runs what NetBox asks for${beside}`;
    return { ...ended(unitName, 'in line', detail), quiet: true };
  }
  const worst = findings.find((finding) => finding.class === 'conflict') ?? findings[0];
  const place = worst === undefined ? '' : [...worst.path, worst.key].join(' › ');
  return ended(unitName, 'refused', `${WHY[worst?.class ?? 'unexplained']} (${place})${beside}`);
}

const WHY: Readonly<Record<Finding['class'], string>> = {
  pending: 'NetBox was edited',
  conflict:
    'NetBox and the device were both changed at the same place since they last agreed; a person decides',
  foreign: 'the device was changed by hand; nothing NetBox was edited for is left to do',
  unexplained: 'the device differs and was never seen in line, so nobody knows which side is right',
  reverted: 'what NetBox asks for was undone by a rollback; edit it again or release the unit',
  opaque: 'the values cannot be compared',
};

function ended(unitName: string, reason: 'in line' | 'refused' | 'skipped', detail: string): EndedEarly {
  const ending = { kind: 'untouched', reason, detail: redactSecrets(detail) } as const;
  return { kind: 'ended', unitName, hash: null, ending, quiet: false };
}
