import { faultFactsOf } from '../../src/domain/fault.ts';
import { plusMs } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/ids.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Steps, UnitOutcome, UnitWork } from '../../src/ports/steps.ts';
import { createChildCalls } from '../../src/workflows/child-calls.ts';
import { assertPlainData } from '../../src/workflows/plain-data.ts';
import { RETRY_POLICIES } from '../../src/workflows/retry-policies.ts';
import { outcomeOf, valueOf } from '../../src/workflows/step-outcome.ts';
import type { StepOutcome } from '../../src/workflows/step-outcome.ts';
import { STEP_NAMES } from '../../src/workflows/step-names.ts';
import { STOP_TOPIC } from '../../src/workflows/workflow-names.ts';
import { createMemoryClock } from './memory-clock.ts';
import type { MemoryClock } from './memory-clock.ts';
import { createMemoryMailbox } from './memory-mailbox.ts';
import type { MemoryMailbox, MemoryMessage } from './memory-mailbox.ts';
import { createMemoryProcess } from './memory-process.ts';
import type { MemoryProcess } from './memory-process.ts';
import { createMemoryRecords } from './memory-records.ts';
import type { CrashPoint, MemoryRecords } from './memory-records.ts';

/** What lives on when a process dies: time, messages, records. */
export interface MemoryWorld {
  readonly clock: MemoryClock;
  readonly mailbox: MemoryMailbox;
  readonly records: MemoryRecords;
}

/** Asked when a workflow begins to wait for a message nobody sent: the answer, or null to let time pass until the deadline. */
export type OnWait = (topic: string, until: Instant) => Json | null | Promise<Json | null>;

export interface MemoryStepsOptions {
  readonly workflowId: string;
  /** Use `world.clock` and `world.mailbox` as the ports `clock` and `messages` where the test needs them to agree. */
  readonly ports: Ports;
  /** Where virtual time begins. */
  readonly start: Instant;
  readonly messages?: readonly MemoryMessage[];
  readonly onWait?: OnWait;
  readonly crashAt?: CrashPoint;
  /** A world made before (`createMemoryWorld`); without it a fresh one. */
  readonly world?: MemoryWorld;
  /** What steps get as their signal; by default one that fires at `kill()` only. */
  readonly signal?: AbortSignal | undefined;
}

/** How one life of a workflow ended. */
export type MemoryEnd<T> =
  | { readonly kind: 'ended'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The process died around the step named; play the workflow on `restart()` next. */
  | { readonly kind: 'crashed'; readonly at: string };

/** `Steps` in memory, with a virtual clock, able to die around any record and to replay. */
export interface MemorySteps extends Steps {
  readonly world: MemoryWorld;
  /** Lets the process die now, wherever it stands. */
  kill(): void;
  /** Runs the workflow until it ends or the process dies. */
  play<Input, Output>(
    workflow: (steps: Steps, input: Input) => Promise<Output>,
    input: Input,
  ): Promise<MemoryEnd<Output>>;
  /** A new process on the same records, clock and mailbox. `ports` by default the same objects. */
  restart(change?: Pick<Partial<MemoryStepsOptions>, 'ports' | 'crashAt' | 'onWait' | 'signal'>): MemorySteps;
}

/** A world in which nothing happened yet. */
export function createMemoryWorld(
  options: Pick<MemoryStepsOptions, 'workflowId' | 'start' | 'messages'>,
): MemoryWorld {
  const clock = createMemoryClock(options.start);
  const mailbox = createMemoryMailbox(clock, options.workflowId, options.messages ?? []);
  return { clock, mailbox, records: createMemoryRecords() };
}

/**
 * The in-memory binding of `Steps`. Like the one on DBOS it records results as JSON, lets errors out as plain `Error` with
 * name, code and message, retries by fault code, and refuses a replay that calls other steps than the first run did.
 */
export function createMemorySteps(options: MemoryStepsOptions): MemorySteps {
  const world = options.world ?? createMemoryWorld(options);
  const process = createMemoryProcess(world.records, options.crashAt, () => world.clock.wakeAll());
  const steps = stepsOf(options.workflowId, { ...options, world, process, rootId: options.workflowId });
  return {
    ...steps,
    world,
    kill: () => process.kill(),
    async play(workflow, input) {
      const life = workflow(steps, throughJson('input', input)).then(
        (value) => ({ kind: 'ended', value }) as const,
        (error: unknown) => ({ kind: 'failed', error }) as const,
      );
      const crash = process.crashed.then((at) => ({ kind: 'crashed', at }) as const);
      const broken = process.broken.then((error) => ({ kind: 'failed', error }) as const);
      return Promise.race([broken, life, crash]);
    },
    restart(change = {}) {
      const same: MemoryStepsOptions = { ...options };
      delete (same as { crashAt?: CrashPoint }).crashAt;
      return createMemorySteps({ ...same, ...change, world });
    },
  };
}

interface Context extends MemoryStepsOptions {
  readonly world: MemoryWorld;
  readonly process: MemoryProcess;
  readonly rootId: string;
}

function stepsOf(workflowId: string, context: Context): Steps {
  const { world, process, ports } = context;
  const signal = context.signal ?? process.signal;
  const childIds = createChildCalls(workflowId);
  let calls = 0;
  const placeOf = (name: string) => ({ workflowId, position: calls++, name });

  async function pause(ms: number): Promise<void> {
    await world.clock.sleepUntil(plusMs(world.clock.now(), ms)).slept;
    if (process.isDead()) throw new Error('the process died between two tries');
  }

  return {
    workflowId,
    async run<T extends Json | undefined>(
      name: string,
      work: (ports: Ports, signal: AbortSignal) => Promise<T>,
      { retry = 'never' }: Parameters<Steps['run']>[2] = {},
    ) {
      const recorded = await process.step(placeOf(name), async () => {
        const attempt = () => world.clock.during(() => work(ports, signal));
        return { value: await outcomeOf(name, attempt, RETRY_POLICIES[retry], pause) };
      });
      // The record holds what `work` returned; JSON keeps its type because only plain data gets in.
      return valueOf(recorded as unknown as StepOutcome) as T;
    },
    async now() {
      const value = await process.step(placeOf(STEP_NAMES.now), () =>
        Promise.resolve({ value: world.clock.now() }),
      );
      return value as Instant;
    },
    async sleep(ms) {
      const place = placeOf('sleep');
      const until = world.records.beganWith(
        workflowId,
        place.position,
        plusMs(world.clock.now(), ms),
      ) as Instant;
      await process.step(place, async () => {
        await world.clock.sleepUntil(until).slept;
        return { value: null };
      });
    },
    waitFor: (topic, until) =>
      process.step(placeOf(`wait for ${topic}`), () => receive(workflowId, topic, until, context)),
    async forEachUnit(inputs, work) {
      const ids = childIds(work.name, inputs);
      await process.step(placeOf(`each unit: ${work.name}`), () => Promise.resolve({ value: ids }));
      return Promise.all(inputs.map((input, index) => childOutcome(ids[index] ?? '', input, work, context)));
    },
    async stopRequested() {
      const asked = () =>
        [workflowId, context.rootId].some((id) => world.mailbox.peek(id, STOP_TOPIC) !== null);
      const value = await process.step(placeOf(STEP_NAMES.stopRequested), () =>
        Promise.resolve({ value: asked() }),
      );
      return value === true;
    },
  };
}

/** A child runs on its own records and leaves its outcome in one more, as a DBOS child leaves its row. */
async function childOutcome<Input extends Json, Output extends Json>(
  childId: string,
  input: Input,
  work: UnitWork<Input, Output>,
  context: Context,
): Promise<UnitOutcome<Output>> {
  const end = { workflowId: childId, position: -1, name: `end of ${work.name}` };
  const known = context.world.records.read(childId, end.position);
  const value = known === undefined ? await runChild(childId, input, work, context) : known.value;
  // What a child handed over is plain data, so JSON keeps its type.
  return (await context.process.step(end, () => Promise.resolve({ value }))) as UnitOutcome<Output>;
}

async function runChild<Input extends Json, Output extends Json>(
  childId: string,
  input: Input,
  work: UnitWork<Input, Output>,
  context: Context,
): Promise<Json> {
  try {
    const value = await work(stepsOf(childId, context), throughJson(childId, input));
    return { ok: true, value: throughJson(childId, value) };
  } catch (thrown) {
    return { ok: false, ...faultFactsOf(thrown) };
  }
}

async function receive(
  workflowId: string,
  topic: string,
  until: Instant,
  { world, onWait, process }: Context,
): Promise<{ readonly value: Json; readonly recorded?: () => void }> {
  let asked = false;
  for (;;) {
    const letter = world.mailbox.peek(workflowId, topic);
    if (letter !== null) return { value: letter.message, recorded: letter.remove };
    if (process.isDead() || world.clock.now() >= until) return { value: null };
    if (!asked && onWait !== undefined) {
      asked = true;
      const answer = await world.clock.during(async () => onWait(topic, until));
      if (answer !== null) return { value: throughJson(topic, answer) };
      continue;
    }
    const arrival = world.mailbox.nextArrival(workflowId, topic);
    const sleep = world.clock.sleepUntil(arrival !== null && arrival < until ? arrival : until);
    world.mailbox.onSend(sleep.wake);
    await sleep.slept;
  }
}

function throughJson<T>(where: string, value: T): T {
  assertPlainData(where, value);
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
