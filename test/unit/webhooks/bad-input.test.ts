import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES } from '../../../src/webhooks/receiver-options.ts';
import { interfaceUpdate, sendRaw, sign, startReceiver, type TestReceiver } from './receiver-on-loopback.ts';

let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.listening.close(0));
afterEach(() => receiver.inbox.deliveries.splice(0));

/** Vitest's matchers are typed `any`. */
const containing = (text: string): unknown => expect.stringContaining(text);

describe('bad input', () => {
  it('refuses a body over the limit, with 413 and the limit', async () => {
    const answer = await receiver.post('x'.repeat(BODY_LIMIT_BYTES + 1));
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({
      error: { code: 'too-large', message: 'The body is larger than 1000000 bytes.' },
    });
    expect(receiver.inbox.deliveries).toEqual([]);
  });

  it('refuses an oversized body that hides its length, without holding it in memory', async () => {
    const chunk = 'x'.repeat(64 * 1024);
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (sent >= 20_000_000) controller.close();
        else controller.enqueue(Buffer.from(chunk));
        sent += chunk.length;
      },
    });
    const response = await fetch(`${receiver.listening.url}/webhooks/netbox`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });

  it('accepts a body at the limit', async () => {
    const padding = BODY_LIMIT_BYTES - JSON.stringify(interfaceUpdate({ padding: '' })).length;
    const answer = await receiver.post(interfaceUpdate({ padding: 'x'.repeat(padding) }));
    expect(answer.status).toBe(202);
  });

  it('refuses a compressed body instead of inflating it', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const answer = await receiver.post(bomb, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['half a document', '{"event":"upd'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['a NUL', '\0'],
  ])('refuses %s as not JSON', async (_name, body) => {
    const answer = await receiver.post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'not-json' } });
  });

  it.each([
    ['lists', '['.repeat(100_000)],
    ['closed lists', '['.repeat(400_000) + ']'.repeat(400_000)],
    ['objects', '{"a":'.repeat(100_000)],
  ])('refuses deep %s, saying so', async (_name, body) => {
    const answer = await receiver.post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { message: containing('deeper than 64') } });
  });

  it('does not mistake brackets inside text for depth', async () => {
    const answer = await receiver.post(interfaceUpdate({ note: `"\\${'[{'.repeat(200)}` }));
    expect(answer.status).toBe(202);
  });

  it.each<[string, unknown, string]>([
    ['a list', [], 'body'],
    ['null', null, 'body'],
    ['a number for the event', interfaceUpdate({ event: 7 }), 'event'],
    ['no object type', interfaceUpdate({ object_type: undefined }), 'object_type'],
    ['no data', interfaceUpdate({ data: undefined }), 'data'],
    ['data as text', interfaceUpdate({ data: 'x' }), 'data'],
    ['an id as text', interfaceUpdate({ data: { id: '41' } }), 'data.id'],
    ['a negative id', interfaceUpdate({ data: { id: -1 } }), 'data.id'],
    ['a fraction as id', interfaceUpdate({ data: { id: 1.5 } }), 'data.id'],
    ['an id beyond integers', interfaceUpdate({ data: { id: 1e300 } }), 'data.id'],
    ['a device as text', interfaceUpdate({ data: { id: 41, device: 'edge-1' } }), 'data.device'],
    ['a time that is none', interfaceUpdate({ timestamp: 'yesterday' }), 'timestamp'],
    ['a request id with blanks', interfaceUpdate({ request: { id: 'a b', user: 'alice' } }), 'request.id'],
    [
      'a request id that is too long',
      interfaceUpdate({ request: { id: 'a'.repeat(65), user: 'alice' } }),
      'request.id',
    ],
    ['no request', interfaceUpdate({ request: undefined }), 'request.id'],
    ['no user', interfaceUpdate({ request: { id: 'r-1' } }), 'request.user'],
    ['a user with a line break', interfaceUpdate({ request: { id: 'r-1', user: 'a\nb' } }), 'request.user'],
    ['snapshots as text', interfaceUpdate({ snapshots: 'x' }), 'snapshots'],
  ])('refuses %s, naming the place', async (_name, body, place) => {
    const answer = await receiver.post(JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'wrong-shape', message: containing(`${place}:`) },
    });
    expect(receiver.inbox.deliveries).toEqual([]);
  });

  it('drops an unknown object type with a reason, and logs it', async () => {
    const answer = await receiver.post(interfaceUpdate({ object_type: 'no.such' }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ outcome: 'dropped', reason: 'object type not subscribed' });
    expect(receiver.log.lines.at(-1)).toMatchObject({ level: 'debug', message: 'webhook dropped' });
    expect(receiver.outcomes.at(-1)).toBe('dropped');
    expect(receiver.inbox.deliveries).toEqual([]);
  });

  it('reads a body with __proto__ keys and lets them change nothing', async () => {
    const text = JSON.stringify(interfaceUpdate()).replace(
      /^\{/,
      '{"__proto__":{"polluted":1,"event":"deleted"},"constructor":{"prototype":{"polluted":1}},',
    );
    expect((await receiver.post(text)).status).toBe(202);
    expect(receiver.inbox.deliveries[0]?.hint.event).toBe('updated');
    expect('polluted' in {}).toBe(false);
  });

  it('refuses a body whose fields stand only in __proto__', async () => {
    const answer = await receiver.post(`{"__proto__":${JSON.stringify(interfaceUpdate())}}`);
    expect(answer.status).toBe(400);
  });

  it('answers another method with 405 and another path with 404, in one shape', async () => {
    const get = await fetch(`${receiver.listening.url}/webhooks/netbox`);
    expect(get.status).toBe(405);
    expect(get.headers.get('allow')).toBe('POST');
    const other = await fetch(`${receiver.listening.url}/webhooks/netbox/x%zz`, { redirect: 'manual' });
    expect([400, 404]).toContain(other.status);
    expect(await other.json()).toMatchObject({ error: { message: containing('') } });
  });

  it('never redirects, not even for a slash too many', async () => {
    const body = JSON.stringify(interfaceUpdate());
    for (const path of ['/webhooks/netbox/', '//webhooks/netbox', '/Webhooks/NetBox', '/webhooks']) {
      const response = await fetch(`${receiver.listening.url}${path}`, {
        method: 'POST',
        body,
        headers: { 'x-hook-signature': sign(body) },
        redirect: 'manual',
      });
      expect(Math.floor(response.status / 100), path).not.toBe(3);
    }
  });

  it('tells nothing about its software', async () => {
    const answer = await receiver.post(interfaceUpdate());
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('refuses headers that are too large', async () => {
    const answer = await sendRaw(
      receiver.listening.port,
      `POST /webhooks/netbox HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});
