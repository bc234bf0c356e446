import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import { startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { EmbeddedServer } from '../../../src/store/embedded-server.ts';
import { silentLog } from '../../support/silent-log.ts';
import { resultOf, startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let dataDir: string;
let server: EmbeddedServer;
const startServer = () => startEmbeddedServer({ dataDir, log: silentLog, settings: { fsync: 'off' } });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'plumbline-restart-'));
  server = await startServer();
  await migrate(server.url);
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('running and waiting changes outlive a stop and a start of the embedded server', async () => {
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
    return 'changed';
  }
  const unit = async (steps: Steps, _input: { readonly unitId: string }): Promise<Json> =>
    steps.waitFor('approval', plusMs(await steps.now(), 60_000));
  const asking = (steps: Steps) => steps.forEachUnit([{ unitId: 'device-1' }], unit);
  const napping = async (steps: Steps): Promise<Json> => {
    await steps.sleep(300);
    return 'slept';
  };
  const definitions = { workflows: { change, asking, napping }, unitWork: [unit] };
  // Without the watchdog, which would start again what was lost.
  const start = () => startTestRuntime(server.url, { definitions, settings: { watchdogMs: 3_600_000 } });
  let runtime = await start();
  await runtime.start('asking', 'asking', null);
  await until(() => runtime.busyCount() === 0);
  // After a restart of the worker the parent asks the database for the end of its unit.
  await runtime.stop({ drainMs: 0 });
  runtime = await start();
  await runtime.start('change', 'change', null);
  await runtime.start('napping', 'napping', null);
  await until(() => told.includes('two'));

  await server.stop();
  await until(() => told.includes('two was cut'));
  // Long enough for everything that polls to meet the missing socket.
  await new Promise((resolve) => setTimeout(resolve, 500));
  server = await startServer();
  await until(() => told.filter((step) => step === 'two').length === 2);
  end();
  await runtime.messages.send('asking:unit:device-1', 'approval', 'yes', 'once');
  expect(await resultOf('change')).toBe('changed');
  expect(await resultOf('napping')).toBe('slept');
  expect(await resultOf('asking')).toEqual([{ ok: true, value: 'yes' }]);
  expect(told).toEqual(['one', 'two', 'two was cut', 'two', 'two ended']);
  await runtime.stop({ drainMs: 1_000 });
});
