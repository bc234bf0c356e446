import type pg from 'pg';
import { ownsWorkflow } from './dbos-tables.ts';
import type { Lease } from './lease.ts';
import { park } from './process-life.ts';
import type { ProcessLife } from './process-life.ts';
import { sleepMs } from './sleep-ms.ts';

/** Permission to run one step's work; `leave` must be called when the work has ended. */
export interface Passage {
  /** Fires when this process must let go of what the step holds. */
  readonly signal: AbortSignal;
  readonly leave: () => void;
}

/**
 * What every step passes before it has effects: the process holds its lease and DBOS still takes this run's results.
 * Without it a process that lost its workflows to another one would do the rest of a step beside it.
 */
export interface StepGate {
  /** Waits while the lease is lost. Rejects when another run owns the workflow; never resolves when the process is over. */
  pass(workflowId: string, ownerXid: string): Promise<Passage>;
  /** Fires the signal of every step in progress. */
  abortAll(reason: string): void;
  /** True when no step is in progress. */
  isEmpty(): boolean;
}

const DATABASE_RETRY_MS = 200;

/** The gate of this process. */
export function createStepGate(
  pool: pg.Pool,
  life: ProcessLife,
  lease: () => Pick<Lease, 'whenHeld'>,
): StepGate {
  const inside = new Set<AbortController>();

  /** Asks until the database answers: while it does not, no step may begin and none could be recorded. */
  async function stillOwns(workflowId: string, ownerXid: string): Promise<boolean> {
    while (!life.isOver()) {
      const answer = await ownsWorkflow(pool, workflowId, ownerXid).catch(() => null);
      if (answer !== null) return answer;
      await sleepMs(DATABASE_RETRY_MS);
    }
    return park();
  }

  return {
    async pass(workflowId, ownerXid) {
      await lease().whenHeld();
      const owned = await stillOwns(workflowId, ownerXid);
      if (life.isOver()) return park();
      if (!owned) throw new Error(`${workflowId} is carried on by another run; this one stops here`);
      const controller = new AbortController();
      inside.add(controller);
      return { signal: controller.signal, leave: () => void inside.delete(controller) };
    },
    abortAll(reason) {
      for (const controller of inside) controller.abort(new Error(reason));
    },
    isEmpty: () => inside.size === 0,
  };
}
