import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Json } from '../domain/json.ts';
import { assertPlainData } from './plain-data.ts';
import type { ProcessLife } from './process-life.ts';
import type { RegisteredWorkflows } from './register-workflows.ts';

/** Starts the workflow `name` under `id` and returns once it is stored. A second start with the same id changes nothing. */
export type StartWorkflow = (name: string, id: string, input: Json) => Promise<void>;

/**
 * Refuses, with an error, when the process has begun to stop. While the database is away, a start waits for it.
 */
export function createStartWorkflow(registered: RegisteredWorkflows, life: ProcessLife): StartWorkflow {
  return async (name, id, input) => {
    assertPlainData(`input of ${id}`, input);
    const workflow = registered.workflow(name);
    if (!life.takesWork())
      throw new Error(`${id} was not started: this process is stopping, hand it in again later`);
    await DBOS.startWorkflow(workflow, { workflowID: id })(input);
  };
}
