import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import { createNetBoxRest, idOf, type NetBoxRest, resultsOf } from '../../contract/netbox/netbox-rest.ts';
import { until } from '../../support/crash-world.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';

// Several changes each: how long they take on a busy machine proves nothing.
describe('a right that is taken away while the worker runs', { timeout: 120_000 }, () => {
  let world: SandboxWorld;
  let rest: NetBoxRest;
  const errors: Readonly<Record<string, unknown>>[] = [];
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: 2,
      log: { ...silentLog, error: (_message, fields = {}) => void errors.push(fields) },
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: {
        PLUMBLINE_SETTLE_MS: '20',
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
        PLUMBLINE_CHANGELOG_EVERY_MS: '200',
        PLUMBLINE_WEBHOOK_SILENT_MS: '1000',
      },
    });
    rest = createNetBoxRest(world.network.netbox.url, world.network.tokens.admin);
    const { orders } = world.plumbline.runtime;
    const person = { username: 'bob', groups: ['network'] };
    const id = await orders.submit({ order: { kind: 'check', devices: ['edge1', 'edge2'] }, person });
    expect((await until('the first look', () => orders.result(id))).outcome).toBe('done');
  }, 60_000);
  afterAll(() => world.stop());

  /** Changes a permission of the account and gives what puts it back. */
  async function change(permission: string, to: Readonly<Record<string, unknown>>) {
    const found = resultsOf(await rest.get(`/users/permissions/?name=${encodeURIComponent(permission)}`))[0];
    const path = `/users/permissions/${idOf(found)}/`;
    const before = Object.fromEntries(Object.keys(to).map((key) => [key, found?.[key]]));
    expect((await rest.patch(path, to)).status).toBe(200);
    return async () => {
      expect((await rest.patch(path, before)).status).toBe(200);
    };
  }

  async function describePort(device: string, description: string): Promise<string> {
    const { netbox, tokens } = world.network;
    const id = netbox.device(device).interfaces[2]?.id ?? 0;
    const path = `/dcim/interfaces/${id}/`;
    const saved = await netbox.edit({ method: 'PATCH', path, body: { description }, token: tokens.anna });
    expect(saved.status).toBe(200);
    return saved.requestId;
  }

  async function endingOf(requestId: string) {
    const row = await until(`the change of ${requestId}`, async () => {
      const rows = await world.plumbline.store.queries.changes(100);
      return rows.find(({ changeId, closedAt }) => changeId.includes(requestId) && closedAt !== null) ?? null;
    });
    return row.endings[0]?.ending;
  }

  async function warnings(): Promise<readonly string[]> {
    const answer = await fetch(`${world.plumbline.apiUrl}/readyz`);
    return ((await answer.json()) as { readonly warnings: readonly string[] }).warnings;
  }

  function journalOf(requestId: string): readonly string[] {
    return world.network.netbox
      .journal()
      .map(({ comments }) => comments)
      .filter((comments) => comments.includes(requestId));
  }

  /** What the log says was not told of that edit. */
  function untold(requestId: string): readonly unknown[] {
    return errors.filter(({ changeId }) => String(changeId).includes(requestId)).map(({ err }) => err);
  }

  it('to change devices: the change is carried out and told in the journal, and what was not shown is recorded', async () => {
    const giveBack = await change('Plumbline: devices', { actions: ['view', 'render_config'] });
    const requestId = await describePort('edge1', 'without the right to change');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
    expect(world.network.devices[0]?.running()).toContain('description without the right to change');
    expect(journalOf(requestId)).toHaveLength(1);
    expect(untold(requestId)).toEqual([expect.stringMatching(/may not change this device|403/)]);
    await giveBack();
    const next = await describePort('edge1', 'with it again');
    expect(await endingOf(next)).toMatchObject({ kind: 'applied' });
    expect(untold(next)).toEqual([]);
  });

  it('to write the journal: the change is carried out, and that nobody could be told is recorded', async () => {
    const giveBack = await change('Plumbline: own journal entries', { enabled: false });
    const requestId = await describePort('edge2', 'without a journal');
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
    expect(journalOf(requestId)).toEqual([]);
    expect(untold(requestId)).toEqual([expect.stringMatching(/journal.*403/)]);
    await giveBack();
    const next = await describePort('edge2', 'with a journal again');
    expect(await endingOf(next)).toMatchObject({ kind: 'applied' });
    expect(journalOf(next)).toHaveLength(1);
  });

  it('to read: the worker says so at its readiness, and finds the edits made meanwhile once it may look again', async () => {
    const giveBack = await change('Plumbline: read', { enabled: false });
    const requestId = await describePort('edge1', 'while it was blind');
    const told = await until('the warning', async () => {
      const all = await warnings();
      return all.find((one) => one.includes('changelog was last read')) ?? null;
    });
    expect(told).toMatch(/every look since failed.*may view the changelog.*plumbline doctor/);
    expect(world.network.devices[0]?.running()).not.toContain('while it was blind');
    await giveBack();
    expect(await endingOf(requestId)).toMatchObject({ kind: 'applied' });
    await until('a calm worker', async () => ((await warnings()).length === 0 ? true : null));
  });
});
