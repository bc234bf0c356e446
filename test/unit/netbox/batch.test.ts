import { describe, expect, it } from 'vitest';
import { createBatch } from '../../../src/netbox/batch.ts';

/** A reader of many whose reads end when the test says so. */
function heldReader(options: { readonly most: number; readonly atOnce: number }) {
  const reads: { readonly keys: readonly number[]; readonly end: (error?: Error) => void }[] = [];
  const readOne = createBatch<number, string>({
    lingerMs: 0,
    ...options,
    isAboutOne: (error) => String(error).includes('odd'),
    readMany: (keys) =>
      new Promise((resolve, reject) => {
        const values = new Map(keys.map((key) => [key, `value ${key}`]));
        reads.push({ keys, end: (error) => (error === undefined ? resolve(values) : reject(error)) });
      }),
  });
  return { reads, readOne };
}

/** Lets everything that is ready run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('reads of one object each', () => {
  it('that are asked for together are one read', async () => {
    const { reads, readOne } = heldReader({ most: 50, atOnce: 1 });
    const answers = Promise.all([1, 2, 3].map(readOne));
    await settled();
    expect(reads.map(({ keys }) => keys)).toEqual([[1, 2, 3]]);
    reads[0]?.end();
    expect(await answers).toEqual(['value 1', 'value 2', 'value 3']);
  });

  it('never join a read that has begun: no answer is older than its question', async () => {
    const { reads, readOne } = heldReader({ most: 50, atOnce: 1 });
    const first = readOne(1);
    await settled();
    const later = Promise.all([readOne(1), readOne(2)]);
    await settled();
    expect(reads).toHaveLength(1);
    reads[0]?.end();
    await first;
    await settled();
    expect(reads.map(({ keys }) => keys)).toEqual([[1], [1, 2]]);
    reads[1]?.end();
    expect(await later).toEqual(['value 1', 'value 2']);
  });

  it('begin at once while fewer reads are under way than may be, and are no more than allowed each', async () => {
    const { reads, readOne } = heldReader({ most: 2, atOnce: 2 });
    void readOne(1);
    await settled();
    void readOne(2);
    await settled();
    for (const key of [3, 4, 5]) void readOne(key);
    await settled();
    expect(reads.map(({ keys }) => keys)).toEqual([[1], [2]]);
    reads[0]?.end();
    await settled();
    expect(reads[2]?.keys).toEqual([3, 4]);
  });

  it('of which one is odd are read alone, so that the others have their answer', async () => {
    const { reads, readOne } = heldReader({ most: 50, atOnce: 1 });
    const answers = Promise.allSettled([1, 2].map(readOne));
    await settled();
    reads[0]?.end(new Error('odd object'));
    await settled();
    reads[1]?.end(new Error('odd object'));
    await settled();
    reads[2]?.end();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('all fail when NetBox does, without asking it for each again', async () => {
    const { reads, readOne } = heldReader({ most: 50, atOnce: 1 });
    const answers = Promise.allSettled([1, 2].map(readOne));
    await settled();
    reads[0]?.end(new Error('NetBox does not answer'));
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(reads).toHaveLength(1);
  });
});
