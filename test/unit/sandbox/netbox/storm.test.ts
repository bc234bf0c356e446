import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openReceiver, type Receiver } from './open-receiver.ts';
import { openStandIn, type OpenStandIn } from './open-stand-in.ts';
import { eventually } from '../../../support/eventually.ts';

describe('a storm', () => {
  let open: OpenStandIn;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await openReceiver();
    open = await openStandIn(makeSeed({ devices: 20, interfaces: 50 }));
    open.standIn.configureWebhook({ url: receiver.url, secret: 's', objectTypes: ['dcim.interface'] });
  });
  afterAll(async () => {
    await open.standIn.stop();
    await receiver.stop();
  });

  it('of one request over a thousand interfaces of 20 devices is a thousand webhooks under one id', async () => {
    const edits = Array.from({ length: 1000 }, (_nothing, index) => ({
      id: index + 1,
      description: `s ${index}`,
    }));
    const saved = await open.call('PATCH', '/dcim/interfaces/', edits);
    expect(saved.status).toBe(200);
    await eventually(() => expect(receiver.arrived).toHaveLength(1000), 20);
    const ids = receiver.arrived.map(({ body }) => (body['request'] as { readonly id: string }).id);
    expect(new Set(ids)).toEqual(new Set([saved.headers.get('x-request-id')]));
    const objects = receiver.arrived.map(({ body }) => (body['data'] as { readonly id: number }).id);
    expect(objects).toEqual(edits.map(({ id }) => id));
    const rows = await open.call('GET', `/core/object-changes/?limit=1&request_id=${ids[0] ?? ''}`);
    expect(rows.body).toMatchObject({ count: 1000 });
  });
});
