import type { ArmedTransaction } from '../../../src/domain/transaction.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitEnding } from '../../../src/domain/change.ts';
import { changeIdOf, instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import type { ChangeId, PlanHash } from '../../../src/domain/ids.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { PLAN, READING } from '../../support/make-unit.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';

const AT = instantOf('2026-11-21T10:00:00Z');
const ORIGIN = { kind: 'edit', user: 'anna', message: 'ticket 7', time: AT } as const;
const R1 = { unitId: unitIdOf(1), unitName: 'r1' };
const R2 = { unitId: unitIdOf(2), unitName: 'r2' };
const APPLIED: UnitEnding = { ...R1, ending: { kind: 'applied', saved: true, detail: 'one line' } };
const SKIPPED: UnitEnding = {
  ...R2,
  ending: { kind: 'untouched', reason: 'skipped', detail: 'unreachable' },
};
let test: TestStore;
let number = 0;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

async function openChange(): Promise<ChangeId> {
  number += 1;
  const changeId = changeIdOf(`change-${number}`, 1);
  await test.store.changes.open({ changeId, origin: ORIGIN, units: [R1, R2], at: AT });
  return changeId;
}

describe('changes', () => {
  it('closes once every unit has ended, and lists endings in the order of the units', async () => {
    const changeId = await openChange();
    const { changes, queries } = test.store;
    await changes.open({ changeId, origin: ORIGIN, units: [R1, R2], at: plusMs(AT, 5) });
    expect(await changes.unended(changeId)).toEqual([R1, R2]);
    await changes.end(changeId, SKIPPED, AT);
    await expect(changes.close(changeId, AT)).rejects.toThrow(/no ending for r1/);
    expect((await queries.changes(1))[0]).toMatchObject({ closedAt: null, open: ['r1'], endings: [SKIPPED] });
    await changes.end(changeId, APPLIED, AT);
    await changes.close(changeId, plusMs(AT, 10));
    await changes.close(changeId, plusMs(AT, 20));
    expect(await changes.unended(changeId)).toEqual([]);
    expect(await queries.changes(1)).toEqual([
      {
        changeId,
        origin: ORIGIN,
        openedAt: AT,
        closedAt: plusMs(AT, 10),
        endings: [APPLIED, SKIPPED],
        open: [],
      },
    ]);
  });

  it('shows one change with its plans, and nothing for an id that is none', async () => {
    const changeId = await openChange();
    const plan: Plan = { ...PLAN, changeId, hash: 'f1'.repeat(32) as PlanHash };
    await test.store.plans.save(plan);
    await test.store.plans.save({ ...PLAN, changeId: changeIdOf('another', 1) });
    await test.store.changes.end(changeId, APPLIED, AT);
    expect(await test.store.queries.change(changeId)).toMatchObject({
      changeId,
      endings: [APPLIED],
      open: ['r2'],
      plans: [plan],
    });
    expect(await test.store.queries.change(changeIdOf('nowhere', 1))).toBeNull();
  });

  it('keeps the first ending of a unit', async () => {
    const changeId = await openChange();
    expect(await test.store.changes.end(changeId, APPLIED, AT)).toBe(true);
    const later: UnitEnding = {
      ...R1,
      ending: { kind: 'quarantined', reason: 'unknown', detail: 'watchdog' },
    };
    expect(await test.store.changes.end(changeId, later, AT)).toBe(false);
    expect((await test.store.queries.changes(10)).find((row) => row.changeId === changeId)?.endings).toEqual([
      APPLIED,
    ]);
  });

  it('refuses what belongs to no opened change', async () => {
    const changeId = await openChange();
    const { changes } = test.store;
    const nowhere = changeIdOf('nowhere', 1);
    await expect(changes.close(nowhere, AT)).rejects.toThrow(/never opened/);
    await expect(changes.end(nowhere, APPLIED, AT)).rejects.toThrow(/no part of change/);
    await expect(
      changes.beginWriting(changeId, unitIdOf(9), { attempt: 1, transaction: null }, AT),
    ).rejects.toThrow(/no part of change/);
    expect(await changes.unended(nowhere)).toEqual([]);
  });

  it('tells a first attempt to write from one that an earlier run of the same step began', async () => {
    const changeId = await openChange();
    const begin = (attempt: number, transaction: ArmedTransaction | null = null) =>
      test.store.changes.beginWriting(changeId, R1.unitId, { attempt, transaction }, AT);
    expect(await begin(1)).toEqual({ first: true, transaction: null });
    expect(await begin(1)).toEqual({ first: false, transaction: null });
    const armed = { name: 'pl-1', revertAfterMinutes: 5, deadline: AT };
    expect(await begin(2, armed)).toEqual({ first: true, transaction: armed });
    // A successor learns what the run that died was about to arm, not what it would arm itself.
    expect(await begin(2)).toEqual({ first: false, transaction: armed });
    const both = await Promise.all([begin(3), begin(3)]);
    expect(both.filter(({ first }) => first)).toHaveLength(1);
  });

  it('keeps the first snapshot of a unit', async () => {
    const changeId = await openChange();
    const { changes } = test.store;
    expect(await changes.readSnapshot(changeId, R1.unitId)).toBeNull();
    await changes.saveSnapshot(changeId, R1.unitId, READING, AT);
    await changes.saveSnapshot(changeId, R1.unitId, { ...READING, configuration: 'later' }, AT);
    expect(await changes.readSnapshot(changeId, R1.unitId)).toEqual(READING);
    expect(await changes.readSnapshot(changeId, R2.unitId)).toBeNull();
  });

  it('keeps no secret that a device quoted in its answer', async () => {
    const changeId = await openChange();
    const detail = 'refused `neighbor 10.0.0.1 password hunter2-canary`';
    await test.store.changes.end(
      changeId,
      { ...R1, ending: { kind: 'untouched', reason: 'refused', detail } },
      AT,
    );
    const row = (await test.store.queries.changes(10)).find((each) => each.changeId === changeId);
    expect(row?.endings[0]?.ending.detail).toContain('neighbor 10.0.0.1 password');
    expect(row?.endings[0]?.ending.detail).not.toContain('hunter2-canary');
  });

  it('ends a unit whatever bytes its device answered with', async () => {
    const changeId = await openChange();
    const detail = 'the device said: \0 \ud800 \u0007 %s \\u0000';
    await test.store.changes.end(
      changeId,
      { ...R1, ending: { kind: 'untouched', reason: 'refused', detail } },
      AT,
    );
    const row = (await test.store.queries.changes(10)).find((each) => each.changeId === changeId);
    expect(row?.endings[0]?.ending.detail).toBe('the device said: \ufffd \ufffd \u0007 %s \\u0000');
  });
});

describe('authors of edits that came to nothing', () => {
  it('are all who edited the unit since it was last brought in line, and nobody who only gave an order', async () => {
    const { changes } = test.store;
    const unit = { unitId: unitIdOf(77), unitName: 'r77' };
    const carry = async (
      name: string,
      kind: 'edit' | 'order',
      minute: number,
      ending: UnitEnding['ending'] | null,
    ) => {
      const changeId = changeIdOf(name, 1);
      const at = plusMs(AT, minute * 60_000);
      const origin = { kind, user: name, message: '', time: at };
      await changes.open({ changeId, origin, units: [unit], at });
      if (ending !== null) await changes.end(changeId, { ...unit, ending }, plusMs(at, 1000));
    };
    const refused = { kind: 'untouched', reason: 'refused', detail: 'held' } as const;
    await carry('early', 'edit', 1, refused);
    await carry('done', 'edit', 2, { kind: 'applied', saved: true, detail: 'whole' });
    expect(await changes.unfinishedAuthors(unit.unitId)).toEqual([]);
    await carry('carol', 'edit', 3, refused);
    await carry('dave', 'edit', 4, null);
    await carry('erin', 'order', 5, refused);
    expect(await changes.unfinishedAuthors(unit.unitId)).toEqual(['carol', 'dave']);
    await carry('frank', 'edit', 6, { kind: 'untouched', reason: 'in line', detail: 'taken back' });
    expect(await changes.unfinishedAuthors(unit.unitId)).toEqual([]);
  });
});
