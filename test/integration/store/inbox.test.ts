import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSql } from '../../support/database.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const never = new AbortController().signal;
let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

describe('the inbox', () => {
  it('stores a delivery and its edit together', async () => {
    expect(await test.store.inbox.store(makeDelivery('first', editedInterface(1)), never)).toBe('stored');
    expect(await test.store.edits.read({ requestId: 'first', generation: 1 })).toEqual({
      requestId: 'first',
      generation: 1,
      user: 'anna',
      message: '',
      time: '2026-11-21T10:00:00Z',
      objects: [editedInterface(1)],
    });
  });

  it('takes the same bytes once, also when they arrive at the same time at two processes', async () => {
    const other = await test.another();
    const delivery = makeDelivery('same', editedInterface(1));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? test.store : other).inbox.store(delivery, never),
      ),
    );
    expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
    expect(await test.store.edits.read({ requestId: 'same', generation: 2 })).toBeNull();
  });

  it('gives the right edit for 1 000 deliveries of one request in any order, with repeats', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => index + 1);
    const deliveries = [...ids, ...ids.toReversed()].map((id, index) =>
      makeDelivery('bulk', editedInterface(id), index % 3 === 0 ? 'again' : ''),
    );
    const other = await test.another();
    await Promise.all(
      deliveries.map((delivery, index) =>
        (index % 2 === 0 ? test.store : other).inbox.store(delivery, never),
      ),
    );
    const edit = await test.store.edits.read({ requestId: 'bulk', generation: 1 });
    expect(edit?.objects.map((object) => object.id).sort((a, b) => a - b)).toEqual(ids);
    expect(await test.store.edits.read({ requestId: 'bulk', generation: 2 })).toBeNull();
  });

  it('stores nothing of a delivery whose caller gave up, and reports the store unavailable', async () => {
    await runSql(
      test.url,
      `insert into plumbline.edits (request_id, generation, username, edit_time)
      values ('stuck', 1, 'anna', '2026-11-21T10:00:00Z')`,
    );
    const blocker = new Client({ connectionString: test.url });
    await blocker.connect();
    await blocker.query(`begin`);
    await blocker.query(`select 1 from plumbline.edits where request_id = 'stuck' for update`);
    const deadline = AbortSignal.timeout(100);
    await expect(
      test.store.inbox.store(makeDelivery('stuck', editedInterface(1)), deadline),
    ).rejects.toMatchObject({ code: 'store.unavailable' });
    // The server itself ends the abandoned statement; without that, the delivery would be stored after the 503.
    await expect.poll(() => waiting(blocker), { timeout: 15_000 }).toBe(0);
    await blocker.query('commit');
    const { rows } = await blocker.query(`select 1 from plumbline.inbox where request_id = 'stuck'`);
    expect(rows).toEqual([]);
    await blocker.end();
  });

  it('answers at once when its caller gave up before', async () => {
    const gone = AbortSignal.abort();
    await expect(
      test.store.inbox.store(makeDelivery('late', editedInterface(1)), gone),
    ).rejects.toMatchObject({
      code: 'store.unavailable',
    });
  });
});

async function waiting(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? -1;
}
