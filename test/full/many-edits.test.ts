import { afterEach, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../src/cli/sandbox-world.ts';
import { instantOf } from '../../src/domain/ids.ts';
import type { StartOptions } from '../../src/main.ts';
import { until } from '../support/crash-world.ts';
import { silentLog } from '../support/silent-log.ts';
import { switchWebhooks } from '../integration/sandbox/switch-webhooks.ts';
import {
  countingDefinitions,
  finishedRequests,
  misdirectWebhooks,
  missedWebhooks,
  saveEach,
} from './edit-by-edit.ts';

let world: SandboxWorld | null = null;
afterEach(async () => {
  await world?.stop();
  world = null;
});

const HOUR_MS = 3_600_000;

async function start(devices: number, env: Readonly<Record<string, string>>, more: StartOptions = {}) {
  world = await startSandboxWorld({
    devices,
    log: silentLog,
    netbox: { webhookRate: 2_000 },
    start: more,
    env: {
      PLUMBLINE_SETTLE_MS: '20',
      PLUMBLINE_DEVICE_PROMPT_MS: '5',
      PLUMBLINE_SESSIONS_PER_SITE: '50',
      ...env,
    },
  });
  const { orders } = world.plumbline.runtime;
  const names = world.network.devices.map((_, index) => `edge${index + 1}`);
  const person = { username: 'bob', groups: ['network'] };
  const id = await orders.submit({ order: { kind: 'check', devices: names }, person });
  expect((await until('the first look', () => orders.result(id), 600_000)).outcome).toBe('done');
  return world;
}

/** Every port runs what was saved for it last. */
function expectInLine({ network }: SandboxWorld, last: ReadonlyMap<string, string>): void {
  for (const [place, description] of last) {
    const [name = '', port = ''] = place.split(' ');
    const device = network.devices[Number(name.slice('edge'.length)) - 1];
    const section = (device?.running() ?? '').split(`interface ${port}\n`)[1]?.split('!')[0];
    expect(section, place).toContain(`description ${description}`);
  }
}

describe('many edits, each a request of its own', () => {
  it('are all found while webhooks are switched off: 500 of 500', async () => {
    const running = await start(10, { PLUMBLINE_CHANGELOG_EVERY_MS: '500' });
    await switchWebhooks(running.network, false);
    const { requestIds, last } = await saveEach(running, 500);
    await finishedRequests(running, requestIds, 1_200_000);
    expectInLine(running, last);
    expect(running.network.netbox.deliveries().filter(({ status }) => status === 202)).toEqual([]);
  }, 1_800_000);

  it('lead to the same state when their webhooks come twice, in another order and an hour late', async () => {
    // Nothing but those webhooks tells of the edits: the next look at the changelog is an hour away.
    const running = await start(
      5,
      { PLUMBLINE_CHANGELOG_EVERY_MS: '3600000' },
      {
        clock: { now: () => instantOf(Date.now() + HOUR_MS) },
      },
    );
    await misdirectWebhooks(running);
    const { requestIds, last } = await saveEach(running, 60);
    const held = await until(
      'the webhooks',
      () => {
        const missed = missedWebhooks(running);
        return Promise.resolve(missed.length >= requestIds.length ? missed : null);
      },
      120_000,
    );
    const backwards = [...held].reverse();
    for (const { body, headers } of [...backwards, ...held]) {
      const answer = await fetch(running.plumbline.webhookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hook-signature': headers['X-Hook-Signature'] ?? '',
        },
        body,
      });
      expect(answer.status).toBe(202);
    }
    await finishedRequests(running, requestIds, 600_000);
    expectInLine(running, last);
    const rows = await running.plumbline.store.queries.changes(500);
    expect(rows.filter((row) => row.origin.user === 'anna')).toHaveLength(requestIds.length);
  }, 1_800_000);

  it('in a storm of 10 000 on 200 devices: none is lost, and no device is planned for more than twice', async () => {
    const { definitions, plans } = countingDefinitions();
    const running = await start(Number(process.env['STORM_DEVICES'] ?? 200), {}, { definitions });
    const edits = Number(process.env['STORM_EDITS'] ?? 10_000);
    plans.clear();
    const { requestIds, last } = await saveEach(running, edits);
    await finishedRequests(running, requestIds, 3_000_000);
    expectInLine(running, last);
    const each = [...plans.values()];
    console.info(
      `storm: ${edits} edits, ${each.length} devices, ${each.reduce((sum, one) => sum + one, 0)} plans, at most ${Math.max(...each)} a device`,
    );
    expect(Math.max(...each)).toBeLessThanOrEqual(2);
  }, 3_600_000);
});
