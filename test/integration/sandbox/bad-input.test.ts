import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import type { Json } from '../../../src/domain/json.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { until } from '../../support/crash-world.ts';
import { silentLog } from '../../support/silent-log.ts';

describe('bad input on the whole path', () => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: 10,
      log: silentLog,
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: { PLUMBLINE_SETTLE_MS: '20', PLUMBLINE_DEVICE_PROMPT_MS: '5', PLUMBLINE_DEVICE_CONNECT_MS: '500' },
    });
    const names = world.network.devices.map((_, index) => `edge${index + 1}`);
    const person = { username: 'bob', groups: ['network'] };
    const { orders } = world.plumbline.runtime;
    const id = await orders.submit({ order: { kind: 'check', devices: names }, person });
    expect((await until('the check', () => orders.result(id))).outcome).toBe('done');
  });
  afterAll(() => world.stop());

  async function patch(path: string, body: Json): Promise<string> {
    const answer = await world.network.netbox.edit({
      method: 'PATCH',
      path,
      body,
      token: world.network.tokens.anna,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.requestId;
  }

  function portOf(device: string): number {
    return world.network.netbox.device(device).interfaces[2]?.id ?? 0;
  }

  /** Edits a description and returns how the change ended, with the text of its journal entry. */
  async function describePort(device: string, description: string) {
    const requestId = await patch(`/dcim/interfaces/${portOf(device)}/`, { description });
    return await outcomeOf(requestId);
  }

  async function outcomeOf(requestId: string) {
    const row = await until(`the change of ${requestId}`, async () => {
      const rows = await world.plumbline.store.queries.changes(100);
      return rows.find((change) => change.changeId.includes(requestId) && change.closedAt !== null) ?? null;
    });
    const entries = world.network.netbox.journal().filter(({ comments }) => comments.includes(requestId));
    expect(entries).toHaveLength(1);
    return { ending: row.endings[0]?.ending, told: entries[0]?.comments ?? '' };
  }

  function sentTo(number: number): number {
    return world.network.devices[number - 1]?.log().length ?? 0;
  }

  it.each([
    ['a newline', 'two\nlines'],
    ['an escape sequence', 'red \u001b[31m text'],
    ['a help key', 'what?'],
    ['a right-to-left override', 'abc\u202edef'],
    ['a line separator', 'abc\u2028def'],
  ])('with %s in a description: nothing is sent, and the journal says which field', async (_name, value) => {
    const before = sentTo(1);
    const { ending, told } = await describePort('edge1', value);
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(told).toMatch(/cannot be sent.*GigabitEthernet0\/2/);
    expect(told).not.toContain(value);
    expect(sentTo(1)).toBe(before);
  });

  it.each([
    ['no primary address', 2, { primary_ip4: null }, /no primary or out-of-band IP address/],
    ['no platform', 3, { platform: null }, /platform is not set/],
    [
      'an unknown credential profile',
      4,
      policy({ credentials: 'core' }),
      /profile &quot;core&quot;|profile .*core/,
    ],
    ['a misspelled policy key', 5, policy({ stgae: 'general' }), /stgae/],
    ['a status that is not managed', 6, { status: 'planned' }, /status is/],
  ] as const)(
    'on a device with %s: refused with the reason on the device',
    async (_name, number, change, reason) => {
      const device = `edge${number}`;
      const { id } = world.network.netbox.device(device);
      const before = sentTo(number);
      const { ending, told } = await outcomeOf(await patch(`/dcim/devices/${id}/`, change));
      expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
      expect(told).toMatch(reason);
      expect(sentTo(number)).toBe(before);
    },
  );

  it('on a device with another serial number than NetBox records: nothing is sent, and checks compare nothing', async () => {
    const { id } = world.network.netbox.device('edge10');
    const before = sentTo(10);
    const { ending, told } = await outcomeOf(await patch(`/dcim/devices/${id}/`, { serial: 'OTHER9' }));
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(told).toMatch(/records serial OTHER9.*says SBX0010/);
    world.network.devices[9]?.editByHand(['interface GigabitEthernet0/2', 'description of another device']);
    const person = { username: 'bob', groups: ['network'] };
    const { orders } = world.plumbline.runtime;
    const order = await orders.submit({ order: { kind: 'check', devices: ['edge10'] }, person });
    expect((await until('the check', () => orders.result(order))).lines[0]?.message).toContain(
      'records serial',
    );
    expect(world.network.netbox.stateField('edge10')).toBe('error');
    expect(sentTo(10)).toBe(before);
  });

  it('on a device whose host key changed: no credentials are sent, and the journal says so', async () => {
    world.network.devices[6]?.setFault({ kind: 'other-host-key' });
    const logins = () =>
      world.network.devices[6]?.events().filter(({ kind }) => kind.startsWith('login')).length;
    const before = logins();
    const { ending, told } = await describePort('edge7', 'who are you');
    expect(ending).toMatchObject({ kind: 'untouched', reason: 'refused' });
    expect(told).toMatch(/host key/i);
    expect(logins()).toBe(before);
  });

  it('while NetBox answers 500, half a page and nothing: it is asked again, and the edit is not lost', async () => {
    const { faults } = world.network.netbox;
    faults.answer(500, '/api/dcim/devices/', 1, 'GET');
    faults.answer('short-page', '/api/core/object-changes/', 1, 'GET');
    faults.answer('nothing', '/api/dcim/interfaces/', 1, 'GET');
    faults.answer(429, '/api/extras/journal-entries/', 1, 'POST');
    faults.answer(412, '/api/dcim/devices/', 1, 'PATCH');
    const { ending } = await describePort('edge8', 'in spite of all');
    expect(ending).toMatchObject({ kind: 'applied' });
    expect(world.network.devices[7]?.running()).toContain('in spite of all');
    expect(world.network.netbox.stateField('edge8')).toBe('in line');
  });

  it('for a device that is deleted: nothing fails, nothing is sent', async () => {
    const { id } = world.network.netbox.device('edge9');
    const before = sentTo(9);
    const answer = await world.network.netbox.edit({ method: 'DELETE', path: `/dcim/devices/${id}/` });
    expect(answer.status).toBe(204);
    await until('the queue to be empty', async () => {
      const waiting = world.network.netbox.pendingWebhooks() + (await world.plumbline.store.edits.size());
      return waiting === 0 && world.plumbline.runtime.activeCount() === 0 ? true : null;
    });
    expect(sentTo(9)).toBe(before);
  });
});

function policy(change: Readonly<Record<string, string>>): { readonly local_context_data: Json } {
  return { local_context_data: { plumbline: { stage: 'general', rollout: 'auto', ...change } } };
}
