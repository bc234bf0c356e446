import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Messages } from '../ports/messages.ts';
import type { Orders } from '../ports/orders.ts';
import { createMessages } from './dbos-messages.ts';
import { createOrders } from './dbos-orders.ts';
import { launchDbos } from './launch-dbos.ts';
import { startLoops } from './runtime-loops.ts';
import { createParts } from './runtime-parts.ts';
import type { StartWorkflowsOptions } from './runtime-parts.ts';
import type { StartWorkflow } from './start-workflow.ts';
import { stopWorkflows } from './stop-workflows.ts';
import { startSweeping } from './sweeps.ts';
import type { SweepOptions } from './sweeps.ts';

/** The durable side of one process. There is at most one in a process at a time. */
export interface WorkflowRuntime {
  /** Names this process towards the others; new at every start. */
  readonly executorId: string;
  readonly orders: Orders;
  readonly messages: Messages;
  readonly start: StartWorkflow;
  /** Starts a sweep in each interval, once over all processes. Call it at most once. */
  startSweeps(options: SweepOptions): void;
  /** Changes, orders and sweeps this process carries, at work or waiting. */
  activeCount(): number;
  /** Of those, the ones at work. */
  busyCount(): number;
  /**
   * Takes no more work, lets what has begun go on for at most `drainMs`, then fires the signals of the steps still in
   * progress, gives the lease back and closes everything. What is unfinished is continued by another process or at the
   * next start. Calling it again waits for the same stop.
   */
  stop(options: { readonly drainMs: number }): Promise<void>;
}

/**
 * Starts durable execution: registers the definitions, takes the lease, launches DBOS, then takes over what dead processes
 * left, starts due edits and watches. Throws when the database cannot be reached or prepared; nothing is left running then.
 */
export async function startWorkflows(options: StartWorkflowsOptions): Promise<WorkflowRuntime> {
  if (DBOS.isInitialized()) throw new Error('durable execution runs in this process already: stop it first');
  const parts = createParts(options);
  try {
    await launchDbos(options, parts);
  } catch (error) {
    await stopWorkflows(parts, { drainMs: 0, abortGraceMs: 0 });
    throw error;
  }
  parts.loops.push(...startLoops(options, parts));

  let stopped: Promise<void> | null = null;
  return {
    executorId: parts.executorId,
    orders: createOrders(parts.start, options.settings.submitTimeoutMs),
    messages: createMessages(),
    start: parts.start,
    startSweeps: (sweeps) => void parts.loops.push(startSweeping(sweeps, { ...options, start: parts.start })),
    activeCount: () => parts.activity.roots(),
    busyCount: () => parts.activity.busyRoots(),
    stop: ({ drainMs }) =>
      (stopped ??= stopWorkflows(parts, { drainMs, abortGraceMs: options.settings.abortGraceMs })),
  };
}
