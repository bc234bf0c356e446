/**
 * Names under which DBOS stores the steps that are ours. A replay compares them with what the code calls, so they are
 * changed like a database column: never, or together with the application version (`workflow-names.ts`).
 * The names given to `Steps.run` come from the pipeline and are stored as they are; those of DBOS's own calls (sleep,
 * receive, start and result of a child) are DBOS's.
 */
export const STEP_NAMES = {
  now: 'now',
  stopRequested: 'stop requested',
} as const;
