import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import { SANDBOX_ACCOUNTS } from '../../../src/sandbox/sandbox-network.ts';
import { createLog } from '../../../src/telemetry/create-log.ts';
import { until } from '../../support/crash-world.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dumpDatabase } from '../../support/dump-database.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { type NoticeReceiver, startNoticeReceiver } from '../../support/notice-receiver.ts';

/** Secrets planted in a device's configuration; none of them may be seen anywhere outside it. */
const CANARIES = ['CanaryBgpPass77', 'CanaryCommunity88', 'CanaryUser99'];

/** In the path of the address notices are posted to, and what they are signed with. */
const NOTIFY_TOKEN = 'CanaryHookToken66';
const NOTIFY_SECRET = 'CanarySigningSecret55';

describe('secrets on the whole path', () => {
  let world: SandboxWorld;
  let database: TestDatabase;
  let receiver: NoticeReceiver;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    receiver = await startNoticeReceiver();
    // Its first failure is logged, and that must not quote the address.
    receiver.answers.push(500);
    world = await startSandboxWorld({
      devices: 1,
      log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: {
        DATABASE_URL: database.url,
        PLUMBLINE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
        PLUMBLINE_NOTIFY_URL: `${receiver.url}/${NOTIFY_TOKEN}`,
        PLUMBLINE_NOTIFY_SECRET: NOTIFY_SECRET,
        PLUMBLINE_SETTLE_MS: '20',
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
      },
    });
  });
  afterAll(async () => {
    await world.stop();
    await database.drop();
    await receiver.close();
  });

  it('are in no log line, journal entry, answer, metric or database column', async () => {
    const { network, plumbline } = world;
    const [device] = network.devices;
    const { id, interfaces } = network.netbox.device('edge1');
    const clean = device?.running() ?? '';
    network.netbox.setRendered('edge1', () => clean);
    const policy = { stage: 'general', rollout: 'auto', intent: 'rendered' };
    await network.netbox.edit({
      method: 'PATCH',
      path: `/dcim/devices/${id}/`,
      body: { local_context_data: { plumbline: policy } },
    });
    await until('the first look', async () => {
      const [row] = await plumbline.store.queries.changes(1);
      return row?.closedAt ?? null;
    });
    device?.editByHand(['router bgp 64601', `neighbor 10.10.1.2 password 7 ${CANARIES[0] ?? ''}`]);
    device?.editByHand([`snmp-server community ${CANARIES[1] ?? ''} RO`]);
    device?.editByHand([`username canary secret ${CANARIES[2] ?? ''}`]);
    const api = async (path: string, body?: object): Promise<string> => {
      const answer = await fetch(`${plumbline.apiUrl}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${network.tokens.bob}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return await answer.text();
    };
    const taken = JSON.parse(await api('/api/v1/orders', { kind: 'check', devices: ['edge1'] })) as {
      id: string;
    };
    const seen = [
      await until('the check', async () => {
        const text = await api(`/api/v1/orders/${encodeURIComponent(taken.id)}`);
        return text.includes('"running":true') ? null : text;
      }),
    ];
    // The findings must be there, or this test would prove nothing.
    const [unit] = await plumbline.store.queries.devices();
    expect(unit?.open.length).toBeGreaterThanOrEqual(3);
    // And a change beside them quotes them as left alone.
    network.netbox.setRendered('edge1', () => clean.replace('desk 1', 'desk one'));
    const edited = await network.netbox.edit({
      method: 'PATCH',
      path: `/dcim/interfaces/${interfaces[2]?.id ?? 0}/`,
      body: { description: 'desk one' },
    });
    await until('the change', async () => {
      const rows = await plumbline.store.queries.changes(10);
      return rows.find((row) => row.changeId.includes(edited.requestId) && row.closedAt !== null) ?? null;
    });
    expect(device?.running()).toContain('desk one');

    const events = await until('the notices', () => {
      const posted = receiver.taken.map(({ body }) => JSON.parse(body.toString()) as { event: string });
      const all = posted.map(({ event }) => event);
      return Promise.resolve(all.includes('applied') && all.includes('drift-appeared') ? posted : null);
    });
    seen.push(JSON.stringify(events), await api('/readyz'));
    seen.push(await api('/api/v1/devices'), await api('/api/v1/changes'), await api('/metrics'));
    seen.push(...network.netbox.journal().map(({ comments }) => comments));
    seen.push(...lines, await dumpDatabase(database.url));
    expect(seen.join('\n')).toContain('snmp-server community');
    const secrets = [...CANARIES, SANDBOX_ACCOUNTS.read.password, SANDBOX_ACCOUNTS.write.password];
    for (const secret of [...secrets, NOTIFY_TOKEN, NOTIFY_SECRET, world.settings.netbox.token]) {
      const found = seen.filter((text) => text.includes(secret)).map((text) => text.slice(0, 200));
      expect(found, secret).toEqual([]);
    }
  });
});
