import type { CrashPoint, MemoryRecords } from './memory-records.ts';
import type { Json } from '../../src/domain/json.ts';

/** One life of a worker process: it runs steps until it dies at its crash point; then no call of it ever answers again. */
export interface MemoryProcess {
  /** Resolves with the name of the step around which the process died, once the work then in flight has stopped. */
  readonly crashed: Promise<string>;
  /** Resolves with the error when a replay called another step than the record holds, even where a child swallowed it. */
  readonly broken: Promise<unknown>;
  isDead(): boolean;
  /** Dies now: the signal of the steps in progress fires, and what they return is not recorded. */
  kill(): void;
  readonly signal: AbortSignal;
  /** Answers from the record, or runs `work`, records its result and answers. `recorded` runs right after the record was written. */
  step(
    place: StepPlace,
    work: () => Promise<{ readonly value: Json; readonly recorded?: () => void }>,
  ): Promise<Json>;
}

export interface StepPlace {
  readonly workflowId: string;
  readonly position: number;
  readonly name: string;
}

/** A process that dies at `crashAt`, or lives on without one. */
export function createMemoryProcess(
  records: MemoryRecords,
  crashAt: CrashPoint | undefined,
  onDeath: () => void,
): MemoryProcess {
  let died: string | null = null;
  // A function, since the compiler does not see that `died` changes while a step waits.
  const diedAt = (): string | null => died;
  let inFlight = 0;
  const letGo = new AbortController();
  let tellCrash = (_name: string): void => undefined;
  const crashed = new Promise<string>((resolve) => (tellCrash = resolve));
  let tellBroken = (_error: unknown): void => undefined;
  const broken = new Promise<unknown>((resolve) => (tellBroken = resolve));
  const never = new Promise<never>(() => undefined);

  function die(name: string): void {
    died = name;
    onDeath();
  }
  function expectSameStep({ workflowId, position, name }: StepPlace): void {
    try {
      records.expect(workflowId, position, name);
    } catch (error) {
      tellBroken(error);
      throw error;
    }
  }
  function isCrashPoint(when: CrashPoint['when'], record: number): boolean {
    return crashAt?.when === when && crashAt.record === record;
  }

  async function runAndRecord(
    { workflowId, position, name }: StepPlace,
    work: Parameters<MemoryProcess['step']>[1],
  ): Promise<Json> {
    const { value, recorded } = await work();
    if (diedAt() !== null) return value;
    const record = records.written().length;
    if (isCrashPoint('before', record)) die(name);
    else {
      records.write(workflowId, position, value);
      recorded?.();
      if (isCrashPoint('after', record)) die(name);
    }
    return value;
  }

  function deadEnd(name: string): Promise<never> {
    if (inFlight === 0) tellCrash(name);
    return never;
  }

  return {
    crashed,
    broken,
    signal: letGo.signal,
    kill() {
      die('killed');
      letGo.abort(new Error('killed'));
      if (inFlight === 0) tellCrash('killed');
    },
    isDead: () => diedAt() !== null,
    async step(place, work) {
      if (diedAt() !== null) return never;
      expectSameStep(place);
      const known = records.read(place.workflowId, place.position);
      if (known !== undefined) return known.value;
      inFlight += 1;
      // Work in flight is waited for, so that no effect of a dead process falls into the next life.
      const ended = await Promise.allSettled([runAndRecord(place, work)]);
      inFlight -= 1;
      const name = diedAt();
      if (name !== null) return deadEnd(name);
      const [result] = ended;
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    },
  };
}
