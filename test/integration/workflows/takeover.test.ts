import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { startWorker } from './start-worker.ts';
import type { Worker } from './start-worker.ts';
import { until } from './until.ts';
import type { WorkerArguments } from './worker-messages.ts';

let database: TestDatabase;
let pool: pg.Pool;
let workers: Worker[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterEach(async () => {
  for (const { process } of workers) process.kill('SIGKILL');
  await Promise.all(workers.map(({ exited }) => exited));
  workers = [];
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function worker(options: Partial<WorkerArguments> = {}): Promise<Worker> {
  const started = await startWorker({ databaseUrl: database.url, drainMs: 5_000, settings: {}, ...options });
  workers.push(started);
  return started;
}

async function statusOf(id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ status: string }>(
    'select status from dbos.workflow_status where workflow_uuid = $1',
    [id],
  );
  return rows[0]?.status;
}

async function send(id: string, message: string): Promise<void> {
  await pool.query(
    `insert into dbos.notifications (destination_uuid, topic, message, serialization, message_uuid)
     values ($1, 'approval', $2, 'portable_json', $3)`,
    [id, JSON.stringify(message), randomUUID()],
  );
}

test('a second process continues what one killed in mid-step left, without repeating recorded steps', async () => {
  const survivor = await worker({ settings: { takeoverPollMs: 250, queuePollMs: 100 } });
  survivor.tell({ kind: 'let end' });
  const id = `test:${randomUUID()}`;
  const victim = await worker();
  victim.tell({ kind: 'start', name: 'change', id });
  await victim.stepAt('two');

  const killedAt = Date.now();
  victim.process.kill('SIGKILL');
  const continuedAt = await survivor.stepAt('two');
  await until(async () => (await statusOf(id)) === 'SUCCESS');
  console.log(`takeover after kill -9: ${continuedAt - killedAt} ms (polls of production)`);

  expect(victim.steps).toEqual(['one', 'two']);
  expect(survivor.steps).toEqual(['two', 'two ended', 'three']);
});

test('a process that starts after the death of the only other one continues its work', async () => {
  const id = `test:${randomUUID()}`;
  const victim = await worker();
  victim.tell({ kind: 'start', name: 'change', id });
  await victim.stepAt('two');
  victim.process.kill('SIGKILL');
  await victim.exited;

  const next = await worker();
  next.tell({ kind: 'let end' });
  await until(async () => (await statusOf(id)) === 'SUCCESS');
  expect(next.steps).toEqual(['two', 'two ended', 'three']);
  expect(next.executorId).not.toBe(victim.executorId);
});

test('a stopped process keeps its work, and its step is not cut when it goes on', async () => {
  const settings = { leaseLostAfterMs: 1_500, heartbeatMs: 20, takeoverPollMs: 20 };
  const owner = await worker({ settings });
  const peer = await worker({ settings });
  const id = `test:${randomUUID()}`;
  owner.tell({ kind: 'start', name: 'change', id });
  await owner.stepAt('two');

  owner.process.kill('SIGSTOP');
  // Twice as long as an owner may be without an answer from the database.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  owner.process.kill('SIGCONT');
  owner.tell({ kind: 'let end' });
  await until(async () => (await statusOf(id)) === 'SUCCESS');
  expect(owner.steps).toEqual(['one', 'two', 'two ended', 'three']);
  expect(peer.steps).toEqual([]);
});

test('SIGTERM lets a change that has begun go on to its end', async () => {
  const id = `test:${randomUUID()}`;
  const owner = await worker();
  owner.tell({ kind: 'start', name: 'change', id });
  await owner.stepAt('two');
  owner.process.kill('SIGTERM');
  owner.tell({ kind: 'let end' });
  expect(await owner.exited).toBe(0);
  expect(owner.steps).toEqual(['one', 'two', 'two ended', 'three']);
  expect(await statusOf(id)).toBe('SUCCESS');
});

test('SIGTERM cuts a step that does not end in time, and another process runs it again', async () => {
  const id = `test:${randomUUID()}`;
  const owner = await worker({ drainMs: 50 });
  owner.tell({ kind: 'start', name: 'change', id });
  await owner.stepAt('two');
  owner.process.kill('SIGTERM');
  expect(await owner.exited).toBe(0);
  expect(owner.steps).toEqual(['one', 'two', 'two was cut']);
  expect(await statusOf(id)).toBe('PENDING');

  const next = await worker();
  next.tell({ kind: 'let end' });
  await until(async () => (await statusOf(id)) === 'SUCCESS');
  expect(next.steps).toEqual(['two', 'two ended', 'three']);
});

test('SIGTERM does not wait for a workflow that waits for somebody, and another process receives its message', async () => {
  const id = `test:${randomUUID()}`;
  const owner = await worker({ drainMs: 60_000 });
  owner.tell({ kind: 'start', name: 'waiting', id });
  await owner.stepAt('one');
  await until(async () => {
    const { rows } = await pool.query('select 1 from dbos.operation_outputs where workflow_uuid = $1', [id]);
    // Step one, the clock, and the deadline of the wait.
    return rows.length >= 3;
  });
  owner.process.kill('SIGTERM');
  expect(await owner.exited).toBe(0);
  await send(id, 'yes');

  const next = await worker();
  await until(async () => (await statusOf(id)) === 'SUCCESS');
  expect(next.steps).toEqual([]);
});
