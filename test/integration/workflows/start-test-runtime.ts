import { DBOS } from '@dbos-inc/dbos-sdk';
import { instantOf } from '../../../src/domain/ids.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { startWorkflows } from '../../../src/workflows/start-workflows.ts';
import type { StartWorkflowsOptions } from '../../../src/workflows/runtime-parts.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import type { RuntimeSettings } from '../../../src/workflows/runtime-settings.ts';
import type { WorkflowDefinitions } from '../../../src/workflows/workflow-definitions.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';

type Change = Partial<Omit<StartWorkflowsOptions, 'settings' | 'definitions' | 'databaseUrl'>> & {
  readonly settings?: Partial<RuntimeSettings>;
  readonly definitions?: Partial<WorkflowDefinitions>;
};

/** The durable runtime in the test's own process; stop it before another one is started. */
export function startTestRuntime(databaseUrl: string, change: Change): Promise<WorkflowRuntime> {
  return startWorkflows({
    databaseUrl,
    // Workflows of these tests use no port.
    ports: {} as Ports,
    edits: null,
    log: silentLog,
    clock: { now: () => instantOf(new Date()) },
    onLost: () => Promise.resolve(),
    ...change,
    settings: { ...FAST_RUNTIME_SETTINGS, ...change.settings },
    definitions: { workflows: {}, unitWork: [], ...change.definitions },
  });
}

/** What a workflow returned; rejects with the error it ended with. */
export function resultOf(id: string): Promise<unknown> {
  return DBOS.retrieveWorkflow(id).getResult({ pollingIntervalMs: 20 });
}
