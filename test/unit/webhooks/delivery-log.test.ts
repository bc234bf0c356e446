import { describe, expect, it } from 'vitest';
import { createDeliveryLog } from '../../../src/webhooks/delivery-log.ts';
import { startReceiver } from './receiver-on-loopback.ts';

describe('the last webhooks', () => {
  it('are told by their request, oldest first', () => {
    const log = createDeliveryLog();
    log.note({ requestId: 'a', outcome: 'stored', reason: null });
    log.note({ requestId: 'b', outcome: 'stored', reason: null });
    log.note({ requestId: 'a', outcome: 'dropped', reason: 'own user' });
    expect(log.of('a').map(({ outcome }) => outcome)).toEqual(['stored', 'dropped']);
    expect(log.of('c')).toEqual([]);
  });

  it('stay bounded: the oldest goes', () => {
    const log = createDeliveryLog();
    for (let index = 0; index < 501; index += 1) {
      log.note({ requestId: String(index), outcome: 'stored', reason: null });
    }
    expect(log.of('0')).toEqual([]);
    expect(log.of('1')).toHaveLength(1);
  });

  it('are not pushed out by refused ones, which anybody can cause', () => {
    const log = createDeliveryLog();
    log.note({ requestId: 'a', outcome: 'stored', reason: null });
    for (let index = 0; index < 1_000; index += 1) {
      log.note({ requestId: null, outcome: 'refused', reason: 'unauthorized' });
    }
    expect(log.of('a')).toHaveLength(1);
    expect(log.refused()).toMatchObject({ count: 1_000, last: { reason: 'unauthorized' } });
  });

  it('are those the receiver answered', async () => {
    const deliveries = createDeliveryLog();
    const receiver = await startReceiver({ deliveries });
    const refused = await receiver.post({ event: 'updated' }, { 'x-hook-signature': 'wrong' });
    expect(refused.status).toBe(401);
    expect(deliveries.refused()).toMatchObject({
      count: 1,
      last: { requestId: null, reason: 'unauthorized' },
    });
    await receiver.listening.close();
  });
});
