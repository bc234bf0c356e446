import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import { afterAll, beforeAll } from 'vitest';
import { instantOf } from '../../../src/domain/ids.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { startWorkflows } from '../../../src/workflows/start-workflows.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import type { WorkflowDefinitions } from '../../../src/workflows/workflow-definitions.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';
import { describeStepsContract } from './steps-contract.ts';
import type { StepsWorld } from './steps-world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function createWorld(definitions: WorkflowDefinitions): Promise<StepsWorld> {
  let runtime: WorkflowRuntime = await launch();

  function launch(): Promise<WorkflowRuntime> {
    return startWorkflows({
      databaseUrl: database.url,
      // These workflows use no port.
      ports: {} as Ports,
      definitions,
      edits: null,
      settings: FAST_RUNTIME_SETTINGS,
      log: silentLog,
      clock: { now: () => instantOf(new Date()) },
      onLost: () => Promise.resolve(),
    });
  }
  return {
    start: (name, id, input) => runtime.start(name, id, input),
    die: () => runtime.stop({ drainMs: 0 }),
    async revive() {
      runtime = await launch();
    },
    async send(id, topic, message, key) {
      if (DBOS.isInitialized()) return runtime.messages.send(id, topic, message, key);
      const other = await DBOSClient.create({ systemDatabaseUrl: database.url });
      await other.send(id, message, topic, key);
      await other.destroy();
    },
    result: (id) => DBOS.retrieveWorkflow(id).getResult({ pollingIntervalMs: 20 }),
    dispose: () => runtime.stop({ drainMs: 0 }),
  };
}

describeStepsContract('on DBOS', createWorld);
