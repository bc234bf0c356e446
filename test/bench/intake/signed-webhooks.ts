import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LoadOrder } from './load-order.ts';

/** A webhook ready to be posted. */
export interface SignedWebhook {
  readonly body: Buffer;
  readonly signature: string;
}

interface RecordedEvent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Bodies NetBox 4.7.3 sent: an interface with its VLANs (3.9 kB), a device with its config context (4.6 kB). */
const INTERFACE = readEvent('./interface-updated.json');
const DEVICE = readEvent('./device-updated.json');

/** Bulk edits are of interfaces; of single edits, every fourth is of a device. */
const EVERY_NTH_A_DEVICE = 4;
const IDS_PER_BATCH = 1_000_000;

/** The webhooks of an order, made before the clock runs: each of another object, signed as NetBox signs. */
export function createSignedWebhooks(order: LoadOrder): readonly SignedWebhook[] {
  return Array.from({ length: order.count }, (_, index) => {
    const edit = Math.floor(index / order.objectsPerEdit);
    const isDevice = order.objectsPerEdit === 1 && index % EVERY_NTH_A_DEVICE === 0;
    const event = isDevice ? DEVICE : INTERFACE;
    return sign(order.secret, event, order.batch * IDS_PER_BATCH + index, requestId(order.batch, edit));
  });
}

function sign(secret: string, event: RecordedEvent, id: number, request: string): SignedWebhook {
  const text = JSON.stringify({
    ...event,
    data: { ...event.data, id },
    request: { ...event.request, id: request },
  });
  const body = Buffer.from(text);
  return { body, signature: createHmac('sha512', secret).update(body).digest('hex') };
}

/** A UUID, as NetBox makes them, that tells batch and edit. */
function requestId(batch: number, edit: number): string {
  return `${hex(batch, 8)}-0000-4000-8000-${hex(edit, 12)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function readEvent(file: string): RecordedEvent {
  // Our own recording: what NetBox sent, so that it has these fields.
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as RecordedEvent;
}
