import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { takeOverDead } from '../../../src/workflows/takeover.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import { APPLICATION_VERSION } from '../../../src/workflows/workflow-names.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { resultOf, startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let database: TestDatabase;
let pool: pg.Pool;
let runtime: WorkflowRuntime | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await runtime?.stop({ drainMs: 0 });
  runtime = null;
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** A change whose step `two` lasts until it is cut or `end()` is called. */
function endlessChange() {
  const told: string[] = [];
  let end = (): void => undefined;
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  async function change(steps: Steps): Promise<Json> {
    await steps.run('one', () => Promise.resolve(told.push('one')));
    await steps.run('two', async (_ports, signal) => {
      told.push('two');
      const cut = new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([mayEnd, cut]);
      return told.push(signal.aborted ? 'two was cut' : 'two ended');
    });
    return null;
  }
  return { told, change, end: () => end() };
}

/** Of this database only: other tests hold their leases, and their use of the server, on the same server. */
async function endLeases(): Promise<void> {
  await pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())`,
  );
}

/** Longer than any server of these tests runs. */
const LONG_MS = 3_600_000 * 24 * 365;

const newId = (): string => `test:${randomUUID()}`;

test('a process that loses its lease cuts its step, takes the lease again and runs the step again', async () => {
  const { told, change, end } = endlessChange();
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { change } } });
  const id = newId();
  await runtime.start('change', id, null);
  await until(() => told.includes('two'));

  await endLeases();
  await until(() => told.filter((step) => step === 'two').length === 2);
  end();
  await resultOf(id);
  expect(told).toEqual(['one', 'two', 'two was cut', 'two', 'two ended']);
});

test('however often the server ends all connections, everything goes on and no recorded step is repeated', async () => {
  const { told, change, end } = endlessChange();
  const unit = async (steps: Steps, _input: { readonly unitId: string }): Promise<Json> => {
    await steps.sleep(300);
    return steps.waitFor('approval', plusMs(await steps.now(), 60_000));
  };
  const asking = (steps: Steps) => steps.forEachUnit([{ unitId: 'device-1' }], unit);
  const definitions = { workflows: { change, asking }, unitWork: [unit] };
  runtime = await startTestRuntime(database.url, { definitions });
  const asked = newId();
  await runtime.start('asking', asked, null);
  await until(() => runtime?.busyCount() === 0);
  // After a restart the parent asks the database for the end of its unit.
  await runtime.stop({ drainMs: 0 });
  runtime = await startTestRuntime(database.url, { definitions });
  await until(() => runtime?.busyCount() === 0);
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await runtime.start('change', id, null);
  await until(() => told.filter((step) => step === 'two').length === 3);

  for (let cut = 2; cut <= 6; cut += 1) {
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await until(() => told.filter((step) => step === 'two').length >= 3 * cut);
  }
  end();
  await runtime.messages.send(`${asked}:unit:device-1`, 'approval', 'yes', 'once');
  await Promise.all(ids.map(resultOf));
  expect(await resultOf(asked)).toEqual([{ ok: true, value: 'yes' }]);
  expect(told.filter((step) => step === 'one')).toHaveLength(3);
  expect(told.filter((step) => step === 'two ended')).toHaveLength(3);
});

test('the step of a process whose workflow was taken over meanwhile is not run again there', async () => {
  const { told, change, end } = endlessChange();
  runtime = await startTestRuntime(database.url, {
    definitions: { workflows: { change } },
    // The other process counts as alive: taken for dead, its workflow would come back here.
    settings: { restartWaitMs: LONG_MS },
  });
  const id = newId();
  await runtime.start('change', id, null);
  await until(() => told.includes('two'));
  // Another run owns the workflow from here on.
  await pool.query(
    `update dbos.workflow_status set owner_xid = 'another run', executor_id = 'another process' where workflow_uuid = $1`,
    [id],
  );
  await endLeases();
  await until(() => runtime?.activeCount() === 0);
  end();
  expect(told).toEqual(['one', 'two', 'two was cut']);
});

test('after a restart of the server nobody is taken over before the wait is over, unless the owner gave its lease back', async () => {
  const id = newId();
  runtime = await startTestRuntime(database.url, {
    // The runtime's own first look comes at any moment after its start: it must find that the wait is not over either.
    settings: { takeoverPollMs: 3_600_000, restartWaitMs: LONG_MS, watchdogMs: 3_600_000 },
  });
  const owner = randomUUID();
  const log = silentLog;
  const look = (restartWaitMs: number) =>
    takeOverDead({ pool, executorId: 'this process', settings: { restartWaitMs }, log });
  const statusAndOwner = async () => {
    const { rows } = await pool.query<{ status: string; executor_id: string }>(
      'select status, executor_id from dbos.workflow_status where workflow_uuid = $1',
      [id],
    );
    return rows[0];
  };
  await pool.query(
    `insert into plumbline.lease (executor_id, application_version, postmaster_started)
     values ($1, '${APPLICATION_VERSION}', pg_postmaster_start_time() - interval '1 hour')`,
    [owner],
  );
  await pool.query(
    `insert into dbos.workflow_status (workflow_uuid, status, name, executor_id, application_version, application_name, inputs, created_at, updated_at)
     values ($1, 'PENDING', 'nobody knows it', $2, '${APPLICATION_VERSION}', 'plumbline', '[]', 0, 0)`,
    [id, owner],
  );

  await look(LONG_MS);
  expect(await statusAndOwner()).toEqual({ status: 'PENDING', executor_id: owner });
  await pool.query('update plumbline.lease set released_at = now() where executor_id = $1', [owner]);
  // More than once: a look that meets the runtime's own first one leaves the owner to that, which may have read the lease before.
  await until(async () => {
    await look(LONG_MS);
    const now = await statusAndOwner();
    return now?.status !== 'PENDING' || now.executor_id !== owner;
  });
});

test('stopping gives the lease back', async () => {
  const stopped = await startTestRuntime(database.url, {});
  const { executorId } = stopped;
  await stopped.stop({ drainMs: 0 });
  const { rows } = await pool.query<{ released: boolean }>(
    'select released_at is not null as released from plumbline.lease where executor_id = $1',
    [executorId],
  );
  expect(rows).toEqual([{ released: true }]);
});
