import { type Ending, endingLabel } from '../../domain/ending.ts';
import type { UnitEnding } from '../../domain/change.ts';
import type { Instant, UnitId } from '../../domain/ids.ts';
import type { Notice, NoticeKind } from '../../domain/notice.ts';
import type { Plan } from '../../domain/plan.ts';
import type { UnitState } from '../../domain/unit.ts';
import type { Lane } from '../lane.ts';

/** What every notice says of where it happened. */
interface Place {
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly changeId: string;
  readonly at: Instant;
}

/** How a unit's part ended, as the report knows it. */
export interface EndedUnit extends Place {
  readonly ending: Ending;
  readonly user: string;
  readonly plan: Plan | null;
  readonly lane?: Lane | undefined;
  /** What the device shows from now on, where the ending alone does not tell. */
  readonly shows: UnitState | null;
}

/** Kinds that a bulk edit tells in one sum, because thousands of bells would hide those that matter. */
const TOLD_IN_SUM: readonly NoticeKind[] = ['applied', 'refused', 'skipped'];

/** The notice of a unit's ending; null where nobody needs to be told. */
export function noticeOfEnding(ended: EndedUnit): Notice | null {
  const kind = kindOf(ended);
  if (kind === null || (ended.lane === 'background' && TOLD_IN_SUM.includes(kind))) return null;
  return {
    ...placed(ended, 'ending'),
    kind,
    verdict: endingLabel(ended.ending),
    authors: [...new Set([ended.user, ...(ended.plan?.authors ?? [])])],
  };
}

/** Superseded and in line are no news: the newer change tells, or nothing happened. */
function kindOf({ ending, shows }: EndedUnit): NoticeKind | null {
  switch (ending.kind) {
    case 'applied':
      return ending.saved ? 'applied' : 'not-saved';
    case 'rolled-back':
    case 'quarantined':
      return ending.kind;
    case 'untouched':
      if (shows === 'not managed') return 'parked';
      if (ending.reason === 'refused') return 'refused';
      if (ending.reason !== 'skipped') return null;
      return shows === 'unreachable' ? 'unreachable' : 'skipped';
  }
}

/** The notice of a plan that waits for a person. */
export function noticeOfWaitingPlan(place: Place, plan: Plan, user: string, until: Instant): Notice {
  return {
    ...placed(place, 'plan'),
    kind: 'plan-waiting',
    verdict: 'awaiting approval',
    authors: [...new Set([user, ...plan.authors])],
    plan: { hash: plan.hash.slice(0, 12), until },
  };
}

/** The notice of drift that came or went. `left`: how many findings are open now that no edit explains. */
export function noticeOfDrift(place: Place, left: number): Notice {
  const kind = left === 0 ? 'drift-ended' : 'drift-appeared';
  const verdict = left === 0 ? 'in line' : 'drift';
  return { ...placed(place, 'drift'), kind, verdict, authors: [], findings: left };
}

const TROUBLE: Readonly<Partial<Record<UnitState, NoticeKind>>> = {
  unreachable: 'unreachable',
  error: 'in-error',
};

/** The notice of a unit that can no longer be looked at, or can again; null when that did not change, or nobody relied on it. */
export function noticeOfState(place: Place, before: UnitState | null, state: UnitState): Notice | null {
  if (state === 'not managed') return parkedOf(place, before);
  const trouble = TROUBLE[state];
  const was = before === null ? undefined : TROUBLE[before];
  if (trouble === was) return null;
  return { ...placed(place, 'state'), kind: trouble ?? 'well-again', verdict: state, authors: [] };
}

/** A device that was managed and is not any more: a misspelled policy or an address that was taken away parks it quietly. */
function parkedOf(place: Place, before: UnitState | null): Notice | null {
  if (before === null || before === 'not managed') return null;
  return { ...placed(place, 'state'), kind: 'parked', verdict: 'not managed', authors: [] };
}

/** How a change of many units ended: one notice, on the unit that needs a look most. Null where nothing was to be done. */
export function noticeOfBulk(
  changeId: string,
  user: string,
  endings: readonly UnitEnding[],
  at: Instant,
): Notice | null {
  const weights = endings.map(({ ending }) => weightOf(ending));
  const heaviest = Math.max(0, ...weights);
  const shown = endings[weights.indexOf(heaviest)];
  if (shown === undefined || heaviest === 0) return null;
  const counts = Map.groupBy(endings, ({ ending }) => endingLabel(ending));
  const { unitId, unitName } = shown;
  return {
    ...placed({ unitId, unitName, changeId, at }, 'change'),
    kind: 'bulk-ended',
    verdict: `${endings.length} units`,
    authors: [user],
    endings: Object.fromEntries([...counts].map(([label, of]) => [label, of.length])),
  };
}

/** How much a person should look at it; 0: not at all. */
function weightOf(ending: Ending): number {
  switch (ending.kind) {
    case 'quarantined':
      return 5;
    case 'rolled-back':
      return 4;
    case 'applied':
      return ending.saved ? 1 : 3;
    case 'untouched':
      return ending.reason === 'refused' || ending.reason === 'skipped' ? 2 : 0;
  }
}

function placed({ unitId, unitName, changeId, at }: Place, event: string) {
  return { id: `${changeId}/${unitId}/${event}`, at, unitId, unitName, changeId };
}
