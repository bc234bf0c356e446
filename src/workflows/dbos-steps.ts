import { DBOS } from '@dbos-inc/dbos-sdk';
import type { WorkflowHandle } from '@dbos-inc/dbos-sdk';
import type pg from 'pg';
import { faultFactsOf } from '../domain/fault.ts';
import type { Instant } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Ports } from '../ports/ports.ts';
import type { StepRetry, Steps, UnitInput, UnitOutcome, UnitWork } from '../ports/steps.ts';
import type { ActivityRun } from './activity.ts';
import { createChildCalls } from './child-calls.ts';
import { forgetFailedStarts, hasMessage } from './dbos-tables.ts';
import { park } from './process-life.ts';
import type { ProcessLife } from './process-life.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import { sleepMs } from './sleep-ms.ts';
import type { StepGate } from './step-gate.ts';
import { STEP_NAMES } from './step-names.ts';
import { outcomeOf, valueOf } from './step-outcome.ts';
import type { StepOutcome } from './step-outcome.ts';
import type { AnyUnitWork } from './workflow-definitions.ts';
import { STOP_TOPIC } from './workflow-names.ts';

/** What the steps of all workflows of this process share. */
export interface StepsRuntime {
  readonly ports: Ports;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: ProcessLife;
  readonly gate: StepGate;
  readonly settings: Pick<RuntimeSettings, 'retries' | 'waitPollMs' | 'resultPollMs'>;
  /** The registered workflow behind a unit's work; throws for a function that was not registered. */
  readonly unitWorkflow: (work: AnyUnitWork) => UnitWorkflow;
}

/** A unit's work as DBOS runs it: a workflow of its own that ends with an outcome, never with an error of the work. */
export type UnitWorkflow = (input: UnitWorkflowInput) => Promise<UnitOutcome<Json>>;

export interface UnitWorkflowInput {
  /** The change or order this unit's work belongs to. */
  readonly rootId: string;
  readonly input: Json;
}

/** One run of one workflow. */
export interface WorkflowRun {
  readonly workflowId: string;
  readonly rootId: string;
  /** DBOS's token of this run: results of another run of the same workflow are not recorded. */
  readonly ownerXid: string;
  readonly activity: ActivityRun;
  /** Ends this run with an error of DBOS itself, past the pipeline, which must not mistake it for a fault of the network. */
  readonly lose: (error: unknown) => void;
}

/** The binding of `Steps` on DBOS, for one run of one workflow. */
export function createDbosSteps(runtime: StepsRuntime, run: WorkflowRun): Steps {
  const { life, settings, pool } = runtime;
  const childIds = createChildCalls(run.workflowId);

  /** Every call of DBOS. `call` must reach DBOS without an `await` before, since that is where the step gets its number. */
  async function durable<T>(call: () => Promise<T>): Promise<T> {
    if (life.isOver()) return park();
    try {
      const value = await call();
      // While DBOS shuts down, its calls end in ways that say nothing about the workflow.
      return life.isOver() ? await park() : value;
    } catch (error) {
      if (!life.isOver()) run.lose(error);
      return park();
    }
  }

  /** While `wait` lasts, this workflow does not count as work. */
  async function waiting<T>(until: number, wait: () => Promise<T>): Promise<T> {
    run.activity.wait(until);
    const value = await wait();
    run.activity.work();
    return value;
  }

  async function attempt(
    name: string,
    work: (signal: AbortSignal) => Promise<unknown>,
    retry: StepRetry,
  ): Promise<StepOutcome> {
    for (;;) {
      const passage = await runtime.gate.pass(run.workflowId, run.ownerXid);
      const pause = (ms: number) => waiting(Date.now() + ms, () => sleepMs(ms, passage.signal));
      const ended = await Promise.allSettled([
        outcomeOf(name, () => work(passage.signal), settings.retries[retry], pause),
      ]);
      passage.leave();
      run.activity.work();
      // What was cut short by us is not recorded as the network's answer: whoever owns the workflow next runs it again.
      if (passage.signal.aborted) continue;
      const [outcome] = ended;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
  }

  return {
    workflowId: run.workflowId,
    async run<T extends Json | undefined>(
      name: string,
      work: (ports: Ports, signal: AbortSignal) => Promise<T>,
      { retry = 'never' }: { readonly retry?: StepRetry } = {},
    ) {
      const outcome = await durable(() =>
        DBOS.runStep(() => attempt(name, (signal) => work(runtime.ports, signal), retry), { name }),
      );
      // The record holds what `work` returned, and only plain data gets in, so its type holds after a replay too.
      return valueOf(outcome) as T;
    },
    now: () =>
      durable(() => DBOS.runStep(() => Promise.resolve(runtime.clock.now()), { name: STEP_NAMES.now })),
    sleep: (ms) => waiting(Date.now() + ms, () => durable(() => DBOS.sleepms(ms))),
    waitFor: (topic, until) => {
      forgetFailedStarts(pool, [run.workflowId, run.rootId]).catch((error: unknown) => {
        runtime.log.debug('the count of failed starts stays', { err: String(error) });
      });
      return waiting(Infinity, () => durable(() => receive(topic, until, settings.waitPollMs)));
    },
    async forEachUnit<Input extends UnitInput, Output extends Json>(
      inputs: readonly Input[],
      work: UnitWork<Input, Output>,
      options?: { readonly lane: 'background' },
    ) {
      if (options !== undefined) run.activity.moveToBackground();
      const workflow = runtime.unitWorkflow(work);
      const ids = childIds(work.name, inputs);
      const handles: WorkflowHandle<UnitOutcome<Json>>[] = [];
      for (const [index, input] of inputs.entries()) {
        const workflowID = ids[index] ?? '';
        const begun = { rootId: run.rootId, input };
        handles.push(await durable(() => DBOS.startWorkflow(workflow, { workflowID })(begun)));
      }
      const pollingIntervalMs = Math.max(settings.resultPollMs, RESULT_POLL_PER_CHILD_MS * handles.length);
      const outcomes = await waiting(Infinity, () =>
        Promise.all(handles.map((handle) => durable(() => outcomeOfChild(handle, pollingIntervalMs)))),
      );
      // What a unit's work returned is plain data, so its type holds after a replay too.
      return outcomes as UnitOutcome<Output>[];
    },
    stopRequested: () =>
      durable(() =>
        DBOS.runStep(() => hasMessage(pool, [run.workflowId, run.rootId], STOP_TOPIC), {
          name: STEP_NAMES.stopRequested,
        }),
      ),
  };
}

/** A parent that was taken over asks for each child by itself; many children are asked less often. */
const RESULT_POLL_PER_CHILD_MS = 10;

function receive(topic: string, until: Instant, pollingIntervalMs: number): Promise<Json | null> {
  return DBOS.recv<Json>(topic, { deadlineEpochMS: Date.parse(until), pollingIntervalMs });
}

/** A child ends with an outcome; only one that DBOS itself gave up ends with an error. */
async function outcomeOfChild(
  handle: WorkflowHandle<UnitOutcome<Json>>,
  pollingIntervalMs: number,
): Promise<UnitOutcome<Json>> {
  try {
    return await handle.getResult({ pollingIntervalMs });
  } catch (error) {
    if (isAboutThisRun(error)) throw error;
    return { ok: false, ...faultFactsOf(error), code: 'internal.unexpected' };
  }
}

/** Errors by which DBOS says that the asking workflow itself may not go on. */
function isAboutThisRun(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return name === 'DBOSWorkflowConflictError' || name === 'DBOSWorkflowCancelledError';
}
