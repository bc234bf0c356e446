import { DBOS } from '@dbos-inc/dbos-sdk';
import { currentOwnerXid } from '@dbos-inc/dbos-sdk/internal/context';
import { faultFactsOf } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Json } from '../domain/json.ts';
import type { Steps, UnitOutcome } from '../ports/steps.ts';
import type { Activity } from './activity.ts';
import { createDbosSteps } from './dbos-steps.ts';
import type { StepsRuntime, UnitWorkflow, UnitWorkflowInput } from './dbos-steps.ts';
import { assertPlainData } from './plain-data.ts';
import type { AnyUnitWork, Workflow, WorkflowDefinitions } from './workflow-definitions.ts';
import { unitWorkName } from './workflow-names.ts';

/** The registered workflows, by the name and the function they were defined with. */
export interface RegisteredWorkflows {
  /** Throws for an unknown name. */
  workflow(name: string): (input: Json) => Promise<unknown>;
  /** Throws for a function that was not among the definitions. */
  unitWorkflow(work: AnyUnitWork): UnitWorkflow;
  /** True when this version of the program knows workflows stored under `name`. */
  knows(name: string): boolean;
}

export interface RegistrationOptions {
  readonly definitions: WorkflowDefinitions;
  readonly runtime: Omit<StepsRuntime, 'unitWorkflow'>;
  readonly activity: Activity;
  readonly maxRecoveryAttempts: number;
}

/** Makes every definition known to DBOS. Must happen before DBOS is launched: recovery looks functions up by name. */
export function registerWorkflows(options: RegistrationOptions): RegisteredWorkflows {
  const { definitions, maxRecoveryAttempts } = options;
  const workflows = new Map<string, (input: Json) => Promise<unknown>>();
  const units = new Map<AnyUnitWork, UnitWorkflow>();
  const names = new Set<string>();
  const runtime: StepsRuntime = { ...options.runtime, unitWorkflow };

  for (const [name, workflow] of Object.entries(definitions.workflows)) {
    const run = (input: Json) =>
      carry(runtime, options.activity, null, (steps) => runTop(workflow, steps, input));
    workflows.set(name, DBOS.registerWorkflow(run, { name: claim(name), maxRecoveryAttempts }));
  }
  for (const work of definitions.unitWork) {
    const run = ({ rootId, input }: UnitWorkflowInput) =>
      carry(runtime, options.activity, rootId, (steps) => runUnit(work, steps, input));
    const name = claim(unitWorkName(work.name));
    units.set(work, DBOS.registerWorkflow(run, { name, maxRecoveryAttempts }));
  }

  function claim(name: string): string {
    if (names.has(name))
      throw new Error(`two workflows are called "${name}": stored work could not tell them apart`);
    names.add(name);
    return name;
  }
  function unitWorkflow(work: AnyUnitWork): UnitWorkflow {
    const found = units.get(work);
    if (found === undefined) throw new Error(`the unit work "${work.name}" is not among the definitions`);
    return found;
  }
  return {
    unitWorkflow,
    workflow(name) {
      const found = workflows.get(name);
      if (found === undefined) throw new Error(`the workflow "${name}" is not among the definitions`);
      return found;
    },
    knows: (name) => names.has(name),
  };
}

/** Runs one workflow inside DBOS; ends early, past the pipeline, when DBOS itself says that this run is over. */
async function carry<T>(
  runtime: StepsRuntime,
  activities: Activity,
  rootId: string | null,
  play: (steps: Steps) => Promise<T>,
): Promise<T> {
  const workflowId = DBOS.workflowID ?? '';
  const ownerXid = currentOwnerXid(workflowId) ?? '';
  const root = rootId ?? workflowId;
  const activity = activities.begin(workflowId, root);
  try {
    return await new Promise<T>((resolve, reject) => {
      const lose = (error: unknown): void =>
        reject(error instanceof Error ? error : new Error(String(error)));
      const steps = createDbosSteps(runtime, { workflowId, rootId: root, ownerXid, activity, lose });
      play(steps).then(resolve, reject);
    });
  } finally {
    activity.end();
  }
}

async function runTop(workflow: Workflow, steps: Steps, input: Json): Promise<unknown> {
  // The table holds functions of any input; what is stored under a name was given to `start` for that name.
  const value = await workflow(steps, input as never);
  assertPlainData(`result of ${steps.workflowId}`, value);
  return value;
}

async function runUnit(work: AnyUnitWork, steps: Steps, input: Json): Promise<UnitOutcome<Json>> {
  try {
    // As above: the input is the one `forEachUnit` was called with for this very function.
    const value = await work(steps, input as never);
    assertPlainData(`result of ${steps.workflowId}`, value);
    return { ok: true, value };
  } catch (thrown) {
    const { code, message } = faultFactsOf(thrown);
    return { ok: false, code, message: redactSecrets(message) };
  }
}
