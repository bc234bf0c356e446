import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { purgeWorkflows } from '../../../src/workflows/purge-workflows.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { resultOf, startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function idsIn(table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct workflow_uuid as id from dbos.${table} order by 1`,
  );
  return rows.map(({ id }) => id);
}

test('finished workflows go with their units once they are old, and nothing a waiting one needs', async () => {
  const unit = (steps: Steps, _input: { readonly unitId: string }): Promise<Json> =>
    steps.run('work', () => Promise.resolve('done'));
  const finished = (steps: Steps) => steps.forEachUnit([{ unitId: 'device-1' }], unit);
  async function waiting(steps: Steps): Promise<Json> {
    await steps.forEachUnit([{ unitId: 'device-2' }], unit);
    return steps.waitFor('approval', plusMs(await steps.now(), 60_000));
  }
  const runtime = await startTestRuntime(database.url, {
    definitions: { workflows: { finished, waiting }, unitWork: [unit] },
  });
  await runtime.start('finished', 'finished', null);
  await runtime.start('waiting', 'waiting', null);
  await resultOf('finished');
  await until(async () => (await idsIn('operation_outputs')).includes('waiting'));
  await resultOf('waiting:unit:device-2');

  await purgeWorkflows(pool, 3_600_000, silentLog);
  expect(await idsIn('workflow_status')).toHaveLength(4);
  await purgeWorkflows(pool, 0, silentLog);
  expect(await idsIn('workflow_status')).toEqual(['waiting', 'waiting:unit:device-2']);
  expect(await idsIn('operation_outputs')).toEqual(['waiting', 'waiting:unit:device-2']);
  // A lease in use is not purged, however old it is.
  expect((await pool.query('select 1 from plumbline.lease')).rowCount).toBe(1);
  await runtime.stop({ drainMs: 0 });
});
