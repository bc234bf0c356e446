/** Workflows Plumbline starts by itself; `WorkflowDefinitions` must hold a function for each that is used. Stored: never renamed. */
export const WORKFLOW_NAMES = { edit: 'edit', order: 'order', sweep: 'sweep' } as const;

/**
 * The contract between the stored steps and the code. Fixed by hand: DBOS would hash the source text of the registered
 * functions, which changes when a line is reformatted and stays when a step moves deeper down.
 */
export const APPLICATION_VERSION = 'pipeline-3';

/** The message topic that asks a workflow, and all units it works on, to stop at the next safe point. */
export const STOP_TOPIC = 'stop';

/** The name a unit's work is stored under. */
export function unitWorkName(functionName: string): string {
  return `unit:${functionName}`;
}

/** The workflow that carries one unit's work. `call` counts repeated calls of the same work for the same unit, from 0. */
export function childIdOf(parentId: string, work: string, unitId: string, call: number): string {
  const id = `${parentId}:${work}:${unitId}`;
  return call === 0 ? id : `${id}:${call + 1}`;
}

/** The workflow that carries an order. */
export function orderIdOf(unique: string): string {
  return `order:${unique}`;
}

/** The sweep of one time bucket, or for one cause: every process that starts it starts the same one. */
export function sweepIdOf(bucket: string): string {
  return `sweep:${bucket}`;
}
