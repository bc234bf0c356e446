import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIdOf, instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';

const AT = instantOf('2026-11-21T10:00:00Z');
let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

describe('claims', () => {
  it('gives all units or none, and says which is taken by whom', async () => {
    const [mine, theirs] = [changeIdOf('mine', 1), changeIdOf('theirs', 1)];
    const [r1, r2, r3] = [unitIdOf(1), unitIdOf(2), unitIdOf(3)];
    const { claims } = test.store;
    expect(await claims.claim(theirs, [r2], AT)).toEqual({ kind: 'claimed' });
    expect(await claims.claim(mine, [r3, r2, r1], AT)).toEqual({ kind: 'taken', unitId: r2, by: theirs });
    expect(await claims.claim(theirs, [r1, r3], AT)).toEqual({ kind: 'claimed' });
    await claims.release(theirs, [r1]);
    expect(await claims.claim(mine, [r1], AT)).toEqual({ kind: 'claimed' });
    await claims.release(theirs, 'all');
    expect(await claims.claim(mine, [r1, r2, r3], AT)).toEqual({ kind: 'claimed' });
    expect(await claims.claim(mine, [r1, r2, r3], AT)).toEqual({ kind: 'claimed' });
    await claims.release(mine, 'all');
    await claims.release(mine, 'all');
  });

  it('never gives a unit to two changes of two processes that want the same ones in other orders', async () => {
    const other = await test.another();
    const units = Array.from({ length: 12 }, (_, index) => unitIdOf(100 + index));
    for (let round = 0; round < 20; round += 1) {
      const rivals = Array.from({ length: 8 }, (_, index) => changeIdOf(`rival-${round}-${index}`, 1));
      const answers = await Promise.all(
        rivals.map((rival, index) =>
          (index % 2 === 0 ? test.store : other).claims.claim(
            rival,
            index % 3 === 0 ? units.toReversed() : units,
            AT,
          ),
        ),
      );
      const winners = rivals.filter((_, index) => answers[index]?.kind === 'claimed');
      expect(winners).toHaveLength(1);
      const losers = answers.filter((answer) => answer.kind === 'taken');
      expect(losers.every((answer) => answer.by === winners[0])).toBe(true);
      await Promise.all(winners.map((winner) => test.store.claims.release(winner, 'all')));
    }
  });

  it('neither stops nor shares a unit under overlapping claims and releases', async () => {
    const other = await test.another();
    const held = new Map<number, string>();
    const work = async (name: string, index: number): Promise<void> => {
      const store = index % 2 === 0 ? test.store : other;
      const numbers = [index % 5, (index + 1) % 5, (index + 3) % 5];
      const change = changeIdOf(name, 1);
      while (
        (
          await store.claims.claim(
            change,
            numbers.map((each) => unitIdOf(200 + each)),
            AT,
          )
        ).kind === 'taken'
      );
      for (const each of numbers) {
        expect(held.get(each)).toBeUndefined();
        held.set(each, name);
      }
      await store.ping();
      for (const each of numbers) held.delete(each);
      await store.claims.release(change, 'all');
    };
    await Promise.all(Array.from({ length: 15 }, (_, index) => work(`worker-${index}`, index)));
    expect(held.size).toBe(0);
  });
});
