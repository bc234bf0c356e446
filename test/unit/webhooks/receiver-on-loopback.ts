import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Delivery, Inbox } from '../../../src/ports/inbox.ts';
import type { Log, LogFields } from '../../../src/ports/log.ts';
import type { Meter } from '../../../src/ports/meter.ts';
import { listen, type Listening } from '../../../src/web/listen.ts';
import { createReceiver, WEBHOOK_PATH } from '../../../src/webhooks/create-receiver.ts';
import type { ReceiverOptions } from '../../../src/webhooks/receiver-options.ts';
import { silentMeter } from '../../support/silent-meter.ts';

export const SECRET = 'a secret of this test';

/** An inbox in memory: stores, recognizes duplicates, and can be made slow or broken. */
export class MemoryInbox implements Inbox {
  readonly deliveries: Delivery[] = [];
  aborted = 0;
  /** Awaited before storing. */
  before: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();

  async store(delivery: Delivery, signal: AbortSignal): Promise<'stored' | 'duplicate'> {
    signal.addEventListener('abort', () => (this.aborted += 1));
    await this.before(signal);
    if (this.deliveries.some((kept) => kept.id === delivery.id)) return 'duplicate';
    this.deliveries.push(delivery);
    return 'stored';
  }
}

/** A log that keeps its lines. */
export class MemoryLog implements Log {
  readonly lines: { level: string; message: string; fields: LogFields }[] = [];
  error(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'error', message, fields });
  }
  warn(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'warn', message, fields });
  }
  info(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'info', message, fields });
  }
  debug(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'debug', message, fields });
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A receiver listening on loopback, with what it left behind. */
export interface TestReceiver {
  readonly inbox: MemoryInbox;
  readonly log: MemoryLog;
  readonly outcomes: string[];
  readonly listening: Listening;
  /** Posts bytes under the headers given; signed with {@link SECRET} unless they carry a signature. */
  post(body: string | Buffer | object, headers?: Record<string, string>): Promise<Answer>;
}

export async function startReceiver(changes: Partial<ReceiverOptions> = {}): Promise<TestReceiver> {
  const inbox = new MemoryInbox();
  const log = new MemoryLog();
  const outcomes: string[] = [];
  const meter: Meter = {
    ...silentMeter,
    webhook: (outcome) => outcomes.push(outcome),
  };
  const app = createReceiver({
    inbox,
    secrets: { current: SECRET, previous: null },
    ownUser: 'plumbline',
    deadlineMs: 3_000,
    maxInFlight: 50,
    deliveries: { note: () => undefined },
    log,
    meter,
    ...changes,
  });
  const listening = await listen(app, '127.0.0.1', 0);
  return {
    inbox,
    log,
    outcomes,
    listening,
    post: (body, headers = {}) => post(listening.url, body, headers),
  };
}

async function post(
  url: string,
  body: string | Buffer | object,
  headers: Record<string, string>,
): Promise<Answer> {
  const bytes = toBytes(body);
  const response = await fetch(`${url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/json', 'x-hook-signature': sign(bytes), ...headers },
    redirect: 'manual',
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

function toBytes(body: string | Buffer | object): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

export function sign(body: string | Buffer, secret = SECRET): string {
  return createHmac('sha512', secret).update(body).digest('hex');
}

/** Sends raw text over TCP and returns everything the server said until it closed the connection. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

/** A webhook as NetBox 4.7 sends it, for the interface 41 of device 7. */
export function interfaceUpdate(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event: 'updated',
    timestamp: '2026-11-21T06:00:00.503186+00:00',
    object_type: 'dcim.interface',
    data: {
      id: 41,
      url: '/api/dcim/interfaces/41/',
      display: 'GigabitEthernet1',
      name: 'GigabitEthernet1',
      device: { id: 7, name: 'edge-1' },
      description: 'to core',
    },
    request: {
      id: '11111111-2222-4333-8444-555555555555',
      method: 'PATCH',
      path: '/api/dcim/interfaces/41/',
      path_info: '/api/dcim/interfaces/41/',
      GET: {},
      user: 'alice',
    },
    snapshots: { prechange: { description: '' }, postchange: { description: 'to core' } },
    ...changes,
  };
}
