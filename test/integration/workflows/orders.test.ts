import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OrderResult, SignedOrder } from '../../../src/domain/order.ts';
import type { Steps } from '../../../src/ports/steps.ts';
import type { Orders } from '../../../src/ports/orders.ts';
import type { WorkflowRuntime } from '../../../src/workflows/start-workflows.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { startTestRuntime } from './start-test-runtime.ts';
import { until } from './until.ts';

let database: TestDatabase;
let runtime: WorkflowRuntime | null = null;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await runtime?.stop({ drainMs: 0 });
  runtime = null;
});
afterAll(() => database.drop());

const person = { username: 'ada', groups: ['netops'] };

async function launch(order: (steps: Steps, input: SignedOrder) => Promise<OrderResult>): Promise<Orders> {
  runtime = await startTestRuntime(database.url, { definitions: { workflows: { order } } });
  return runtime.orders;
}

async function finished(orders: Orders, id: string): Promise<OrderResult | null> {
  let result: OrderResult | null = null;
  await until(async () => (result = await orders.result(id)) !== null);
  return result;
}

test('an order has no result while it runs, then the one its workflow returned', async () => {
  let end = (): void => undefined;
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  const orders = await launch(async (steps, { order, person: { username } }) => {
    await steps.run('check', async () => {
      await mayEnd;
      return null;
    });
    const unit = order.kind === 'check' ? order.devices.join() : '';
    return { outcome: 'done', lines: [{ unit, outcome: 'done', message: `checked for ${username}` }] };
  });
  const id = await orders.submit({ order: { kind: 'check', devices: ['r1'] }, person });
  expect(await orders.result(id)).toBeNull();
  end();
  expect(await finished(orders, id)).toEqual({
    outcome: 'done',
    lines: [{ unit: 'r1', outcome: 'done', message: 'checked for ada' }],
  });
});

test('an order whose workflow breaks is an error with the reason, without secrets', async () => {
  const orders = await launch(() => Promise.reject(new Error('bad line: username x password hunter2')));
  const id = await orders.submit({ order: { kind: 'sweep' }, person });
  const result = await finished(orders, id);
  expect(result?.outcome).toBe('error');
  expect(result?.lines[0]?.message).toContain('bad line: username x password <redacted>');
});

test('an order nobody gave is unknown', async () => {
  const orders = await launch(() => Promise.resolve({ outcome: 'done', lines: [] }));
  await expect(orders.result('order:none')).rejects.toThrow('there is no order');
});

test('a process that is stopping takes no order', async () => {
  const orders = await launch(() => Promise.resolve({ outcome: 'done', lines: [] }));
  await runtime?.stop({ drainMs: 0 });
  await expect(orders.submit({ order: { kind: 'sweep' }, person })).rejects.toThrow(
    'this process is stopping',
  );
});
