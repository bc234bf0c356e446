import { instantOf } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Workflow, WorkflowDefinitions } from '../../../src/workflows/workflow-definitions.ts';
import { createMemorySteps, createMemoryWorld } from '../../support/memory-steps.ts';
import type { MemoryEnd, MemorySteps } from '../../support/memory-steps.ts';
import { describeStepsContract } from './steps-contract.ts';
import type { StepsWorld } from './steps-world.ts';

interface Started {
  readonly workflow: Workflow;
  readonly input: Json;
  steps: MemorySteps;
  end: Promise<MemoryEnd<unknown>>;
}

/** Time passes only while the test waits for a result: otherwise a wait of a minute would be over before the test goes on. */
function createWorld(definitions: WorkflowDefinitions): StepsWorld {
  const start: Instant = instantOf('2026-01-01T00:00:00Z');
  const world = createMemoryWorld({ workflowId: 'none', start });
  const started = new Map<string, Started>();
  let letTimePass = (): void => undefined;
  void world.clock.during(() => new Promise<void>((resolve) => (letTimePass = resolve)));

  function play(steps: MemorySteps, { workflow, input }: Pick<Started, 'workflow' | 'input'>) {
    // The test starts each workflow with the input it is written for.
    return steps.play((all) => workflow(all, input as never), null);
  }

  return {
    start(name, id, input) {
      const workflow = definitions.workflows[name];
      if (workflow === undefined) throw new Error(`no workflow ${name}`);
      if (!started.has(id)) {
        // These workflows use no port.
        const steps = createMemorySteps({ workflowId: id, ports: {} as Ports, start, world });
        started.set(id, { workflow, input, steps, end: play(steps, { workflow, input }) });
      }
      return Promise.resolve();
    },
    async die() {
      for (const one of started.values()) one.steps.kill();
      await Promise.all([...started.values()].map(({ end }) => end));
    },
    revive() {
      for (const one of started.values()) {
        one.steps = one.steps.restart();
        one.end = play(one.steps, one);
      }
      return Promise.resolve();
    },
    send: (id, topic, message, key) => world.mailbox.send(id, topic, message, key),
    async result(id) {
      letTimePass();
      const end = await started.get(id)?.end;
      if (end?.kind === 'ended') return end.value;
      throw end?.kind === 'failed' ? end.error : new Error(`${id} did not end`);
    },
    dispose: () => Promise.resolve(),
  };
}

describeStepsContract('in memory', (definitions) => Promise.resolve(createWorld(definitions)));
