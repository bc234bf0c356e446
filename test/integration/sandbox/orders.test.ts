import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import type { OrderResult } from '../../../src/domain/order.ts';
import { until } from '../../support/crash-world.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';

/** Orders as people give them: over the API of the running worker, under their own NetBox token. */
describe('orders over the API', () => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: 4,
      log: silentLog,
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: { PLUMBLINE_SETTLE_MS: '20', PLUMBLINE_DEVICE_PROMPT_MS: '5' },
    });
    expect(
      (await order('bob', { kind: 'check', devices: ['edge1', 'edge2', 'edge3', 'edge4'] })).outcome,
    ).toBe('done');
  });
  afterAll(() => world.stop());

  async function call(
    who: 'anna' | 'bob' | null,
    method: string,
    path: string,
    body?: object,
  ): Promise<Response> {
    return await fetch(`${world.plumbline.apiUrl}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(who === null ? {} : { authorization: `Bearer ${world.network.tokens[who]}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function order(who: 'anna' | 'bob', body: object): Promise<OrderResult> {
    const taken = await call(who, 'POST', '/orders', body);
    expect(taken.status).toBe(202);
    const { id } = (await taken.json()) as { id: string };
    return await until('the order', async () => {
      const answer = await call(who, 'GET', `/orders/${encodeURIComponent(id)}`);
      return answer.status === 200 ? ((await answer.json()) as OrderResult) : null;
    });
  }

  async function setPolicy(device: string, plumbline: Readonly<Record<string, string>>): Promise<void> {
    const { id } = world.network.netbox.device(device);
    const body = { local_context_data: { plumbline: { ...plumbline } } };
    const answer = await world.network.netbox.edit({ method: 'PATCH', path: `/dcim/devices/${id}/`, body });
    expect(answer.status).toBe(200);
    // An edit of its own: its change must be over before the next, or both would be authors of one plan.
    await endingOf(answer.requestId);
  }

  async function describePort(
    device: string,
    description: string,
    who: 'anna' | 'bob' = 'anna',
  ): Promise<string> {
    const id = world.network.netbox.device(device).interfaces[2]?.id ?? 0;
    const answer = await world.network.netbox.edit({
      method: 'PATCH',
      path: `/dcim/interfaces/${id}/`,
      body: { description },
      token: world.network.tokens[who],
    });
    return answer.requestId;
  }

  function endingOf(requestId: string) {
    return until(`the change of ${requestId}`, async () => {
      const rows = await world.plumbline.store.queries.changes(100);
      const row = rows.find((change) => change.changeId.includes(requestId) && change.closedAt !== null);
      return row?.endings[0]?.ending ?? null;
    });
  }

  it('a plan on a pilot device waits until somebody else approves exactly it', async () => {
    await setPolicy('edge1', { stage: 'pilot', rollout: 'auto' });
    const requestId = await describePort('edge1', 'by approval');
    const [waiting] = await until('a waiting plan', async () => {
      const plans = await world.plumbline.store.plans.waiting(null);
      return plans.length === 0 ? null : plans;
    });
    const hash = waiting?.plan.hash ?? '';
    await until('the state to be shown', () =>
      Promise.resolve(world.network.netbox.stateField('edge1') === 'awaiting approval' ? true : null),
    );
    const offered = world.network.netbox.journal().at(-1)?.comments;
    expect(offered).toContain(hash.slice(0, 12));
    expect(world.network.devices[0]?.running()).not.toContain('by approval');

    const bySelf = await order('anna', { kind: 'approve', hash });
    expect(bySelf.outcome).toBe('refused');
    expect(bySelf.lines[0]?.message).toMatch(/anna is in none of the approver groups/);
    expect((await order('bob', { kind: 'approve', hash: 'deadbeef' })).outcome).toBe('refused');
    expect((await order('bob', { kind: 'approve', hash: hash.slice(0, 12) })).outcome).toBe('done');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
    expect(world.network.devices[0]?.running()).toContain('by approval');
  });

  it('looking at a waiting plan does not let its author approve it, nor void it', async () => {
    await setPolicy('edge4', { stage: 'pilot', rollout: 'auto' });
    const requestId = await describePort('edge4', 'looked at');
    const plan = await until('a waiting plan', async () => {
      const plans = await world.plumbline.store.plans.waiting(null);
      return plans.find((waiting) => waiting.plan.unit.name === 'edge4')?.plan ?? null;
    });
    const looked = await order('bob', { kind: 'plan', devices: ['edge4'] });
    expect(looked.lines[0]?.message).toContain(plan.hash.slice(0, 12));
    expect((await world.plumbline.store.plans.read(plan.hash))?.authors).toEqual(['anna']);
    expect((await order('bob', { kind: 'approve', hash: plan.hash })).outcome).toBe('done');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
  });

  it('a held device is not written until it is released, and then by plan and approval', async () => {
    expect((await order('bob', { kind: 'hold', device: 'edge2', reason: 'cabling' })).outcome).toBe('done');
    const requestId = await describePort('edge2', 'while held');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(world.network.netbox.stateField('edge2')).toBe('held');
    expect((await order('bob', { kind: 'release', device: 'edge2', reason: 'done' })).outcome).toBe('done');
    const planned = await order('anna', { kind: 'plan', devices: ['edge2'] });
    const hash = /plan ([0-9a-f]{12})/.exec(planned.lines[0]?.message ?? '')?.[1] ?? '';
    const carried = await order('bob', { kind: 'approve', hash });
    expect(carried).toMatchObject({ outcome: 'done', lines: [{ ending: { kind: 'applied' } }] });
    expect(world.network.devices[1]?.running()).toContain('while held');
    expect(world.network.netbox.stateField('edge2')).toBe('in line');
  });

  it('who edited may not approve it by way of an order to plan', async () => {
    expect((await order('anna', { kind: 'hold', device: 'edge3', reason: 'wait' })).outcome).toBe('done');
    const requestId = await describePort('edge3', 'by bob', 'bob');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'untouched', reason: 'refused' });
    await order('anna', { kind: 'release', device: 'edge3', reason: 'go on' });
    const planned = await order('anna', { kind: 'plan', devices: ['edge3'] });
    const hash = /plan ([0-9a-f]{12})/.exec(planned.lines[0]?.message ?? '')?.[1] ?? '';
    const approved = await order('bob', { kind: 'approve', hash });
    expect(approved.outcome).toBe('refused');
    expect(approved.lines[0]?.message).toMatch(/bob is an author of this change/);
  });

  it('the stop switch ends all new writes until an approver clears it', async () => {
    expect((await call('anna', 'POST', '/stop', { reason: 'fire drill' })).status).toBe(200);
    const requestId = await describePort('edge3', 'under stop');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect((await call('anna', 'DELETE', '/stop')).status).toBe(403);
    expect((await call('bob', 'DELETE', '/stop')).status).toBe(200);
    expect(world.network.devices[2]?.running()).not.toContain('under stop');
  });

  it('needs a NetBox token, and a right one', async () => {
    expect((await call(null, 'GET', '/devices')).status).toBe(401);
    const answer = await fetch(`${world.plumbline.apiUrl}/api/v1/devices`, {
      headers: { authorization: `Bearer nbt_${'x'.repeat(12)}.${'y'.repeat(40)}` },
    });
    expect(answer.status).toBe(403);
  });

  it('a second delivery of the same webhook sends nothing more', async () => {
    const requestId = await describePort('edge1', 'twice delivered');
    const hash = await until('a waiting plan', async () => {
      const plans = await world.plumbline.store.plans.waiting(null);
      return plans.find(({ plan }) => plan.unit.name === 'edge1')?.plan.hash ?? null;
    });
    await order('bob', { kind: 'approve', hash });
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
    const sent = world.network.devices[0]?.log().length;
    const delivery = world.network.netbox.deliveries().find(({ body }) => body.includes('twice delivered'));
    if (delivery === undefined) throw new Error('no delivery is kept');
    const again = await fetch(world.plumbline.webhookUrl, {
      method: 'POST',
      headers: { ...delivery.headers },
      body: delivery.body,
    });
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ outcome: 'duplicate' });
    expect((await order('bob', { kind: 'check', devices: ['edge1'] })).outcome).toBe('done');
    expect(world.network.devices[0]?.log()).toHaveLength(sent ?? -1);
  });
});
