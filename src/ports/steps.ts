import type { Instant } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Ports } from './ports.ts';

/**
 * How often a failed step is tried again, and only for faults whose code says `later`.
 * `never`: device writes; `reads`: 3 tries within seconds; `report`: for hours, because a change is never re-run since reporting failed.
 */
export type StepRetry = 'never' | 'reads' | 'report';

/** Work on one unit, run beside that of other units with steps of its own. Registered by its function name, which is stored: do not rename lightly. */
export type UnitWork<Input extends Json, Output extends Json> = (
  steps: Steps,
  input: Input,
) => Promise<Output>;

/** What became of one unit's work: its value, or the fault that escaped it. */
export type UnitOutcome<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Durable execution as the pipeline sees it. A pipeline function receives only this and plain data, and calls nothing else
 * that has effects: after a crash it is run again from the top, recorded steps answer from the record, and the first
 * unrecorded one runs. So: same order of calls every time, no clock, no randomness, no port outside {@link Steps.run}.
 * Two bindings: DBOS (workflows/) and one in memory with a virtual clock (test/).
 */
export interface Steps {
  /** The id of the workflow these steps belong to. */
  readonly workflowId: string;
  /**
   * Runs `work` once, records what it returns (plain data, small: references, never configuration text) and answers from
   * the record afterwards. At least once: a crash between effect and record runs it again. `signal` aborts when the
   * process must let go of the unit (shutdown, lost lease).
   */
  run<T extends Json | undefined>(
    name: string,
    work: (ports: Ports, signal: AbortSignal) => Promise<T>,
    options?: { readonly retry?: StepRetry },
  ): Promise<T>;
  /** The time of the first run of this call. */
  now(): Promise<Instant>;
  /** Sleeps at least `ms`, across crashes. */
  sleep(ms: number): Promise<void>;
  /** Waits for a message on `topic`, or null when `until` has passed. */
  waitFor(topic: string, until: Instant): Promise<Json | null>;
  /**
   * Runs `work` for each input side by side and waits for all; one that fails is an outcome, not an exception. A workflow that
   * works in the background lane takes no place of those that are started side by side from then on.
   */
  forEachUnit<Input extends UnitInput, Output extends Json>(
    inputs: readonly Input[],
    work: UnitWork<Input, Output>,
    options?: { readonly lane: 'background' },
  ): Promise<readonly UnitOutcome<Output>[]>;
  /** True once somebody asked this workflow to stop at the next safe point. */
  stopRequested(): Promise<boolean>;
}

/** Every unit input names its unit, which also names the child workflow. */
export type UnitInput = { readonly unitId: string } & { readonly [key: string]: Json | undefined };
