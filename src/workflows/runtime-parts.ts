import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Clock } from '../ports/clock.ts';
import type { Edits } from '../ports/edits.ts';
import type { Log } from '../ports/log.ts';
import type { Ports } from '../ports/ports.ts';
import type { WatchSettings } from '../pipeline/watch/look-at-changelog.ts';
import type { PinParts } from '../pipeline/watch/pin-parts.ts';
import { createActivity } from './activity.ts';
import type { Activity } from './activity.ts';
import type { BackgroundLoop, LoopOptions } from './background-loop.ts';
import { createDatabasePool } from './database-pool.ts';
import type { Lease } from './lease.ts';
import { createProcessLife } from './process-life.ts';
import type { ProcessLife } from './process-life.ts';
import { registerWorkflows } from './register-workflows.ts';
import type { RegisteredWorkflows } from './register-workflows.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import { createStartWorkflow } from './start-workflow.ts';
import type { StartWorkflow } from './start-workflow.ts';
import { createStepGate } from './step-gate.ts';
import type { StepGate } from './step-gate.ts';
import type { OnLost } from './watchdog.ts';
import type { WorkflowDefinitions } from './workflow-definitions.ts';

export interface WatchOptions extends PinParts {
  readonly everyMs: number;
  /** How often, between two looks, is asked whether there is news. */
  readonly glanceMs: number;
  readonly settings: WatchSettings;
}

export interface StartWorkflowsOptions {
  readonly databaseUrl: string;
  /** `ports.messages` is made with `createMessages()` before. */
  readonly ports: Ports;
  readonly definitions: WorkflowDefinitions;
  /** The edits to work on; null in a process that only carries orders and takes over. */
  readonly edits: Edits | null;
  /** How NetBox's changelog is watched; null in a process that does not. */
  readonly watch?: WatchOptions | null;
  readonly settings: RuntimeSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly onLost: OnLost;
  /** Work of other parts that is repeated while this process holds its lease. */
  readonly loops?: readonly RepeatedWork[];
}

export type RepeatedWork = Pick<LoopOptions, 'name' | 'everyMs' | 'turn'>;

/** What the runtime of one process is made of, and what stopping takes apart again. */
export interface RuntimeParts {
  readonly executorId: string;
  readonly pool: pg.Pool;
  readonly life: ProcessLife;
  readonly gate: StepGate;
  readonly activity: Activity;
  readonly registered: RegisteredWorkflows;
  readonly start: StartWorkflow;
  readonly loops: BackgroundLoop[];
  readonly log: Log;
  lease: Lease | null;
}

/** Puts the parts together and registers the definitions; connects to nothing yet. */
export function createParts(options: StartWorkflowsOptions): RuntimeParts {
  const { settings, log, ports, clock, definitions } = options;
  const pool = createDatabasePool(options.databaseUrl, settings.poolSize, log);
  const life = createProcessLife();
  const activity = createActivity();
  const leaseOf = (): Lease => {
    if (parts.lease === null) throw new Error('a workflow ran before the lease was taken');
    return parts.lease;
  };
  const gate = createStepGate(pool, life, leaseOf);
  const registered = registerWorkflows({
    definitions,
    activity,
    maxRecoveryAttempts: settings.maxRecoveryAttempts,
    runtime: { ports, pool, clock, log, life, gate, settings },
  });
  const parts: RuntimeParts = {
    // DBOS would call every process "local", and a second one would run the work of the first beside it.
    executorId: randomUUID(),
    pool,
    life,
    gate,
    activity,
    registered,
    start: createStartWorkflow(registered, life),
    loops: [],
    log,
    lease: null,
  };
  return parts;
}
