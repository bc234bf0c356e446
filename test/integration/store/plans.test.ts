import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIdOf, instantOf, plusMs } from '../../../src/domain/ids.ts';
import type { PlanHash } from '../../../src/domain/ids.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { PLAN, UNIT } from '../../support/make-unit.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';

const AT = instantOf('2026-11-21T10:00:00Z');
const WAITING = { workflowId: 'edit:1:1', until: plusMs(AT, 3_600_000), reason: 'stage is pilot' };
let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

function planOf(first: string, change: Partial<Plan> = {}): Plan {
  return { ...PLAN, hash: first.repeat(64 / first.length) as PlanHash, ...change };
}

describe('plans', () => {
  it('gives back what was saved, and finds it by the first digits of its hash', async () => {
    const plan = planOf('0123456789abcdef');
    await test.store.plans.save(plan);
    await test.store.plans.save(plan);
    expect(await test.store.plans.read(plan.hash)).toEqual(plan);
    expect(await test.store.plans.find('01234567')).toEqual([plan]);
    expect(await test.store.plans.find('0123')).toEqual([]);
    expect(await test.store.plans.find('________')).toEqual([]);
    expect(await test.store.plans.read('ff'.repeat(32) as PlanHash)).toBeNull();
  });

  it('keeps the newer of two plans with the same hash, also when the older is saved again', async () => {
    const older = planOf('aa', { createdAt: AT });
    const newer = planOf('aa', {
      createdAt: plusMs(AT, 1),
      changeId: changeIdOf('newer', 1),
      authors: ['berta'],
    });
    await test.store.plans.save(older);
    await test.store.plans.save(newer);
    await test.store.plans.save(older);
    expect(await test.store.plans.read(older.hash)).toEqual(newer);
  });

  it('lists what waits, of one unit or of all, until it is settled', async () => {
    const { plans } = test.store;
    const plan = planOf('bb');
    await expect(plans.wait(plan.hash, WAITING)).rejects.toThrow(/was not saved/);
    await plans.save(plan);
    expect(await plans.wait(plan.hash, WAITING)).toBe(true);
    expect(await plans.wait(plan.hash, WAITING)).toBe(true);
    expect(await plans.waiting(UNIT.id)).toEqual([{ plan, ...WAITING }]);
    expect(await plans.waiting(null)).toHaveLength(1);
    await plans.settle(plan.hash, 'another workflow');
    expect(await plans.waiting(null)).toHaveLength(1);
    await plans.settle(plan.hash, WAITING.workflowId);
    await plans.settle(plan.hash, WAITING.workflowId);
    expect(await plans.waiting(null)).toEqual([]);
  });

  it('gives each wait one answer, the first, also when it is given again', async () => {
    const { plans } = test.store;
    const { hash } = planOf('cc');
    await plans.save(planOf('cc'));
    expect(await plans.answer(hash, WAITING.workflowId, 'approved:order:1')).toBe(false);
    await plans.wait(hash, WAITING);
    expect(await plans.answer(hash, 'another workflow', 'superseded:edit:2:1')).toBe(false);
    const answers = ['approved:order:1', 'superseded:edit:2:1', 'expired'];
    const taken = await Promise.all(answers.map((answer) => plans.answer(hash, WAITING.workflowId, answer)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const first = answers[taken.indexOf(true)] ?? '';
    await plans.wait(hash, WAITING);
    expect(await plans.answer(hash, WAITING.workflowId, first)).toBe(true);
    expect(await plans.answer(hash, WAITING.workflowId, 'approved:order:2')).toBe(false);
    await plans.settle(hash, WAITING.workflowId);
  });

  it('takes over the wait of another workflow for the same plan only once that was answered', async () => {
    const { plans } = test.store;
    const { hash } = planOf('dd');
    const other = { ...WAITING, workflowId: 'edit:2:1' };
    await plans.save(planOf('dd'));
    await plans.wait(hash, WAITING);
    expect(await plans.wait(hash, other)).toBe(false);
    expect(await plans.waiting(UNIT.id)).toMatchObject([WAITING]);
    expect(await plans.answer(hash, WAITING.workflowId, 'superseded:edit:2:1')).toBe(true);
    expect(await plans.wait(hash, other)).toBe(true);
    expect(await plans.waiting(UNIT.id)).toMatchObject([other]);
    expect(await plans.answer(hash, WAITING.workflowId, 'superseded:edit:2:1')).toBe(false);
    expect(await plans.answer(hash, other.workflowId, 'approved:order:1')).toBe(true);
    await plans.settle(hash, WAITING.workflowId);
    expect(await plans.waiting(UNIT.id)).toHaveLength(1);
    await plans.settle(hash, other.workflowId);
    expect(await plans.waiting(UNIT.id)).toEqual([]);
  });
});
