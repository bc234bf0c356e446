import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import type { Order } from '../../../src/domain/order.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { until } from '../../support/crash-world.ts';
import { silentLog } from '../../support/silent-log.ts';
import { switchWebhooks } from './switch-webhooks.ts';

const ANNA = { username: 'anna', groups: ['operators'] };
const BOB = { username: 'bob', groups: ['network'] };

// Three stories of several changes each: how long they take on a busy machine proves nothing.
describe('a worker that watches its NetBox', { timeout: 180_000 }, () => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: 2,
      log: silentLog,
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: {
        PLUMBLINE_SETTLE_MS: '20',
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
        PLUMBLINE_CHANGELOG_EVERY_MS: '100',
      },
    });
    expect((await order({ kind: 'check', devices: ['edge1', 'edge2'] }, BOB)).outcome).toBe('done');
  });
  afterAll(() => world.stop());

  async function order(what: Order, person = BOB) {
    const { orders } = world.plumbline.runtime;
    const id = await orders.submit({ order: what, person });
    return await until(`the order to ${what.kind}`, () => orders.result(id));
  }

  /** Saves a description, alone in its request. */
  async function describePort(device: string, port: number, description: string): Promise<string> {
    const { netbox, tokens } = world.network;
    const id = netbox.device(device).interfaces[port]?.id ?? 0;
    const answer = await netbox.edit({
      method: 'PATCH',
      path: `/dcim/interfaces/${id}/`,
      body: { description },
      token: tokens.anna,
    });
    expect(answer.status).toBe(200);
    return answer.requestId;
  }

  async function endingOf(requestId: string) {
    const row = await until(`the change of ${requestId}`, async () => {
      const rows = await world.plumbline.store.queries.changes(100);
      return rows.find((change) => change.changeId.includes(requestId) && change.closedAt !== null) ?? null;
    });
    return row.endings[0]?.ending;
  }

  function sentTo(number: number): readonly string[] {
    const device = world.network.devices[number - 1];
    return (device?.log() ?? [])
      .map(({ command }) => command)
      .filter((line) => line.startsWith('description'));
  }

  async function warnings(): Promise<readonly string[]> {
    const answer = await fetch(`${world.plumbline.apiUrl}/readyz`);
    expect(answer.status, 'a warning does not take the worker out of service').toBe(200);
    return ((await answer.json()) as { readonly warnings: readonly string[] }).warnings;
  }

  it('finds every edit while NetBox sends no webhook at all', async () => {
    await switchWebhooks(world.network, false);
    const saved = [];
    for (const round of [1, 2, 3, 4, 5]) {
      saved.push(await describePort('edge1', 2, `silent ${round}`));
      saved.push(await describePort('edge2', 3, `silent ${round}`));
    }
    for (const requestId of saved) expect(await endingOf(requestId)).toBeDefined();
    expect(sentTo(1).at(-1)).toBe('description silent 5');
    expect(sentTo(2).at(-1)).toBe('description silent 5');
    expect(world.network.netbox.deliveries().some(({ status }) => status === 202)).toBe(false);
    await switchWebhooks(world.network, true);
  });

  it('writes nothing for a NetBox restored from a backup, says so, and goes on once an approver accepted it', async () => {
    const { netbox } = world.network;
    const restore = netbox.backup();
    expect(await endingOf(await describePort('edge1', 2, 'after the backup'))).toMatchObject({
      kind: 'applied',
    });
    const before = sentTo(1);

    restore();
    const lost = await endingOf(await describePort('edge1', 2, 'in a restored NetBox'));
    expect(lost).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(lost?.detail).toMatch(/may be another one, or restored from a backup: its changelog/);
    expect(sentTo(1)).toEqual(before);
    expect(await warnings()).toEqual([expect.stringContaining('plumbline doctor --accept')]);

    expect(await order({ kind: 'accept' }, ANNA)).toMatchObject({ outcome: 'refused' });
    expect(await warnings()).toHaveLength(1);
    expect(await order({ kind: 'accept' }, BOB)).toMatchObject({ outcome: 'done' });
    await until('a calm worker', async () => ((await warnings()).length === 0 ? true : null));
    expect(await endingOf(await describePort('edge2', 2, 'accepted'))).toMatchObject({ kind: 'applied' });
  });

  it('writes nothing for a copy that was edited past the original', async () => {
    const { netbox } = world.network;
    const copy = netbox.backup();
    expect(await endingOf(await describePort('edge1', 3, 'in the original'))).toMatchObject({
      kind: 'applied',
    });
    const pinned = await world.plumbline.store.watch.read();
    copy();
    const before = sentTo(1);
    let last = '';
    for (let more = 0; more < 6; more += 1) last = await describePort('edge1', 3, `in the copy ${more}`);
    const newest = await netbox.edit({ method: 'GET', path: '/core/object-changes/?limit=1' });
    expect(
      (newest.body as { readonly results: readonly { readonly id: number }[] }).results[0]?.id,
    ).toBeGreaterThan(pinned?.witness?.id ?? 0);
    expect(await endingOf(last)).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(sentTo(1)).toEqual(before);
  });
});
