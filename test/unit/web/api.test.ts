import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { instantOf, unitIdOf } from '../../../src/domain/ids.ts';
import type { ChangeRow } from '../../../src/ports/queries.ts';
import { PLAN } from '../../support/make-unit.ts';
import { ALICE, CAROL, startApi, type TestApi, type WorldOfTest } from './api-on-loopback.ts';

let api: TestApi;
const start = async (world?: WorldOfTest) => (api = await startApi(world));
afterEach(() => api.listening.close(0));

/** Vitest's matchers are typed `any`. */
const containing = (text: string): unknown => expect.stringContaining(text);

describe('health, readiness and metrics', () => {
  it('answer without identity', async () => {
    await start();
    expect(await api.call('GET', '/healthz', { token: null })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(await api.call('GET', '/readyz', { token: null })).toMatchObject({
      status: 200,
      body: { ok: true, problems: [] },
    });
    const metrics = await api.call('GET', '/metrics', { token: null });
    expect(metrics.text).toBe('a_metric 1\n');
    expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(api.asked()).toBe(0);
  });

  it('answer 503 with every problem, secrets redacted, while not ready', async () => {
    await start({
      changesOf: {
        ready: () => Promise.resolve(['NetBox does not answer', 'postgresql://u:hunter22@h/db is away']),
      },
    });
    expect(await api.call('GET', '/readyz', { token: null })).toMatchObject({
      status: 503,
      body: { ok: false, problems: ['NetBox does not answer', 'postgresql://u:<redacted>@h/db is away'] },
    });
  });

  it('stay ready with what an engineer should look at, since nobody is helped by a worker taken out of service', async () => {
    await start({ changesOf: { warnings: () => Promise.resolve(['no webhook arrives']) } });
    expect(await api.call('GET', '/readyz', { token: null })).toMatchObject({
      status: 200,
      body: { ok: true, problems: [], warnings: ['no webhook arrives'] },
    });
  });

  it('answer 500 without detail when they fail themselves', async () => {
    await start({ changesOf: { metrics: () => Promise.reject(new TypeError('inner detail')) } });
    const answer = await api.call('GET', '/metrics', { token: null });
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal.unexpected' } } });
    expect(answer.text).not.toContain('inner detail');
    expect(api.logged).toMatchObject([{ level: 'error', message: 'request failed' }]);
  });
});

describe('identity', () => {
  it.each([
    ['GET', '/api/v1/devices'],
    ['GET', '/api/v1/changes'],
    ['GET', '/api/v1/sweeps'],
    ['POST', '/api/v1/orders'],
    ['GET', '/api/v1/orders/order:1'],
    ['GET', '/api/v1/stop'],
    ['POST', '/api/v1/stop'],
    ['DELETE', '/api/v1/stop'],
    ['GET', '/api/v1/anything'],
  ])('%s %s answers 401 without a token and 403 with a wrong one', async (method, path) => {
    await start();
    const without = await api.call(method, path, { token: null });
    expect(without).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
    expect(without.headers.get('www-authenticate')).toBe('Bearer');
    const wrong = await api.call(method, path, { token: 'nbt_mallory00000.x' });
    expect(wrong).toMatchObject({ status: 403, body: { error: { code: 'netbox.forbidden' } } });
    expect(api.orders.submitted).toEqual([]);
    expect(api.stop.current).toBeNull();
  });

  it.each(['Basic abc', 'Bearer', 'Bearer a b', `Token ${ALICE}`])(
    'refuses the header %j',
    async (authorization) => {
      await start();
      expect(
        await api.call('GET', '/api/v1/devices', { token: null, headers: { authorization } }),
      ).toMatchObject({
        status: 401,
      });
    },
  );

  it('answers 503 while NetBox cannot say whose token it is', async () => {
    await start({
      changesOf: { whoIs: () => Promise.reject(new Fault('netbox.unreachable', 'NetBox does not answer.')) },
    });
    expect(await api.call('GET', '/api/v1/devices')).toMatchObject({
      status: 503,
      body: { error: { code: 'netbox.unreachable', message: 'NetBox does not answer.' } },
    });
  });

  it('is asked of NetBox for each order, and remembered a moment for looking', async () => {
    await start();
    for (let look = 0; look < 5; look += 1) await api.call('GET', '/api/v1/devices');
    expect(api.asked()).toBe(1);
    await api.call('POST', '/api/v1/orders', { body: { kind: 'sweep' } });
    await api.call('POST', '/api/v1/orders', { body: { kind: 'sweep' } });
    expect(api.asked()).toBe(3);
  });
});

describe('orders', () => {
  it.each([
    { kind: 'check', devices: ['edge-1', 'edge-2'] },
    { kind: 'plan', devices: ['edge-1'] },
    { kind: 'approve', hash: '0123abcd' },
    { kind: 'hold', device: 'edge-1', reason: 'works on it' },
    { kind: 'release', device: 'edge-1', reason: 'done' },
    { kind: 'sweep' },
  ])('are taken under the identity NetBox tells: %j', async (order) => {
    await start();
    const answer = await api.call('POST', '/api/v1/orders', { body: order });
    expect(answer).toMatchObject({ status: 202, body: { id: 'order:1', running: true } });
    expect(answer.headers.get('location')).toBe('/api/v1/orders/order%3A1');
    expect(api.orders.submitted).toEqual([{ order, person: { username: 'alice', groups: ['operators'] } }]);
  });

  it.each<[unknown, string]>([
    [{}, 'kind'],
    [[], 'body'],
    [{ kind: 'reboot' }, 'kind'],
    [{ kind: 'check' }, 'devices'],
    [{ kind: 'check', devices: [] }, 'devices'],
    [{ kind: 'check', devices: ['a\nb'] }, 'devices.0'],
    [{ kind: 'check', devices: ['edge-1'], person: { username: 'root' } }, 'body'],
    [{ kind: 'approve', hash: '0123' }, 'hash'],
    [{ kind: 'approve', hash: 'XYZXYZXYZ' }, 'hash'],
    [{ kind: 'hold', device: 'edge-1' }, 'reason'],
    [{ kind: 'hold', device: 'edge-1', reason: ' ' }, 'reason'],
    [{ kind: 'hold', device: 'edge-1', reason: 'x'.repeat(501) }, 'reason'],
    [{ kind: 'check', devices: Array(1_001).fill('a') }, 'devices'],
  ])('are refused with the place when the body is %j', async (body, place) => {
    await start();
    expect(await api.call('POST', '/api/v1/orders', { body })).toMatchObject({
      status: 400,
      body: { error: { code: 'wrong-shape', message: containing(`${place}: `) } },
    });
    expect(api.orders.submitted).toEqual([]);
  });

  it('are refused as no JSON, as too large, and as compressed', async () => {
    await start();
    expect(await api.call('POST', '/api/v1/orders', { body: '{' })).toMatchObject({ status: 400 });
    expect(await api.call('POST', '/api/v1/orders', { body: ' '.repeat(300_000) })).toMatchObject({
      status: 413,
    });
    const headers = { 'content-encoding': 'gzip' };
    expect(await api.call('POST', '/api/v1/orders', { body: 'x', headers })).toMatchObject({ status: 415 });
  });

  it('answer 202 while they run, then their result with secrets redacted', async () => {
    await start();
    await api.call('POST', '/api/v1/orders', { body: { kind: 'sweep' } });
    expect(await api.call('GET', '/api/v1/orders/order:1')).toMatchObject({
      status: 202,
      body: { id: 'order:1', running: true },
    });
    api.orders.answer = () => ({
      outcome: 'drift',
      lines: [{ unit: 'edge-1', outcome: 'drift', message: 'differs at: enable secret hunter22' }],
    });
    expect(await api.call('GET', '/api/v1/orders/order%3A1')).toMatchObject({
      status: 200,
      body: {
        id: 'order:1',
        running: false,
        outcome: 'drift',
        lines: [{ unit: 'edge-1', outcome: 'drift', message: 'differs at: enable secret <redacted>' }],
      },
    });
  });

  it.each(['order:9', 'a%20b', '..%2F..%2Fetc', 'x'.repeat(201)])('answer 404 for the id %s', async (id) => {
    await start();
    expect(await api.call('GET', `/api/v1/orders/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found', message: 'There is no order of this id.' } },
    });
  });

  it('answer 503 while the store is away', async () => {
    await start();
    api.orders.submit = () => Promise.reject(new Fault('store.unavailable', 'The database does not answer.'));
    expect(await api.call('POST', '/api/v1/orders', { body: { kind: 'sweep' } })).toMatchObject({
      status: 503,
    });
    api.orders.result = () => Promise.reject(new Fault('store.unavailable', 'The database does not answer.'));
    expect(await api.call('GET', '/api/v1/orders/order:1')).toMatchObject({ status: 503 });
  });
});

describe('views', () => {
  const at = instantOf('2026-11-21T06:00:00Z');
  const finding = {
    path: ['router bgp 65001'],
    key: 'neighbor 192.0.2.1 password',
    kind: 'changed',
    class: 'foreign',
    intended: 'neighbor 192.0.2.1 password hunter22',
    live: 'neighbor 192.0.2.1 password hunter23',
    baseline: null,
    object: null,
    firstSeen: at,
    lastSeen: at,
  } as const;
  const device = {
    unitId: unitIdOf(7),
    name: 'edge-1',
    state: 'drift',
    findings: 1,
    firstDrifted: at,
    checkedAt: at,
    hold: null,
    note: '',
    open: [finding],
  } as const;

  it('show devices with findings, without secrets', async () => {
    await start({ devices: [device] });
    const answer = await api.call('GET', '/api/v1/devices');
    expect(answer).toMatchObject({
      status: 200,
      body: { devices: [{ name: 'edge-1', open: [{ class: 'foreign' }] }] },
    });
    expect(answer.text).not.toContain('hunter2');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('show changes', async () => {
    await start();
    expect(await api.call('GET', '/api/v1/changes')).toMatchObject({ status: 200, body: { changes: [] } });
  });

  it('show one change with its plans, without secrets and without the baseline they lead to', async () => {
    const secret = { path: ['router bgp 65001'], command: 'neighbor 192.0.2.1 password hunter22' };
    const { changeId } = PLAN;
    const change: ChangeRow = {
      ...{ changeId, openedAt: at, closedAt: at, endings: [], open: [] },
      origin: { kind: 'edit', user: 'bob', message: 'CHG-1', time: at },
    };
    await start({ changes: [change], plans: [{ ...PLAN, commands: [secret] }] });
    const answer = await api.call('GET', `/api/v1/changes/${encodeURIComponent(changeId)}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { changeId, plans: [{ unit: 'r1', reverse: PLAN.reverse, applies: [{ key: 'description' }] }] },
    });
    expect(answer.text).not.toMatch(/hunter22|nextBaseline/);
    for (const id of ['edit:nowhere:1', '%00', 'a%20b'])
      expect(await api.call('GET', `/api/v1/changes/${id}`)).toMatchObject({ status: 404 });
  });

  it('answer 404 in the same shape for what is not there', async () => {
    await start();
    for (const path of ['/', '/api/v1/nothing', '/api/v2/devices']) {
      expect(await api.call('GET', path)).toMatchObject({
        status: 404,
        body: { error: { code: 'not-found' } },
      });
    }
  });
});

describe('the stop switch', () => {
  it('is switched on by anybody NetBox knows, and names who did', async () => {
    await start();
    expect(await api.call('POST', '/api/v1/stop', { body: { reason: 'core maintenance' } })).toMatchObject({
      status: 200,
      body: { reason: 'alice: core maintenance' },
    });
    expect(api.stop.current).toBe('alice: core maintenance');
    expect((await api.call('GET', '/api/v1/stop')).body).toEqual({ reason: 'alice: core maintenance' });
  });

  it('is switched off by approvers only', async () => {
    await start();
    api.stop.current = 'on';
    expect(await api.call('DELETE', '/api/v1/stop')).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
    expect(api.stop.current).toBe('on');
    expect(await api.call('DELETE', '/api/v1/stop', { token: CAROL })).toMatchObject({
      status: 200,
      body: { reason: null },
    });
  });

  it('is switched off by nobody when there are no approver groups', async () => {
    await start({ changesOf: { approverGroups: [] } });
    expect(await api.call('DELETE', '/api/v1/stop', { token: CAROL })).toMatchObject({ status: 403 });
  });
});

describe('the progress of a sweep', () => {
  const running = {
    sweepId: 'order:7',
    startedAt: instantOf('2026-11-21T10:00:00Z'),
    endedAt: null,
    units: 1_000,
    lookedAt: 120,
    inLine: 118,
    others: 2,
  };

  it('is told by the id of its order, and 404 before it began', async () => {
    const sweeps = (id: string | null) => Promise.resolve(id === null || id === 'order:7' ? [running] : []);
    await start({ sweeps });
    expect(await api.call('GET', '/api/v1/sweeps/order:7')).toMatchObject({ status: 200, body: running });
    expect(await api.call('GET', '/api/v1/sweeps')).toMatchObject({
      status: 200,
      body: { sweeps: [running] },
    });
    expect(await api.call('GET', '/api/v1/sweeps/order:8')).toMatchObject({ status: 404 });
  });
});
