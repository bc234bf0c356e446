import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSeed } from '../../../../src/sandbox/netbox/make-seed.ts';
import { openStandIn, resultsOf, type OpenStandIn } from './open-stand-in.ts';

describe('a fault of the stand-in', () => {
  let open: OpenStandIn;
  beforeEach(async () => {
    open = await openStandIn(makeSeed({ devices: 4, interfaces: 0 }));
  });
  afterEach(() => open.standIn.stop());

  const list = () => open.call('GET', '/dcim/devices/?fields=id');

  it.each([403, 404, 412, 429, 500, 502])('answers %i as often as asked and then heals', async (status) => {
    open.standIn.faults.answer(status, '/api/dcim/devices/', 2);
    expect((await list()).status).toBe(status);
    expect((await list()).status).toBe(status);
    expect((await list()).status).toBe(200);
  });

  it('answers an overload from the proxy, as a page, with the time to wait', async () => {
    open.standIn.faults.answer(429, /devices/);
    const reply = await list();
    expect(reply.headers.get('content-type')).toBe('text/html');
    expect(reply.headers.get('retry-after')).toBe('1');
  });

  it('is met only by the method and path it was made for', async () => {
    open.standIn.faults.answer(500, '/api/dcim/devices/', 1, 'PATCH');
    expect((await list()).status).toBe(200);
    expect((await open.call('PATCH', '/dcim/devices/1/', {})).status).toBe(500);
  });

  it('cuts a page off in the middle of its bytes', async () => {
    open.standIn.faults.answer('half-page', '/api/dcim/devices/');
    await expect(list()).rejects.toThrow();
    expect(resultsOf(await list())).toHaveLength(4);
  });

  it('gives a page with fewer objects than its count says', async () => {
    open.standIn.faults.answer('short-page', '/api/dcim/devices/');
    const reply = await list();
    expect(reply.body).toMatchObject({ count: 4, next: null });
    expect(resultsOf(reply)).toHaveLength(2);
  });

  it('closes the connection without a word', async () => {
    open.standIn.faults.answer('nothing', '/api/');
    await expect(list()).rejects.toThrow();
    expect(open.standIn.requests().at(-1)).toMatchObject({ url: '/api/dcim/devices/?fields=id', status: 0 });
  });

  it('keeps the connection open without an answer until the stand-in stops', async () => {
    open.standIn.faults.answer('hang', '/api/');
    const hanging = list();
    const ended = hanging.then(
      () => 'answered',
      () => 'cut',
    );
    expect(await Promise.race([ended, open.call('GET', '/status/').then(() => 'still hanging')])).toBe(
      'still hanging',
    );
    await open.standIn.stop();
    expect(await ended).toBe('cut');
  });

  it('can be switched off', async () => {
    open.standIn.faults.answer(500, '/api/', 100);
    open.standIn.faults.clear();
    expect((await list()).status).toBe(200);
  });
});
