import type { OrderResult, SignedOrder } from '../../../src/domain/order.ts';
import { Fault } from '../../../src/domain/fault.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Orders } from '../../../src/ports/orders.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import type { ChangeRow, Queries } from '../../../src/ports/queries.ts';
import type { ApiOptions } from '../../../src/web/api-options.ts';
import { createApi } from '../../../src/web/create-api.ts';
import { listen, type Listening } from '../../../src/web/listen.ts';

export const TOKENS: Readonly<Record<string, Person>> = {
  'nbt_alice0000000.engineer': { username: 'alice', groups: ['operators'] },
  'nbt_carol0000000.approver': { username: 'carol', groups: ['approvers'] },
};
export const ALICE = 'nbt_alice0000000.engineer';
export const CAROL = 'nbt_carol0000000.approver';

/** Orders in memory: what was submitted, and a result that the test sets. */
export class MemoryOrders implements Orders {
  readonly submitted: SignedOrder[] = [];
  /** Asked for each poll; null while the order runs. */
  answer: (order: SignedOrder) => OrderResult | null = () => null;

  submit(order: SignedOrder): Promise<string> {
    this.submitted.push(order);
    return Promise.resolve(`order:${this.submitted.length}`);
  }

  result(orderId: string): Promise<OrderResult | null> {
    const order = this.submitted[Number(orderId.split(':')[1]) - 1];
    if (order === undefined) return Promise.reject(new Error('unknown order'));
    return Promise.resolve(this.answer(order));
  }
}

export class MemoryStop {
  current: string | null = null;
  reason(): Promise<string | null> {
    return Promise.resolve(this.current);
  }
  set(reason: string): Promise<void> {
    this.current ??= reason;
    return Promise.resolve();
  }
  clear(): Promise<void> {
    this.current = null;
    return Promise.resolve();
  }
}

export interface TestApi {
  readonly listening: Listening;
  readonly orders: MemoryOrders;
  readonly stop: MemoryStop;
  /** How often NetBox was asked whose token it is. */
  readonly asked: () => number;
  readonly logged: { level: string; message: string; fields: unknown }[];
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<ApiAnswer>;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
}

export interface WorldOfTest {
  readonly devices?: Awaited<ReturnType<Queries['devices']>>;
  readonly changes?: readonly ChangeRow[];
  readonly plans?: readonly Plan[];
  readonly changesOf?: Partial<ApiOptions>;
  readonly sweeps?: Queries['sweeps'];
}

export async function startApi({
  devices = [],
  changes = [],
  plans = [],
  changesOf = {},
  sweeps = () => Promise.resolve([]),
}: WorldOfTest = {}): Promise<TestApi> {
  const orders = new MemoryOrders();
  const stop = new MemoryStop();
  const logged: TestApi['logged'] = [];
  const keep = (level: string) => (message: string, fields?: unknown) =>
    void logged.push({ level, message, fields });
  let asked = 0;
  const app = createApi({
    orders,
    stopSwitch: stop,
    deliveries: { of: () => [], refused: () => ({ count: 0, last: null }) },
    queries: {
      devices: () => Promise.resolve(devices),
      changes: () => Promise.resolve(changes),
      change: (id) =>
        Promise.resolve(changes.find(({ changeId }) => changeId === id)).then((row) =>
          row === undefined ? null : { ...row, plans },
        ),
      sweeps,
    },
    whoIs: (token) => {
      asked += 1;
      const person = TOKENS[token];
      if (person === undefined) {
        return Promise.reject(
          new Fault('netbox.forbidden', 'This is no NetBox token. Give one that NetBox made.'),
        );
      }
      return Promise.resolve(person);
    },
    ready: () => Promise.resolve([]),
    metrics: () => Promise.resolve('a_metric 1\n'),
    approverGroups: ['approvers'],
    log: { error: keep('error'), warn: keep('warn'), info: keep('info'), debug: keep('debug') },
    ...changesOf,
  });
  const listening = await listen(app, '127.0.0.1', 0);
  return { listening, orders, stop, asked: () => asked, logged, call: createCall(listening.url) };
}

function createCall(url: string): TestApi['call'] {
  return async (method, path, { token = ALICE, body, headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const parsed: unknown = isJson ? JSON.parse(text) : null;
    return { status: response.status, body: parsed, text, headers: response.headers };
  };
}
