import type { DeviceRecord } from '../domain/device-model.ts';
import type { AgedFinding } from '../domain/finding.ts';
import { type Finding, itemIdOf } from '../domain/finding.ts';
import type { UnitId } from '../domain/ids.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { UnitState } from '../domain/unit.ts';
import type { Ports } from '../ports/ports.ts';
import type { Steps } from '../ports/steps.ts';
import { type Assessed, assessUnit } from './assess-unit.ts';
import { attempt } from './attempt.ts';
import { endStaleMarks } from './end-stale-marks.ts';
import { inLane, type Lane } from './lane.ts';
import { noticeOfDrift, noticeOfState } from './notices/notice-of.ts';
import { tellPeople } from './notices/tell-people.ts';
import { moveBaseline } from './plan-unit.ts';
import { readIntended } from './read-intended.ts';
import { stateNow } from './state-now.ts';
import { ignoredInWords } from './story/ignored-table.ts';
import { tellDrift } from './story/drift-story.ts';
import { factsOf } from './story/state-facts.ts';

export type CheckTask = {
  readonly unitId: UnitId;
  /** The workflow that looks: an order or a sweep; names the journal entry of what it finds. */
  readonly changeId: string;
  /** A sweep: in the background, with what NetBox rendered before where that still holds, and counted in its progress. */
  readonly lane?: Lane;
};

export type CheckedUnit = {
  readonly unitName: string;
  /** Null: nobody asked for this device. */
  readonly state: UnitState | null;
  readonly findings: number;
  readonly message: string;
};

/**
 * Looks at one unit and writes nothing to it: findings are classed, aged and stored; items in line move the baseline; the
 * journal and the state field are written only when the verdict changed.
 */
export async function checkUnit(steps: Steps, task: CheckTask): Promise<CheckedUnit> {
  const first = await look(steps, 'check', { ...task, isLast: false });
  if (first.lookAgainMs === undefined) return first;
  // A device that just restarts is no news: shown is what lasted.
  await steps.sleep(first.lookAgainMs);
  return await look(steps, 'check again', { ...task, isLast: true });
}

type Look = CheckTask & { readonly isLast: boolean };
type Looked = CheckedUnit & { readonly lookAgainMs?: number };

async function look(steps: Steps, name: string, task: Look): Promise<Looked> {
  const checked = await attempt(() =>
    steps.run(name, (ports, signal) => lookNow(inLane(ports, task.lane), task, signal), { retry: 'reads' }),
  );
  if (checked.ok) return checked.value;
  const message = `${checked.fault.message} (${checked.fault.code})`;
  return { unitName: task.unitId, state: 'error', findings: 0, message };
}

async function lookNow(ports: Ports, task: Look, signal: AbortSignal): Promise<Looked> {
  const looked = await checkNow(ports, task, signal);
  if (task.lane !== undefined && looked.lookAgainMs === undefined)
    await ports.store.sweeps.note(task.changeId, task.unitId, looked.state);
  return looked;
}

async function checkNow(ports: Ports, task: Look, signal: AbortSignal): Promise<Looked> {
  const intent = await readIntended(ports, task.unitId, task.lane === undefined ? 'fresh' : 'kept');
  switch (intent.kind) {
    case 'gone':
      return { unitName: task.unitId, state: null, findings: 0, message: 'no such device in NetBox' };
    case 'out-of-scope':
      return {
        unitName: intent.name,
        state: null,
        findings: 0,
        message: 'its config context has no plumbline policy',
      };
    case 'not-managed':
      return await show(ports, task, intent.device, 'not managed', intent.reason);
    case 'refused':
      return await show(ports, task, intent.device, 'error', intent.reason);
    case 'intent': {
      if ((await ports.store.claims.holder(task.unitId)) !== null)
        return await underWay(ports, task, intent.unit.name);
      // Without a lane a person ordered it.
      const purpose = task.lane === undefined ? 'order' : 'look';
      const assessed = await assessUnit(ports, intent, signal, purpose);
      // A change that claimed the unit only after this read had not written yet; one that did before is caught above.
      if ((await ports.store.claims.holder(task.unitId)) !== null)
        return await underWay(ports, task, intent.unit.name);
      if (assessed.kind === 'unreachable') {
        ports.meter.failed('check', assessed.code);
        return await unreachable(ports, task, intent.device, assessed.reason);
      }
      if (assessed.kind === 'unusable') {
        ports.meter.failed('check', assessed.code);
        return await show(ports, task, intent.device, 'error', assessed.reason);
      }
      return await note(ports, task, assessed);
    }
  }
}

/** Shown once it lasted; a device that is shown as unreachable already has nothing new to tell. */
async function unreachable(ports: Ports, task: Look, device: DeviceRecord, reason: string): Promise<Looked> {
  const { transientMs } = ports.limits;
  const known = (await ports.store.units.readState(task.unitId)) === 'unreachable';
  if (known || task.isLast || transientMs === 0)
    return await show(ports, task, device, 'unreachable', reason);
  const message = redactSecrets(reason);
  return { unitName: device.name, state: 'unreachable', findings: 0, message, lookAgainMs: transientMs };
}

/** What is read in the middle of a change proves nothing: neither drift nor a new baseline. The change itself tells. */
async function underWay(ports: Ports, { unitId }: CheckTask, unitName: string): Promise<CheckedUnit> {
  const holder = (await ports.store.claims.holder(unitId)) ?? 'a change that just ended';
  return {
    unitName,
    state: 'changing',
    findings: 0,
    message: `${holder} is under way; check again when it ended`,
  };
}

async function note(ports: Ports, task: CheckTask, assessed: Assessed): Promise<CheckedUnit> {
  const { unit, comparison, ignored } = assessed;
  const told = await ports.store.findings.read(unit.id);
  const now = ports.clock.now();
  await tellDifference(ports, task, told, assessed);
  const { lastChange } = assessed.reading.administration;
  await ports.store.findings.record(unit.id, comparison.findings, now, lastChange);
  await endStaleMarks(ports, assessed);
  await moveBaseline(ports, task, assessed);
  ports.meter.processed('check');
  const count = comparison.findings.length;
  const open = count === 0 ? 'in line' : `${count} finding(s)`;
  const message = ignored.length === 0 ? open : `${open}; ${ignoredInWords(ignored)}`;
  return await show(
    ports,
    task,
    assessed.device,
    await stateNow(ports, unit.id, comparison.findings),
    message,
    count,
    isSameSet(told, comparison.findings),
  );
}

/**
 * The journal is written before the findings are stored: a worker killed in between tells the same event again under the
 * same marker, instead of never. Pending items are told by their change, so they alone are no news here.
 */
async function tellDifference(
  ports: Ports,
  task: CheckTask,
  before: readonly AgedFinding[],
  { comparison, ignored, reading, unit }: Assessed,
): Promise<void> {
  const found = comparison.findings;
  const seenAt = ports.clock.now();
  const known = new Map(before.map((finding) => [nameOf(finding), finding]));
  const current = found.map((finding): AgedFinding => {
    const old = known.get(nameOf(finding));
    if (old !== undefined) return { ...old, ...finding, lastSeen: seenAt };
    const { lastChange } = reading.administration;
    const told = lastChange === null ? {} : { lastChange };
    return { ...finding, firstSeen: seenAt, lastSeen: seenAt, ...told };
  });
  const now = new Set(found.map(nameOf));
  const appeared = current.filter((finding) => !known.has(nameOf(finding)) && isNews(finding));
  const disappeared = before.filter((finding) => !now.has(nameOf(finding)) && isNews(finding));
  if (appeared.length === 0 && disappeared.length === 0) return;
  const left = current.filter(isNews).length;
  // Fewer places than before are no other verdict while some are left.
  if (appeared.length > 0 || left === 0) {
    await tellPeople(ports, noticeOfDrift({ ...task, unitName: unit.name, at: seenAt }, left));
  }
  const warnings = comparison.warnings.filter(({ code }) => code === 'ignore-rule-over');
  const story = tellDrift(
    { current: current.filter(isNews), appeared, disappeared, ignored, warnings },
    ports.telling,
  );
  await ports.journal.write({
    unitId: task.unitId,
    marker: `${task.changeId}/${task.unitId}/drift`,
    tag: 'plumbline-drift',
    ...story,
  });
  ports.meter.processed('journal');
}

/** True when nothing came, went or changed since the last look. */
function isSameSet(before: readonly Finding[], now: readonly Finding[]): boolean {
  const names = new Set(before.map(nameOf));
  return before.length === now.length && now.every((finding) => names.has(nameOf(finding)));
}

function isNews(finding: Finding): boolean {
  return finding.class !== 'pending' && finding.class !== 'reverted';
}

function nameOf(finding: Finding): string {
  return JSON.stringify([itemIdOf(finding), finding.class, finding.intended, finding.live]);
}

async function show(
  ports: Ports,
  task: CheckTask,
  { name, shows }: DeviceRecord,
  state: UnitState,
  reason: string,
  findings = 0,
  isKnown = true,
): Promise<CheckedUnit> {
  const message = redactSecrets(reason);
  const open = await ports.store.findings.read(task.unitId);
  // What NetBox shows was just read with the device: only another verdict is a request, and a notification.
  if (shows !== state || !isKnown) {
    await ports.journal.showState(task.unitId, state, factsOf(state, open, message));
  }
  const at = ports.clock.now();
  const before = await ports.store.units.readState(task.unitId);
  await tellPeople(ports, noticeOfState({ ...task, unitName: name, at }, before, state));
  await ports.store.units.setState(task.unitId, name, state, message, at);
  return { unitName: name, state, findings, message };
}
