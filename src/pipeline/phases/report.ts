import { type Ending, endingLabel } from '../../domain/ending.ts';
import type { FaultFacts } from '../../domain/fault.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Instant, type PlanHash } from '../../domain/ids.ts';
import type { ItemMark } from '../../domain/item-mark.ts';
import type { Plan } from '../../domain/plan.ts';
import type { UnitState } from '../../domain/unit.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import { attempt } from '../attempt.ts';
import { inLane } from '../lane.ts';
import { noticeOfEnding } from '../notices/notice-of.ts';
import { tellPeople } from '../notices/tell-people.ts';
import { tellChange } from '../story/change-story.ts';
import { factsOf } from '../story/state-facts.ts';
import type { UnitTask } from '../work-inputs.ts';

export type Report = UnitTask & {
  readonly unitName: string;
  readonly hash: PlanHash | null;
  readonly ending: Ending;
  readonly checks: readonly string[];
  readonly approval?: { readonly by: string } | null;
  /** When the writing part began; null for a unit that ended before it. */
  readonly startedAt: Instant | null;
  /** What the device shows from now on, where ending and findings do not tell. */
  readonly shows?: UnitState;
};

/**
 * Phase 7 for one unit: the ending is recorded first (store, audit, metrics), then told in NetBox. Telling is tried again
 * for hours; a change is never run again because telling failed.
 */
export async function reportEnding(steps: Steps, report: Report): Promise<void> {
  await steps.run('record', (ports) => record(ports, report), { retry: 'report' });
  const told = await attempt(() =>
    steps.run('journal', (ports) => tell(inLane(ports, report.lane), report), { retry: 'report' }),
  );
  if (!told.ok) await steps.run('journal failed', (ports) => countUntold(ports, report, told.fault));
}

/** NetBox will not take the entry: the ending stands in the store and the audit, and the silence itself is counted. */
async function countUntold(ports: Ports, { changeId, unitId }: Report, fault: FaultFacts): Promise<null> {
  ports.meter.failed('journal', fault.code);
  ports.log.error('ending could not be told in the journal', {
    changeId,
    unitId,
    code: fault.code,
    err: fault.message,
  });
  await ports.store.audit.append({
    at: ports.clock.now(),
    who: 'plumbline',
    what: 'journal failed',
    unitId,
    changeId,
    detail: fault.message,
    key: `untold:${changeId}:${unitId}`,
  });
  return null;
}

async function record(ports: Ports, report: Report): Promise<null> {
  const at = ports.clock.now();
  const { changeId, unitId, unitName, ending } = report;
  const plan = report.hash === null ? null : await ports.store.plans.read(report.hash);
  if (plan !== null) {
    await ports.store.marks.put(unitId, marksOf(report, plan, at));
    const open = openFindings(ending, plan);
    if (open !== null) await ports.store.findings.record(unitId, open, at);
  }
  await ports.store.audit.append({
    at,
    who: report.origin.user,
    what: endingLabel(ending),
    unitId,
    changeId,
    detail: ending.detail,
    key: `ending:${changeId}:${unitId}`,
  });
  const shows = isUnreachable(report) ? 'unreachable' : (report.shows ?? null);
  await tellPeople(ports, noticeOfEnding({ ...report, plan, at, user: report.origin.user, shows }));
  if (await ports.store.changes.end(changeId, { unitId, unitName, ending }, at)) count(ports, report);
  return null;
}

function count(ports: Ports, { ending, changeId, unitId, unitName }: Report): void {
  ports.meter.changeEnded(ending);
  ports.meter.processed('change');
  const fields = { changeId, unitId, unit: unitName, ending: endingLabel(ending) };
  if (ending.kind === 'quarantined') {
    ports.meter.failed('change', ending.reason);
    ports.log.error('unit quarantined', fields);
  } else if (ending.kind === 'rolled-back') {
    ports.meter.failed('change', 'rolled-back');
    ports.log.warn('unit rolled back', fields);
  } else {
    ports.log.info('unit ended', fields);
  }
}

/** After a rollback the items are `reverted`; after a failed one they are quarantined (semantics.md 1 and 8). */
function marksOf({ ending, changeId }: Report, plan: Plan, since: Instant): readonly ItemMark[] {
  if (ending.kind !== 'rolled-back' && ending.kind !== 'quarantined') return [];
  const kind = ending.kind === 'rolled-back' ? 'reverted' : 'quarantined';
  return plan.applies.map(({ path, key, intended }) => ({
    kind,
    path,
    key,
    intended,
    changeId,
    since,
    reason: ending.detail,
  }));
}

/**
 * What differs after the ending; null where the ending knows nothing newer than what is stored. A plan that was not written
 * may be older than another change's: storing its items as pending would show work that is long done.
 */
function openFindings(ending: Ending, plan: Plan): readonly Finding[] | null {
  switch (ending.kind) {
    case 'applied':
      return plan.leaves;
    case 'rolled-back':
    case 'quarantined':
      return [...plan.applies.map((finding) => ({ ...finding, class: 'reverted' as const })), ...plan.leaves];
    case 'untouched':
      return ending.reason === 'in line' ? [] : null;
  }
}

async function tell(ports: Ports, report: Report): Promise<null> {
  const plan = report.hash === null ? null : await ports.store.plans.read(report.hash);
  const now = ports.clock.now();
  const story = tellChange(
    {
      ...report,
      objects: await objectsOf(ports, report),
      plan,
      findings: await ports.store.findings.read(report.unitId),
      approvedBy: report.approval?.by ?? null,
      durationSeconds: report.startedAt === null ? null : secondsBetween(report.startedAt, now),
    },
    ports.telling,
  );
  const marker = `${report.changeId}/${report.unitId}`;
  await ports.journal.write({ unitId: report.unitId, marker, tag: 'plumbline-ending', ...story });
  ports.meter.processed('journal');
  const state = await stateOf(ports, report);
  await ports.journal.showState(report.unitId, state, {
    ...factsOf(state, await ports.store.findings.read(report.unitId), report.ending.detail),
    changeId: report.changeId,
  });
  await ports.store.units.setState(report.unitId, report.unitName, state, report.ending.detail, now);
  return null;
}

/** The objects of the edit that concern anybody reading; an order has none. */
export async function objectsOf(ports: Ports, task: Pick<UnitTask, 'requestId' | 'generation'>) {
  if (task.requestId === null) return [];
  const edit = await ports.edits.read({ requestId: task.requestId, generation: task.generation });
  return edit?.objects ?? [];
}

async function stateOf(ports: Ports, { ending, unitId, shows, startedAt }: Report): Promise<UnitState> {
  if (ending.kind === 'rolled-back') return 'rolled back';
  if (ending.kind === 'quarantined') return 'quarantined';
  if ((await ports.store.units.readHold(unitId)) !== null) return 'held';
  if (shows !== undefined) return shows;
  if (isUnreachable({ ending, startedAt })) return 'unreachable';
  const findings = await ports.store.findings.read(unitId);
  return stateOfFindings(findings, ending);
}

/** Skipped before the writing part began: another change holds the unit, or an earlier unit failed. The device is well. */
function isUnreachable({
  ending,
  shows,
  startedAt,
}: Pick<Report, 'ending' | 'shows' | 'startedAt'>): boolean {
  if (ending.kind !== 'untouched' || ending.reason !== 'skipped') return false;
  return shows === undefined ? startedAt !== null : shows === 'unreachable';
}

/** The state a unit's open findings amount to. */
export function stateOfFindings(findings: readonly Finding[], ending: Ending | null = null): UnitState {
  if (findings.some((finding) => finding.class === 'reverted')) return 'rolled back';
  if (findings.some((finding) => finding.class !== 'pending')) return 'drift';
  if (findings.length > 0) return 'change pending';
  return ending?.kind === 'untouched' && ending.reason === 'refused' ? 'error' : 'in line';
}

function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);
}
