import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { interfaceUpdate, startReceiver, type TestReceiver } from './receiver-on-loopback.ts';

let receiver: TestReceiver;
afterEach(() => receiver.listening.close(0));

describe('storing a webhook', () => {
  it('answers 202 with the raw bytes, their hash and the hint stored', async () => {
    receiver = await startReceiver();
    const bytes = Buffer.from(`  ${JSON.stringify(interfaceUpdate(), null, 2)}\n`);
    const answer = await receiver.post(bytes);
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'stored' } });
    const [delivery] = receiver.inbox.deliveries;
    expect(delivery?.body.equals(bytes)).toBe(true);
    expect(delivery?.id).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(delivery?.hint.object).toMatchObject({ type: 'dcim.interface', id: 41, deviceId: 7 });
  });

  it('answers only after the inbox has stored', async () => {
    receiver = await startReceiver();
    const gate = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    receiver.inbox.before = () => {
      reached.resolve(undefined);
      return gate.promise;
    };
    let answered = false;
    const posted = receiver.post(interfaceUpdate()).then((answer) => {
      answered = true;
      return answer;
    });
    await reached.promise;
    expect(answered).toBe(false);
    expect(receiver.inbox.deliveries).toEqual([]);
    gate.resolve(undefined);
    expect((await posted).status).toBe(202);
  });

  it('answers a repeated delivery with 202 and stores it once', async () => {
    receiver = await startReceiver();
    await receiver.post(interfaceUpdate());
    const answer = await receiver.post(interfaceUpdate());
    expect(answer).toMatchObject({ status: 202, body: { outcome: 'duplicate' } });
    expect(receiver.inbox.deliveries).toHaveLength(1);
    expect(receiver.outcomes).toEqual(['stored', 'duplicate']);
  });

  it('answers 503 once its own deadline has passed, and tells the inbox to abort', async () => {
    receiver = await startReceiver({ deadlineMs: 30 });
    receiver.inbox.before = async (signal) => {
      await once(signal, 'abort');
    };
    const answer = await receiver.post(interfaceUpdate());
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(receiver.inbox.aborted).toBe(1);
    expect(receiver.outcomes).toEqual(['overloaded']);
  });

  it('answers 503 at its deadline even when the inbox ignores the abort', async () => {
    receiver = await startReceiver({ deadlineMs: 30 });
    const gate = Promise.withResolvers<undefined>();
    receiver.inbox.before = () => gate.promise;
    expect((await receiver.post(interfaceUpdate())).status).toBe(503);
    gate.resolve(undefined);
  });

  it.each([
    ['the database is away', new Fault('store.unavailable', 'no connection'), 'warn'],
    ['the inbox throws anything else', new TypeError('a defect'), 'error'],
  ])('answers 503 without detail when %s', async (_name, thrown, level) => {
    receiver = await startReceiver();
    receiver.inbox.before = () => Promise.reject(thrown);
    const answer = await receiver.post(interfaceUpdate());
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer.body)).not.toContain(thrown.message);
    expect(receiver.log.lines.at(-1)).toMatchObject({ level });
  });

  it('answers 503 to more requests at once than allowed, and works on afterwards', async () => {
    receiver = await startReceiver({ maxInFlight: 2 });
    const gate = Promise.withResolvers<undefined>();
    const bothInside = Promise.withResolvers<undefined>();
    let inside = 0;
    receiver.inbox.before = () => {
      inside += 1;
      if (inside === 2) bothInside.resolve(undefined);
      return gate.promise;
    };
    const first = receiver.post(interfaceUpdate());
    const second = receiver.post(interfaceUpdate({ timestamp: '2026-11-21T06:00:02Z' }));
    await bothInside.promise;
    const third = interfaceUpdate({ timestamp: '2026-11-21T06:00:03Z' });
    expect((await receiver.post(third)).status).toBe(503);
    gate.resolve(undefined);
    expect([(await first).status, (await second).status]).toEqual([202, 202]);
    expect((await receiver.post(third)).status).toBe(202);
  });
});
