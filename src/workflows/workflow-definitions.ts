import type { Json } from '../domain/json.ts';
import type { Steps } from '../ports/steps.ts';

/** A pipeline function run as a workflow of its own. `never` stands for its input type: the table holds functions of any. */
export type Workflow = (steps: Steps, input: never) => Promise<unknown>;

/** Work of one unit as the table of definitions holds it, whatever its input and output. */
export type AnyUnitWork = (steps: Steps, input: never) => Promise<Json>;

/**
 * All functions that may run durably. Both names and the order of steps inside are stored: they are changed like a
 * database table. Every function given to `Steps.forEachUnit` must be in `unitWork`, the very same function object.
 */
export interface WorkflowDefinitions {
  readonly workflows: Readonly<Record<string, Workflow>>;
  readonly unitWork: readonly AnyUnitWork[];
}
