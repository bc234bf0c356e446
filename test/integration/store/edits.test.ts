import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditFacts, EditRef } from '../../../src/domain/edit.ts';
import { instantOf } from '../../../src/domain/ids.ts';
import type { EditedObject } from '../../../src/domain/netbox-object.ts';
import { runSql } from '../../support/database.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const never = new AbortController().signal;
const NOW = { quietMs: 0, maxQuietMs: 0, limit: 100 };
const done = (): Promise<void> => Promise.resolve();
let test: TestStore;
let request = 0;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

/** A request of its own for each test, with one delivery about interface 1. */
async function newEdit(): Promise<string> {
  request += 1;
  const id = `request-${request}`;
  await deliver(id, 1);
  return id;
}

async function deliver(requestId: string, interfaceId: number): Promise<void> {
  await test.store.inbox.store(makeDelivery(requestId, editedInterface(interfaceId)), never);
}

function factsOf(requestId: string, objects: readonly EditedObject[]): EditFacts {
  return { requestId, user: 'berta', message: 'ticket 7', time: instantOf('2026-11-21T09:59:59Z'), objects };
}

async function startedNow(): Promise<EditRef[]> {
  const started: EditRef[] = [];
  await test.store.edits.startDue(NOW, (edit) => {
    started.push(edit);
    return Promise.resolve();
  });
  return started;
}

async function idsOf(ref: EditRef): Promise<number[] | undefined> {
  return (await test.store.edits.read(ref))?.objects.map((object) => object.id);
}

describe('edits', () => {
  it('waits for the changelog, takes its words, and adds its objects', async () => {
    const requestId = await newEdit();
    expect(await startedNow()).toEqual([]);
    expect(await test.store.edits.incomplete(10)).toContainEqual({ requestId, generation: 1 });
    await test.store.edits.complete(
      requestId,
      1,
      factsOf(requestId, [editedInterface(1), editedInterface(2)]),
    );
    expect(await test.store.edits.read({ requestId, generation: 1 })).toEqual({
      requestId,
      generation: 1,
      user: 'berta',
      message: 'ticket 7',
      time: '2026-11-21T09:59:59.000Z',
      objects: [editedInterface(1), editedInterface(2)],
    });
    expect(await startedNow()).toEqual([{ requestId, generation: 1 }]);
    expect(await startedNow()).toEqual([]);
  });

  it('starts an edit of which the changelog has no row with what the webhook said', async () => {
    const requestId = await newEdit();
    await test.store.edits.complete(requestId, 1, null);
    expect(await startedNow()).toEqual([{ requestId, generation: 1 }]);
    expect(await idsOf({ requestId, generation: 1 })).toEqual([1]);
  });

  it('learns from the changelog to which device an object belongs', async () => {
    request += 1;
    const requestId = `request-${request}`;
    const bare = { ...editedInterface(1), deviceId: null };
    await test.store.inbox.store(makeDelivery(requestId, bare), never);
    await test.store.edits.complete(requestId, 1, factsOf(requestId, [editedInterface(1)]));
    expect((await test.store.edits.read({ requestId, generation: 1 }))?.objects).toEqual([
      editedInterface(1),
    ]);
    await startedNow();
  });

  it('changes nothing when an object it holds is told again, before or after the start', async () => {
    const requestId = await newEdit();
    await test.store.edits.complete(requestId, 1, factsOf(requestId, [editedInterface(1)]));
    await test.store.inbox.store(makeDelivery(requestId, editedInterface(1), 'other bytes'), never);
    expect(await startedNow()).toEqual([{ requestId, generation: 1 }]);
    await test.store.inbox.store(makeDelivery(requestId, editedInterface(1), 'still other bytes'), never);
    await test.store.edits.complete(requestId, 1, factsOf(requestId, [editedInterface(1)]));
    expect(await startedNow()).toEqual([]);
    expect(await test.store.edits.read({ requestId, generation: 2 })).toBeNull();
  });

  it('opens the next generation for an object that comes after the start, and completes it again', async () => {
    const requestId = await newEdit();
    await test.store.edits.complete(requestId, 1, factsOf(requestId, [editedInterface(1)]));
    await startedNow();
    await deliver(requestId, 2);
    expect(await idsOf({ requestId, generation: 2 })).toEqual([2]);
    expect(await startedNow()).toEqual([]);
    expect(await test.store.edits.incomplete(10)).toContainEqual({ requestId, generation: 2 });
    const facts = factsOf(requestId, [editedInterface(1), editedInterface(2), editedInterface(3)]);
    await test.store.edits.complete(requestId, 2, facts);
    expect(await startedNow()).toEqual([{ requestId, generation: 2 }]);
    expect(await idsOf({ requestId, generation: 1 })).toEqual([1]);
    expect(await idsOf({ requestId, generation: 2 })).toEqual([2, 3]);
  });

  it('waits until no new fact came for the quiet period, but not longer than the longest one', async () => {
    const requestId = await newEdit();
    await test.store.edits.complete(requestId, 1, null);
    const quiet = { quietMs: 60_000, maxQuietMs: 120_000, limit: 10 };
    expect(await test.store.edits.startDue(quiet, done)).toBe(0);
    await age(requestId, 61);
    await deliver(requestId, 2);
    expect(await test.store.edits.startDue(quiet, done)).toBe(0);
    await age(requestId, 61);
    expect(await test.store.edits.startDue({ ...quiet, quietMs: 3_600_000 }, done)).toBe(1);
    expect(await idsOf({ requestId, generation: 1 })).toEqual([1, 2]);
  });

  it('tries a failed completion again later, and later each time', async () => {
    const requestId = await newEdit();
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      await test.store.edits.completionFailed(requestId, 1, 'netbox.unreachable');
      waits.push(await secondsToWait(requestId));
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
    expect(await test.store.edits.incomplete(10)).not.toContainEqual({ requestId, generation: 1 });
    await test.store.edits.complete(requestId, 1, null);
    await startedNow();
  });

  it('keeps an edit whose start failed, and starts the others', async () => {
    const [first, second] = [await newEdit(), await newEdit()];
    await test.store.edits.complete(first, 1, null);
    await test.store.edits.complete(second, 1, null);
    expect(await test.store.edits.size()).toBe(2);
    const started: string[] = [];
    const start = (edit: EditRef): Promise<void> => {
      if (edit.requestId === first) return Promise.reject(new Error('no workflow today'));
      started.push(edit.requestId);
      return Promise.resolve();
    };
    await expect(test.store.edits.startDue(NOW, start)).rejects.toThrow('no workflow today');
    expect(started).toEqual([second]);
    expect(await test.store.edits.size()).toBe(1);
    expect(await startedNow()).toEqual([{ requestId: first, generation: 1 }]);
  });

  it('is started once by two pollers at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, newEdit));
    await Promise.all(ids.map((id) => test.store.edits.complete(id, 1, null)));
    const other = await test.another();
    const started: string[] = [];
    const start = async (edit: EditRef): Promise<void> => {
      started.push(edit.requestId);
      // Long enough for the other poller to come by.
      await test.store.ping();
    };
    const poll = (store: TestStore['store']) => store.edits.startDue(NOW, start);
    const counts = await Promise.all([poll(test.store), poll(other), poll(test.store), poll(other)]);
    expect(started.sort()).toEqual(ids.sort());
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  });

  it('loses no object that arrives while its edit is being started', async () => {
    const requestId = await newEdit();
    await test.store.edits.complete(requestId, 1, null);
    const arrivals: Promise<void>[] = [];
    await test.store.edits.startDue(NOW, async () => {
      arrivals.push(deliver(requestId, 2));
      await expect.poll(waitingStatements, { timeout: 15_000 }).toBe(1);
    });
    await Promise.all(arrivals);
    expect(await idsOf({ requestId, generation: 1 })).toEqual([1]);
    expect(await idsOf({ requestId, generation: 2 })).toEqual([2]);
    await test.store.edits.complete(requestId, 2, null);
    await startedNow();
  });

  it('gives every object of a storm to exactly one started generation', async () => {
    const requestId = await newEdit();
    const other = await test.another();
    const started: EditRef[] = [];
    const delivering = new AbortController();
    const poller = (async () => {
      while (!delivering.signal.aborted || (await other.edits.size()) > 0) {
        for (const edit of await other.edits.incomplete(10)) {
          await other.edits.complete(edit.requestId, edit.generation, null);
        }
        await other.edits.startDue(NOW, (edit) => {
          started.push(edit);
          return Promise.resolve();
        });
      }
    })();
    await Promise.all(Array.from({ length: 300 }, (_, index) => deliver(requestId, index + 1)));
    delivering.abort();
    await poller;
    const ids = (await Promise.all(started.map(idsOf))).map((each) => each ?? []);
    expect(ids.every((each) => each.length > 0)).toBe(true);
    expect(ids.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(new Set(started.map((edit) => edit.generation)).size).toBe(started.length);
  });
});

async function age(requestId: string, seconds: number): Promise<void> {
  await runSql(
    test.url,
    `update plumbline.edits set first_fact = first_fact - interval '${seconds} s' where request_id = '${requestId}';
     update plumbline.edit_objects set seen_at = seen_at - interval '${seconds} s' where request_id = '${requestId}'`,
  );
}

async function query<T>(text: string): Promise<T | undefined> {
  const client = new Client({ connectionString: test.url });
  await client.connect();
  const { rows } = await client.query<{ answer: T }>(text);
  await client.end();
  return rows[0]?.answer;
}

async function secondsToWait(requestId: string): Promise<number> {
  const text = `select extract(epoch from complete_after - clock_timestamp())::float8 as answer
    from plumbline.edits where request_id = '${requestId}'`;
  return Math.round(((await query<number>(text)) ?? 0) * 2) / 2;
}

function waitingStatements(): Promise<number | undefined> {
  return query(`select count(*)::int as answer from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
}
