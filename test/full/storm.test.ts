import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../src/cli/sandbox-world.ts';
import { until } from '../support/crash-world.ts';
import { silentLog } from '../support/silent-log.ts';

const DEVICES = 20;
const PORTS = 50;

describe('a storm of 1 000 webhooks of one request over 20 devices', () => {
  let world: SandboxWorld;
  beforeAll(async () => {
    world = await startSandboxWorld({
      devices: DEVICES,
      accessPorts: PORTS,
      netbox: { webhookRate: 500 },
      log: silentLog,
    });
  });
  afterAll(() => world.stop());

  it('leads to one plan a device, and loses nothing', async () => {
    const { network, plumbline } = world;
    const names = network.devices.map((_, index) => `edge${index + 1}`);
    const person = { username: 'bob', groups: ['network'] };
    const order = await plumbline.runtime.orders.submit({ order: { kind: 'check', devices: names }, person });
    const checked = await until('the check', () => plumbline.runtime.orders.result(order), 300_000);
    expect(checked.outcome).toBe('done');

    const body = names.flatMap((name) =>
      network.netbox
        .device(name)
        .interfaces.filter((port) => port.description.startsWith('desk'))
        .map((port) => ({ id: port.id, description: `${port.name} in the storm` })),
    );
    expect(body).toHaveLength(DEVICES * PORTS);
    const edited = await network.netbox.edit({
      method: 'PATCH',
      path: '/dcim/interfaces/',
      body,
      token: network.tokens.anna,
    });
    expect(edited.status).toBe(200);

    const rows = await until(
      'all webhooks and their changes',
      async () => {
        const all = await plumbline.store.queries.changes(50);
        const ours = all.filter((row) => row.changeId.includes(edited.requestId));
        const waiting = network.netbox.pendingWebhooks() + (await plumbline.store.edits.size());
        return ours.length > 0 && waiting === 0 && ours.every((row) => row.closedAt !== null) ? ours : null;
      },
      500_000,
    );
    const endings = rows.flatMap((row) => row.endings).filter(({ ending }) => ending.kind !== 'untouched');
    expect(endings.map(({ ending }) => ending.kind)).toEqual(Array(DEVICES).fill('applied'));
    for (const device of network.devices) {
      expect(device.running().match(/in the storm/g)).toHaveLength(PORTS);
      expect(device.log().filter(({ command }) => command.startsWith('description'))).toHaveLength(PORTS);
    }
    expect(network.netbox.journal()).toHaveLength(DEVICES);
    // 200: webhooks of the worker's own edits of the state field. 503: told to come again, and it did.
    const answers = network.netbox.deliveries().map(({ status }) => status);
    expect(answers.filter((status) => status === 202)).toHaveLength(DEVICES * PORTS);
    expect(answers.filter((status) => ![200, 202, 503].includes(status))).toEqual([]);
  }, 900_000);
});
