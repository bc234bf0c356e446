import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../../src/domain/ending.ts';
import { instantOf, plusMs, unitIdOf } from '../../../../src/domain/ids.ts';
import { AUDIENCES } from '../../../../src/domain/notice.ts';
import {
  noticeOfBulk,
  noticeOfDrift,
  noticeOfEnding,
  noticeOfState,
  noticeOfWaitingPlan,
} from '../../../../src/pipeline/notices/notice-of.ts';
import type { UnitState } from '../../../../src/domain/unit.ts';
import { PLAN } from '../../../support/make-unit.ts';

const AT = instantOf('2026-11-21T12:00:00Z');
const PLACE = { unitId: unitIdOf(1), unitName: 'r1', changeId: 'edit:x:1', at: AT };
/** Stands for a configuration line that a detail quotes. */
const CANARY = 'snmp-server community c4n4ry';

const endings = {
  applied: { kind: 'applied', saved: true, detail: CANARY },
  unsaved: { kind: 'applied', saved: false, detail: CANARY },
  undone: { kind: 'rolled-back', by: 'us', detail: CANARY },
  lost: { kind: 'quarantined', reason: 'unknown', detail: CANARY },
  refused: { kind: 'untouched', reason: 'refused', detail: CANARY },
  skipped: { kind: 'untouched', reason: 'skipped', detail: CANARY },
  superseded: { kind: 'untouched', reason: 'superseded', detail: CANARY },
  inLine: { kind: 'untouched', reason: 'in line', detail: CANARY },
} as const satisfies Record<string, Ending>;

function ofEnding(ending: Ending, more: { lane?: 'background'; shows?: UnitState } = {}) {
  return noticeOfEnding({ ...PLACE, ending, user: 'anna', plan: PLAN, shows: null, ...more });
}

describe('a notice of an ending', () => {
  it.each([
    ['applied', 'applied'],
    ['unsaved', 'not-saved'],
    ['undone', 'rolled-back'],
    ['lost', 'quarantined'],
    ['refused', 'refused'],
    ['skipped', 'skipped'],
  ] as const)('of "%s" is of the kind %s', (name, kind) => {
    expect(ofEnding(endings[name])).toMatchObject({ kind, id: 'edit:x:1/device-1/ending' });
  });

  it('does not exist where nothing was to be done, or a newer change tells', () => {
    expect([ofEnding(endings.inLine), ofEnding(endings.superseded)]).toEqual([null, null]);
  });

  it('says that the device cannot be reached, which is its owner’s business too', () => {
    const notice = ofEnding(endings.skipped, { shows: 'unreachable' });
    expect(notice?.kind).toBe('unreachable');
    expect(AUDIENCES[notice?.kind ?? 'applied']).toContain('owner');
  });

  it('says that the device is not managed any more, whatever became of the edit', () => {
    expect(ofEnding(endings.refused, { shows: 'not managed' })?.kind).toBe('parked');
  });

  it('names everybody whose edits the plan carried out, each once', () => {
    const notice = noticeOfEnding({
      ...PLACE,
      ending: endings.undone,
      user: 'bob',
      plan: { ...PLAN, authors: ['anna', 'bob'] },
      shows: null,
    });
    expect(notice?.authors).toEqual(['bob', 'anna']);
  });

  it('quotes no reason in free text, because it may hold a line of configuration', () => {
    for (const ending of Object.values(endings)) {
      expect(JSON.stringify(ofEnding(ending) ?? {})).not.toContain('c4n4ry');
    }
  });

  it('of a bulk edit is told for each unit only where something went wrong on it', () => {
    const told = Object.values(endings).filter((ending) => ofEnding(ending, { lane: 'background' }) !== null);
    expect(told).toEqual([endings.unsaved, endings.undone, endings.lost]);
  });
});

describe('the notice of a bulk edit', () => {
  const units = (list: readonly Ending[]) =>
    list.map((ending, index) => ({ unitId: unitIdOf(index + 1), unitName: `r${index + 1}`, ending }));

  it('is one for all units, on the one that needs a look most, and counts them', () => {
    const list = [endings.inLine, endings.applied, endings.lost, endings.applied, endings.undone];
    expect(noticeOfBulk('edit:x:1', 'anna', units(list), AT)).toMatchObject({
      kind: 'bulk-ended',
      unitName: 'r3',
      authors: ['anna'],
      endings: {
        'untouched: in line': 1,
        'applied: saved': 2,
        'quarantined: unknown': 1,
        'rolled back: by us': 1,
      },
    });
  });

  it('does not exist where no unit had anything to do', () => {
    expect(noticeOfBulk('edit:x:1', 'anna', units([endings.inLine, endings.superseded]), AT)).toBeNull();
    expect(noticeOfBulk('edit:x:1', 'anna', [], AT)).toBeNull();
  });
});

describe('other notices', () => {
  it('name the plan that waits by what the approval takes, and nothing of its text', () => {
    const notice = noticeOfWaitingPlan(PLACE, PLAN, 'anna', plusMs(AT, 1_000));
    expect(notice.plan).toEqual({ hash: PLAN.hash.slice(0, 12), until: plusMs(AT, 1_000) });
    expect(JSON.stringify(notice)).not.toContain('description');
  });

  it('tell drift that appeared and drift that ended apart', () => {
    expect(noticeOfDrift(PLACE, 2)).toMatchObject({ kind: 'drift-appeared', findings: 2, authors: [] });
    expect(noticeOfDrift(PLACE, 0)).toMatchObject({ kind: 'drift-ended', findings: 0 });
  });

  it.each([
    [null, 'unreachable', 'unreachable'],
    ['in line', 'unreachable', 'unreachable'],
    ['unreachable', 'unreachable', undefined],
    ['unreachable', 'error', 'in-error'],
    ['error', 'error', undefined],
    ['unreachable', 'in line', 'well-again'],
    ['error', 'drift', 'well-again'],
    ['error', 'not managed', 'parked'],
    ['in line', 'not managed', 'parked'],
    ['not managed', 'not managed', undefined],
    [null, 'not managed', undefined],
    ['not managed', 'in line', undefined],
    ['drift', 'in line', undefined],
    [null, 'in line', undefined],
  ] as const)('of a unit that was %s and is %s is %s', (before, state, kind) => {
    expect(noticeOfState(PLACE, before, state)?.kind).toBe(kind);
  });

  it('of different events of one change on one unit have different ids', () => {
    const ids = [
      ofEnding(endings.applied)?.id,
      noticeOfDrift(PLACE, 1).id,
      noticeOfState(PLACE, null, 'error')?.id,
      noticeOfWaitingPlan(PLACE, PLAN, 'anna', AT).id,
      noticeOfBulk(
        'edit:x:1',
        'anna',
        [{ unitId: PLACE.unitId, unitName: 'r1', ending: endings.applied }],
        AT,
      )?.id,
    ];
    expect(new Set(ids).size).toBe(5);
  });
});
