import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { EditRef } from '../../../src/domain/edit.ts';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf, plusMs } from '../../../src/domain/ids.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { EditedObject } from '../../../src/domain/netbox-object.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { resultOf, startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let world: TestStore;
let runtime: WorkflowRuntime | null = null;
beforeAll(async () => {
  world = await openTestStore();
});
afterEach(async () => {
  await runtime?.stop({ drainMs: 0 });
  runtime = null;
});
afterAll(() => world.close());

function objectOf(id: number): EditedObject {
  return { type: 'dcim.interface', id, name: `eth${id}`, action: 'update', deviceId: 1, interfaceId: null };
}

/** A webhook as the receiver stores it. */
async function deliver(requestId: string, objectId: number): Promise<void> {
  const hint = {
    requestId,
    user: 'ada',
    event: 'updated',
    timestamp: '2026-01-01T00:00:00Z',
    object: objectOf(objectId),
  } as const;
  const id = Buffer.from(`${requestId} ${objectId}`).toString('hex').padEnd(64, '0').slice(0, 64);
  await world.store.inbox.store({ id, body: Buffer.from('{}'), hint }, new AbortController().signal);
}

/** NetBox's changelog: every edit changed two objects. Fails for the edits named, `failures` times each. */
function changelog(failures: Map<string, number> = new Map()): Ports {
  const source = {
    readEdit: (requestId: string) => {
      const left = failures.get(requestId) ?? 0;
      failures.set(requestId, left - 1);
      if (left > 0) return Promise.reject(new Fault('netbox.server-error', 'NetBox answered 502'));
      const time = instantOf('2026-01-01T00:00:00Z');
      return Promise.resolve({
        requestId,
        user: 'ada',
        message: 'CHG1',
        time,
        objects: [objectOf(1), objectOf(2)],
      });
    },
  };
  // The poller reads edits; nothing else of the ports is used here.
  return { source } as unknown as Ports;
}

async function launch(
  edit: (steps: Steps, ref: EditRef) => Promise<Json>,
  options: { readonly maxRunning?: number; readonly ports?: Ports } = {},
): Promise<void> {
  runtime = await startTestRuntime(world.url, {
    edits: world.store.edits,
    ports: options.ports ?? changelog(),
    definitions: { workflows: { edit } },
    settings: { maxRunning: options.maxRunning ?? 10 },
  });
}

test('a webhook leads to one workflow, started with the whole edit, even while NetBox fails at first', async () => {
  await launch(
    async (steps, ref) => {
      const due = await steps.run('read edit', async () => {
        const edit = await world.store.edits.read(ref);
        return { message: edit?.message ?? '', objects: edit?.objects.map(({ id }) => id) ?? [] };
      });
      return { ...due, generation: ref.generation };
    },
    { ports: changelog(new Map([['request-a', 1]])) },
  );
  await deliver('request-a', 1);
  await until(async () => (await world.store.edits.size()) === 0);
  expect(await resultOf('edit:request-a:1')).toEqual({ message: 'CHG1', objects: [1, 2], generation: 1 });

  // The second object's webhook trickles in late and says nothing new.
  await deliver('request-a', 2);
  expect(await world.store.edits.size()).toBe(0);
});

test('no more edits are at work than allowed; those that wait for somebody make room', async () => {
  let atWork = 0;
  let most = 0;
  let waiting = 0;
  const polled = vi.spyOn(world.store.edits, 'incomplete');
  await launch(
    async (steps, { requestId }) => {
      await steps.run('work', async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await until(() => most >= 2);
        // Long enough for the pollers, which come by at the same pace, to do so several times.
        const before = polled.mock.calls.length;
        await until(() => polled.mock.calls.length >= before + 5);
        atWork -= 1;
        return null;
      });
      if (requestId.startsWith('ask')) waiting += 1;
      return requestId.startsWith('ask')
        ? steps.waitFor('approval', plusMs(instantOf('2099-01-01'), 0))
        : null;
    },
    { maxRunning: 2 },
  );
  const asking = ['ask-1', 'ask-2', 'ask-3'];
  const working = ['work-1', 'work-2', 'work-3', 'work-4'];
  for (const requestId of [...asking, ...working]) await deliver(requestId, 1);
  await until(async () => (await world.store.edits.size()) === 0);
  await Promise.all(working.map((requestId) => resultOf(`edit:${requestId}:1`)));
  await until(() => waiting === 3);
  expect(most).toBe(2);
  expect(runtime?.activeCount()).toBe(3);
  polled.mockRestore();
});
