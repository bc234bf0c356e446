import type { Json } from '../../../src/domain/json.ts';
import type { WorkflowDefinitions } from '../../../src/workflows/workflow-definitions.ts';

/** A worker process that can die and come back, whatever carries its steps. */
export interface StepsWorld {
  /** Starts a workflow of the definitions and returns at once. */
  start(name: string, id: string, input: Json): Promise<void>;
  /** The process dies: what is in progress is not recorded. */
  die(): Promise<void>;
  /** Another process continues what the dead one left. */
  revive(): Promise<void>;
  send(id: string, topic: string, message: Json, key: string): Promise<void>;
  /** What the workflow returned; rejects with the error it ended with. */
  result(id: string): Promise<unknown>;
  dispose(): Promise<void>;
}

export type CreateStepsWorld = (definitions: WorkflowDefinitions) => Promise<StepsWorld>;
