import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { createDatabasePool } from '../../../src/workflows/database-pool.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import { takeOverDead } from '../../../src/workflows/takeover.ts';
import { APPLICATION_VERSION } from '../../../src/workflows/workflow-names.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

// A connection that breaks while somebody holds it must fail what its holder does, and never end the process.

let database: TestDatabase;
let pool: pg.Pool;
let runtime: WorkflowRuntime | null = null;
let escaped: Error[] = [];
const noteEscaped = (error: Error) => void escaped.push(error);

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => {
  pool = createDatabasePool(database.url, 2, silentLog);
  escaped = [];
  process.on('uncaughtExceptionMonitor', noteEscaped);
});
afterEach(async () => {
  await runtime?.stop({ drainMs: 0 });
  runtime = null;
  await pool.end();
  process.off('uncaughtExceptionMonitor', noteEscaped);
});
afterAll(() => database.drop());

const BETWEEN_STATEMENTS = `state = 'idle in transaction'`;

/** Ends the sessions of the test's database that `which` selects from `pg_stat_activity`; returns how many those were. */
async function endSessions(which: string): Promise<number> {
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and (${which})`,
  );
  return rowCount ?? 0;
}

/** Not `once` of `node:events`: that listens to errors, too. */
function ended(client: pg.PoolClient): Promise<void> {
  return new Promise((resolve) => void client.on('end', () => resolve()));
}

test('a lent connection that the server ends between two statements fails the next statement only', async () => {
  const client = await pool.connect();
  await client.query('begin');
  const end = ended(client);
  await endSessions(BETWEEN_STATEMENTS);
  await end;
  await expect(client.query('commit')).rejects.toThrow('connection error');
  client.release();
  expect((await pool.query('select 1')).rowCount).toBe(1);
  expect(escaped).toEqual([]);
});

test('a takeover whose statement the server ends fails, and nothing escapes while it rolls back', async () => {
  const owner = randomUUID();
  await pool.query(
    `insert into plumbline.lease (executor_id, application_version, postmaster_started, released_at)
     values ($1, '${APPLICATION_VERSION}', pg_postmaster_start_time(), now())`,
    [owner],
  );
  await pool.query(
    `insert into dbos.workflow_status (workflow_uuid, status, name, executor_id, application_version, application_name, inputs, created_at, updated_at)
     values ($1, 'PENDING', 'nobody knows it', $2, '${APPLICATION_VERSION}', 'plumbline', '[]', 0, 0)`,
    [`test:${randomUUID()}`, owner],
  );
  const blocked = createDatabasePool(database.url, 1, silentLog);
  const holder = await blocked.connect();
  await holder.query('begin');
  await holder.query('select 1 from plumbline.lease where executor_id = $1 for update', [owner]);

  const takeover = takeOverDead({
    pool,
    executorId: 'this process',
    settings: { restartWaitMs: 0 },
    log: silentLog,
  }).then(
    () => 'taken over',
    (error: unknown) => String(error),
  );
  await until(async () => (await endSessions(`query like 'delete from plumbline.lease%'`)) > 0);
  expect(await takeover).toMatch(/terminating connection/);
  await holder.query('rollback');
  holder.release();
  await blocked.end();
  await pool.query(`delete from dbos.workflow_status where executor_id = $1`, [owner]);
  expect(escaped).toEqual([]);
});

test('a loss whose telling outlives the connection is told again', async () => {
  let tellings = 0;
  const onLost = async (): Promise<void> => {
    tellings += 1;
    // The telling of the first one is in the middle of its transaction here.
    if (tellings === 1) await endSessions(BETWEEN_STATEMENTS);
  };
  const broken = (): Promise<Json> => Promise.reject(new Error('bug'));
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { broken } }, onLost });
  const id = `test:${randomUUID()}`;
  await runtime.start('broken', id, null);
  await until(async () => {
    const { rowCount } = await pool.query('select 1 from plumbline.lost_workflow where workflow_id = $1', [
      id,
    ]);
    return rowCount === 1;
  });
  expect(tellings).toBe(2);
  expect(escaped).toEqual([]);
});

test('a connection that the server ends in the packet that says it is ready ends nothing else', async () => {
  const server = await startDyingServer();
  const dying = createDatabasePool(`postgresql://plumbline@127.0.0.1:${portOf(server)}/any`, 1, silentLog);
  const client = await dying.connect();
  // What DBOS does next. The connection has ended by then.
  client.on('error', () => undefined);
  await expect(client.query('select 1')).rejects.toThrow('connection error');
  client.release();
  await dying.end();
  server.close();
  await once(server, 'close');
  expect(escaped).toEqual([]);
});

/** Answers a start of a session with "welcome", "ready" and "terminating connection" at once, then hangs up. */
async function startDyingServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const welcome = message('R', Buffer.from([0, 0, 0, 0]));
      const ready = message('Z', Buffer.from('I'));
      const fatal = message(
        'E',
        Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
      );
      socket.end(Buffer.concat([welcome, ready, fatal]));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** PostgreSQL's framing: a letter, the length with itself, the rest. */
function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
