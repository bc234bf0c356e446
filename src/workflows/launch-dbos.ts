import { DBOS } from '@dbos-inc/dbos-sdk';
import { dbRetryConfig, INTERNAL_QUEUE_NAME } from '@dbos-inc/dbos-sdk/internal/utils';
import { registerInternalQueue } from '@dbos-inc/dbos-sdk/internal/wfqueue';
import { createDbosLogger } from './dbos-logger.ts';
import { startLease } from './lease.ts';
import type { RuntimeParts, StartWorkflowsOptions } from './runtime-parts.ts';
import { APPLICATION_VERSION } from './workflow-names.ts';

/** Takes the lease, then launches DBOS, in this order: no workflow may run in a process that others take for dead. */
export async function launchDbos(options: StartWorkflowsOptions, parts: RuntimeParts): Promise<void> {
  const { settings, log, databaseUrl } = options;
  parts.lease = await startLease({
    databaseUrl,
    executorId: parts.executorId,
    settings,
    log,
    onLost: () => parts.gate.abortAll('this process lost its lease'),
  });
  dbRetryConfig.maxBackoffSec = settings.databaseMaxBackoffSec;
  // Workflows taken over come through this queue; left to DBOS it would be looked at once a second.
  registerInternalQueue(INTERNAL_QUEUE_NAME, { minPollingIntervalMs: settings.queuePollMs });
  DBOS.setConfig({
    name: 'plumbline',
    systemDatabaseUrl: databaseUrl,
    systemDatabasePool: parts.pool,
    systemDatabasePoolSize: settings.poolSize,
    applicationVersion: APPLICATION_VERSION,
    executorID: parts.executorId,
    runMigrations: settings.migrate,
    logger: createDbosLogger(log),
  });
  await DBOS.launch();
}
