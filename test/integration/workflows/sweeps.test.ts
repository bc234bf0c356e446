import { DBOS } from '@dbos-inc/dbos-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf, plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const HOUR_MS = 3_600_000;

test('each interval has one sweep, over restarts too, and none begins while the one before runs', async () => {
  let now = instantOf('2026-01-01T10:20:00Z');
  const swept: string[] = [];
  let leftOut = false;
  const log: Log = {
    ...silentLog,
    warn: (message) => {
      if (message.startsWith('a sweep was left out')) leftOut = true;
    },
  };
  async function sweep(steps: Steps, input: Json): Promise<Json> {
    await steps.run('look', () => Promise.resolve(void swept.push(steps.workflowId)));
    if (steps.workflowId.includes('T11:')) await steps.waitFor('go', plusMs(instantOf('2099-01-01'), 0));
    return input;
  }
  const launch = async () => {
    const runtime = await startTestRuntime(database.url, {
      definitions: { workflows: { sweep } },
      clock: { now: () => now },
      log,
    });
    runtime.startSweeps({ intervalMs: HOUR_MS, input: null, lookEveryMs: 20 });
    return runtime;
  };
  let runtime = await launch();
  await until(() => swept.length === 1);
  await runtime.stop({ drainMs: 20_000 });
  runtime = await launch();

  now = plusMs(now, HOUR_MS);
  await until(() => swept.length === 2);
  now = plusMs(now, HOUR_MS);
  await runtime.stop({ drainMs: 1_000 });
  leftOut = false;
  runtime = await launch();
  await until(() => leftOut && runtime.activeCount() === 1);
  await runtime.messages.send('sweep:2026-01-01T11:00:00.000Z', 'go', null, 'once');
  // Only then does the next interval begin: it would be left out while this sweep still runs.
  await until(() => runtime.activeCount() === 0);
  now = plusMs(now, HOUR_MS);
  await until(() => swept.length === 3);
  await runtime.stop({ drainMs: 1_000 });

  expect(swept).toEqual([
    'sweep:2026-01-01T10:00:00.000Z',
    'sweep:2026-01-01T11:00:00.000Z',
    'sweep:2026-01-01T13:00:00.000Z',
  ]);
  expect(DBOS.isInitialized()).toBe(false);
});
