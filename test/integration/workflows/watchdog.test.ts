import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { instantOf, plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { resultOf, startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let database: TestDatabase;
let pool: pg.Pool;
let runtime: WorkflowRuntime | null = null;
const newId = (): string => `test:${randomUUID()}`;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
beforeEach(() => pool.query('truncate dbos.workflow_status, plumbline.lost_workflow cascade'));
afterEach(async () => {
  await runtime?.stop({ drainMs: 0 });
  runtime = null;
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

function collectLost() {
  const lost: { readonly id: string; readonly reason: string }[] = [];
  const onLost = (id: string, reason: string) => Promise.resolve(void lost.push({ id, reason }));
  return { lost, onLost };
}

/** Several turns of the watchdog, seen by what it asks the database. */
async function turns(count: number): Promise<void> {
  const asked = vi.spyOn(DBOS, 'listWorkflows');
  // What each turn asks first; the next turn asks it again only when the one before is over.
  const begun = (): number => asked.mock.calls.filter(([query]) => query.hasParent === false).length;
  await until(() => begun() > count);
  asked.mockRestore();
}

test('a workflow that ends with an error is told once, redacted, also over restarts', async () => {
  const { lost, onLost } = collectLost();
  const broken = (): Promise<Json> => Promise.reject(new Error('template says: enable secret hunter2'));
  const definitions = { workflows: { broken } };
  runtime = await startTestRuntime(database.url, { definitions, onLost });
  const id = newId();
  await runtime.start('broken', id, null);
  await until(() => lost.length > 0);
  await runtime.stop({ drainMs: 0 });
  runtime = await startTestRuntime(database.url, { definitions, onLost });
  await turns(3);
  expect(lost).toEqual([{ id, reason: 'it ended with an error: template says: enable secret <redacted>' }]);
});

test('a telling that fails is repeated', async () => {
  let tries = 0;
  const onLost = () => ((tries += 1) < 3 ? Promise.reject(new Error('NetBox is away')) : Promise.resolve());
  const broken = (): Promise<Json> => Promise.reject(new Error('bug'));
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { broken } }, onLost });
  await runtime.start('broken', newId(), null);
  await until(() => tries === 3);
  await until(async () => (await pool.query('select 1 from plumbline.lost_workflow')).rowCount === 1);
});

test('a change that dies at the same step again and again is given up and told', async () => {
  const { lost, onLost } = collectLost();
  let runs = 0;
  const crashing = (steps: Steps): Promise<Json> =>
    steps.run('crash', async (_ports, signal) => {
      runs += 1;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      return null;
    });
  const start = () =>
    startTestRuntime(database.url, {
      definitions: { workflows: { crashing } },
      settings: { maxRecoveryAttempts: 2 },
      onLost,
    });
  runtime = await start();
  const id = newId();
  await runtime.start('crashing', id, null);
  for (let life = 1; lost.length === 0; life += 1) {
    await until(() => runs === life || lost.length > 0);
    await runtime.stop({ drainMs: 0 });
    runtime = await start();
  }
  expect(lost).toEqual([{ id, reason: 'it was given up after too many starts that ended in a crash' }]);
  expect(runs).toBeLessThanOrEqual(4);
});

test('a change that waits for somebody survives more restarts than a crashing one is given', async () => {
  const { lost, onLost } = collectLost();
  const unit = async (steps: Steps, _input: { readonly unitId: string }): Promise<Json> =>
    steps.waitFor('approval', plusMs(await steps.now(), 60_000));
  const change = (steps: Steps) => steps.forEachUnit([{ unitId: 'device-1' }], unit);
  const start = () =>
    startTestRuntime(database.url, {
      definitions: { workflows: { change }, unitWork: [unit] },
      settings: { maxRecoveryAttempts: 1 },
      onLost,
    });
  runtime = await start();
  const id = newId();
  await runtime.start('change', id, null);
  for (let restart = 0; restart < 4; restart += 1) {
    await until(() => runtime?.activeCount() === 1 && runtime.busyCount() === 0);
    await runtime.stop({ drainMs: 0 });
    runtime = await start();
  }
  await runtime.messages.send(`${id}:unit:device-1`, 'approval', 'yes', 'once');
  expect(await resultOf(id)).toEqual([{ ok: true, value: 'yes' }]);
  expect(lost).toEqual([]);
});

test('a workflow this version does not know is told', async () => {
  const { lost, onLost } = collectLost();
  const old = (steps: Steps): Promise<Json> => steps.waitFor('approval', plusMs(instantOf('2099-01-01'), 0));
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { old } } });
  const id = newId();
  await runtime.start('old', id, null);
  await runtime.stop({ drainMs: 0 });
  runtime = await startTestRuntime(database.url, { onLost });
  await until(() => lost.length > 0);
  expect(lost).toEqual([{ id, reason: 'this version of Plumbline does not know workflows called "old"' }]);
});

test('a workflow of a version that no process has any more is told, and not while one has it', async () => {
  const { lost, onLost } = collectLost();
  const waiting = (steps: Steps): Promise<Json> =>
    steps.waitFor('approval', plusMs(instantOf('2099-01-01'), 0));
  const definitions = { workflows: { waiting } };
  runtime = await startTestRuntime(database.url, { definitions });
  const [left, held] = [newId(), newId()];
  for (const id of [left, held]) await runtime.start('waiting', id, null);
  await runtime.stop({ drainMs: 0 });
  const setVersion = (id: string, version: string) =>
    pool.query('update dbos.workflow_status set application_version = $2 where workflow_uuid = $1', [
      id,
      version,
    ]);
  await setVersion(left, 'pipeline-0');
  await setVersion(held, 'pipeline-next');
  // A process of the newer version lives: it holds its lock.
  const newer = await pool.connect();
  await newer.query(
    `insert into plumbline.lease values ('newer', 'pipeline-next', pg_postmaster_start_time())`,
  );
  await newer.query(`select pg_advisory_lock(hashtextextended('plumbline lease newer', 0))`);

  runtime = await startTestRuntime(database.url, { definitions, onLost });
  await until(() => lost.length > 0);
  await turns(3);
  expect(lost).toEqual([{ id: left, reason: 'no process runs the version "pipeline-0" it belongs to' }]);
  newer.release(true);
});

test('a workflow this process owns without running it is started again', async () => {
  const { lost, onLost } = collectLost();
  const change = (steps: Steps): Promise<Json> => steps.run('one', () => Promise.resolve('done'));
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { change } }, onLost });
  const id = newId();
  await runtime.start('change', id, null);
  await resultOf(id);
  await pool.query(
    `update dbos.workflow_status set status = 'PENDING', owner_xid = 'nobody' where workflow_uuid = $1`,
    [id],
  );
  await until(async () => {
    const { rows } = await pool.query<{ status: string }>(
      'select status from dbos.workflow_status where workflow_uuid = $1',
      [id],
    );
    return rows[0]?.status === 'SUCCESS';
  });
  expect(lost).toEqual([]);
});
