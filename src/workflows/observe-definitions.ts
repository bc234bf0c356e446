import type { Json } from '../domain/json.ts';
import type { Steps, UnitInput, UnitWork } from '../ports/steps.ts';
import type { AnyUnitWork, Workflow, WorkflowDefinitions } from './workflow-definitions.ts';

/** One step of one workflow, as it passes. */
export interface StepPassing {
  readonly workflowId: string;
  readonly step: string;
  /** `begins`: before its work; `worked`: its work is done, nothing is recorded yet; `recorded`: a replay will not repeat it. */
  readonly moment: 'begins' | 'worked' | 'recorded';
}

/**
 * The same definitions, with every step told to `observe` as it passes: a live timeline, or the places at which a crash
 * test kills the process. Order and names of steps stay as they are. A replayed step begins and is recorded, too.
 */
export function observeDefinitions(
  definitions: WorkflowDefinitions,
  observe: (passing: StepPassing) => void,
): WorkflowDefinitions {
  const twins = new Map<unknown, AnyUnitWork>();
  const around = (steps: Steps): Steps => observeSteps(steps, observe, twins);
  for (const work of definitions.unitWork) {
    twins.set(
      work,
      sameName(work, (steps, input) => work(around(steps), input)),
    );
  }
  const workflows = Object.entries(definitions.workflows).map(([name, workflow]): [string, Workflow] => [
    name,
    sameName(workflow, (steps, input) => workflow(around(steps), input)),
  ]);
  return { workflows: Object.fromEntries(workflows), unitWork: [...twins.values()] };
}

function observeSteps(
  steps: Steps,
  observe: (passing: StepPassing) => void,
  twins: ReadonlyMap<unknown, AnyUnitWork>,
): Steps {
  const { workflowId } = steps;
  return {
    ...steps,
    async run(name, work, options) {
      observe({ workflowId, step: name, moment: 'begins' });
      const value = await steps.run(
        name,
        async (ports, signal) => {
          const result = await work(ports, signal);
          observe({ workflowId, step: name, moment: 'worked' });
          return result;
        },
        options,
      );
      observe({ workflowId, step: name, moment: 'recorded' });
      return value;
    },
    forEachUnit<Input extends UnitInput, Output extends Json>(
      inputs: readonly Input[],
      work: UnitWork<Input, Output>,
      options?: { readonly lane: 'background' },
    ) {
      // The twin was made from this very function, so it takes and returns the same.
      const twin = (twins.get(work) ?? work) as UnitWork<Input, Output>;
      return steps.forEachUnit(inputs, twin, options);
    },
  };
}

/** Per-unit work is stored under its function's name, so the twin must have it, too. */
function sameName<F extends (...parameters: never[]) => unknown>(
  original: { readonly name: string },
  twin: F,
): F {
  return Object.defineProperty(twin, 'name', { value: original.name });
}
