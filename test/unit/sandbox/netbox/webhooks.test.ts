import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import type { StandInOptions } from '../../../../src/sandbox/netbox/stand-in.ts';
import { openReceiver, type Receiver } from './open-receiver.ts';
import { openStandIn, wordOf, type OpenStandIn } from './open-stand-in.ts';
import { eventually } from '../../../support/eventually.ts';

const SECRET = 'unit-test-secret';
const TYPES = ['dcim.device', 'dcim.interface', 'ipam.ipaddress', 'ipam.vlan', 'extras.journalentry'];

describe('a webhook of the stand-in', () => {
  let receiver: Receiver;
  let open: OpenStandIn;
  const start = async (options: Partial<StandInOptions> = {}) => {
    open = await openStandIn(makeSeed({ devices: 2, interfaces: 3 }), options);
    open.standIn.configureWebhook({ url: receiver.url, secret: SECRET, objectTypes: TYPES });
  };
  const settle = () => eventually(() => expect(open.standIn.pendingWebhooks()).toBe(0), 5);
  const heads = () =>
    receiver.arrived.map(({ body }) => {
      const { id } = body['data'] as { readonly id: number };
      return `${wordOf(body['event'])} ${wordOf(body['object_type'])} ${id}`;
    });

  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await open.standIn.stop();
    await receiver.stop();
  });

  it('is signed over its exact bytes, which are Python’s', async () => {
    await start();
    await open.call('PATCH', '/dcim/interfaces/1/', { description: 'to käse "x" 🧀' });
    await settle();
    const [first] = receiver.arrived;
    expect(first?.signature).toBe(
      createHmac('sha512', SECRET)
        .update(first?.raw ?? '')
        .digest('hex'),
    );
    expect(first?.raw.toString('latin1')).toContain('"description": "to k\\u00e4se \\"x\\" \\ud83e\\uddc0"');
  });

  it('has the body of 4.7: request in full, no user name beside it, relative links, both snapshots', async () => {
    await start();
    const saved = await open.call('PATCH', '/dcim/interfaces/1/', { description: 'x' });
    await settle();
    const body = receiver.arrived[0]?.body ?? {};
    expect(Object.keys(body)).toEqual(['event', 'timestamp', 'object_type', 'data', 'request', 'snapshots']);
    expect(body).toMatchObject({
      event: 'updated',
      object_type: 'dcim.interface',
      data: { id: 1, url: '/api/dcim/interfaces/1/', type: { value: '1000base-t' }, device: { id: 1 } },
      request: {
        id: saved.headers.get('x-request-id'),
        path: '/api/dcim/interfaces/1/',
        path_info: '/api/dcim/interfaces/1/',
        method: 'PATCH',
        GET: {},
        user: 'admin',
      },
      snapshots: {
        prechange: { description: '', type: '1000base-t', device: 1 },
        postchange: { description: 'x' },
      },
    });
    expect(body['snapshots']).not.toMatchObject({ postchange: { id: 1 } });
  });

  it('has the body of 4.6 when asked to: user name and request id at the top, no config context', async () => {
    await start({ version: '4.6' });
    const saved = await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' });
    await settle();
    const body = receiver.arrived[0]?.body ?? {};
    expect(body).toMatchObject({ username: 'admin', request_id: saved.headers.get('x-request-id') });
    expect(Object.keys(body['request'] ?? {})).toEqual(['id', 'method', 'path', 'user']);
    expect(body['data']).not.toHaveProperty('config_context');
  });

  it('leaves for a save without difference, with equal snapshots', async () => {
    await start();
    await open.call('PATCH', '/dcim/devices/1/', { name: 'device-1' });
    await settle();
    const { prechange, postchange } = receiver.arrived[0]?.body['snapshots'] as Record<string, unknown>;
    expect(prechange).toEqual(postchange);
  });

  it('does not leave for a request that was refused', async () => {
    await start();
    await open.call('PATCH', '/dcim/interfaces/', [
      { id: 1, description: 'x' },
      { id: 2, mtu: 0 },
    ]);
    await open.call('PATCH', '/dcim/devices/1/', { serial: 'after' });
    await settle();
    expect(heads()).toEqual(['updated dcim.device 1']);
  });

  it('tells a deleted device after its address, as the place of its first event wants it, and as it was', async () => {
    await start();
    await open.call('DELETE', '/dcim/devices/1/');
    await settle();
    expect(heads()).toEqual([
      'deleted ipam.ipaddress 1',
      'deleted dcim.device 1', // queued when its primary address went, before its interfaces
      'deleted dcim.interface 1',
      'deleted dcim.interface 2',
      'deleted dcim.interface 3',
    ]);
    expect(
      receiver.arrived.map(({ body }) => (body['snapshots'] as { postchange: unknown }).postchange),
    ).toEqual(Array.from({ length: 5 }, () => null));
    expect(receiver.arrived[0]?.body['data']).toMatchObject({
      assigned_object: { device: { name: 'device-1' } },
    });
  });

  it('comes again with the same bytes after the interval when it was not taken', async () => {
    await start({ webhookRetry: { max: 2, intervalMs: 10 } });
    receiver.answers.push(503, 500);
    await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' });
    await settle();
    expect(receiver.arrived).toHaveLength(3);
    expect(new Set(receiver.arrived.map(({ raw }) => raw.toString())).size).toBe(1);
    expect(open.standIn.deliveries().map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 500],
      [3, 202],
    ]);
  });

  it('is lost by default when it was not taken, as NetBox’s default is', async () => {
    await start();
    receiver.answers.push(503);
    await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' });
    await settle();
    expect(receiver.arrived).toHaveLength(1);
  });

  it('leaves one at a time, in order, at the pace of the worker', async () => {
    await start({ webhookRate: 50 });
    await open.call(
      'PATCH',
      '/dcim/interfaces/',
      [1, 2, 3, 4, 5, 6].map((id) => ({ id, description: 'x' })),
    );
    await settle();
    expect(heads()).toEqual([1, 2, 3, 4, 5, 6].map((id) => `updated dcim.interface ${id}`));
    const times = open.standIn.deliveries().map(({ at }) => at.getTime());
    // Five pauses of 20 ms; a busy machine may note the first late, so only most of them is asked for.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(40);
  });

  it('fails quietly when its rule was deleted while it waited', async () => {
    await start({ webhookDelayMs: 100 });
    await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' });
    await open.call('DELETE', '/extras/webhooks/1/');
    await settle();
    expect(receiver.arrived).toEqual([]);
  });

  it('leaves only where a rule’s conditions hold', async () => {
    await start();
    await open.call('PATCH', '/extras/event-rules/1/', {
      object_types: ['extras.journalentry'],
      conditions: {
        and: [
          { attr: 'assigned_object_type', value: 'dcim.device' },
          { attr: 'created_by', value: 2, negate: true },
          { attr: 'comments', op: 'regex', value: '\\s*/plumbline\\b' },
        ],
      },
    });
    const write = (comments: string, created_by: number) =>
      open.call('POST', '/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: 1,
        comments,
        created_by,
      });
    await write('just a note', 1);
    await write('/plumbline hold', 2);
    await write('  /plumbline check', 1);
    await settle();
    expect(heads()).toEqual(['created extras.journalentry 3']);
  });

  it('can be asked for only where something changed, as 4.7 can', async () => {
    await start();
    await open.call('PATCH', '/extras/event-rules/1/', {
      conditions: { and: [{ attr: 'serial', op: 'changed' }] },
    });
    await open.call('PATCH', '/dcim/devices/1/', { comments: 'x' });
    await open.call('PATCH', '/dcim/devices/1/', { serial: 'x' });
    await settle();
    expect(heads()).toEqual(['updated dcim.device 1']);
  });

  it('is refused with conditions NetBox cannot read', async () => {
    await start();
    const refused = await open.call('PATCH', '/extras/event-rules/1/', { conditions: { foo: 1 } });
    expect(refused.body).toEqual({
      conditions: ["Invalid logic type: must be 'AND' or 'OR'. Please check documentation."],
    });
  });
});
