import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import { until } from '../../support/crash-world.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { type NoticeReceiver, startNoticeReceiver } from '../../support/notice-receiver.ts';
import { silentLog } from '../../support/silent-log.ts';

const SECRET = 'the signing secret of the test';

interface Posted {
  readonly event: string;
  readonly unit: { readonly name: string };
  readonly recipients: readonly { readonly name: string; readonly email: string | null }[];
}

interface Bell {
  readonly user: { readonly username: string };
  readonly object: { readonly name: string } | null;
  readonly read: string | null;
}

/** The whole worker: real outbox, real posts over loopback, the bell of the NetBox stand-in under the provisioned account. */
describe('the running worker', () => {
  let world: SandboxWorld;
  let database: TestDatabase;
  let receiver: NoticeReceiver;

  beforeAll(async () => {
    [database, receiver] = await Promise.all([createTestDatabase(), startNoticeReceiver()]);
    world = await startSandboxWorld({
      devices: 2,
      log: silentLog,
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: {
        DATABASE_URL: database.url,
        PLUMBLINE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
        PLUMBLINE_SETTLE_MS: '20',
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
        PLUMBLINE_NOTIFY_URL: receiver.url,
        PLUMBLINE_NOTIFY_SECRET: SECRET,
      },
    });
    const owner = await make('/users/owners/', {
      name: 'edge team',
      group: null,
      users: [await userId('bob')],
    });
    await edit('PATCH', `/dcim/devices/${world.network.netbox.device('edge1').id}/`, { owner });
    const role = await make('/tenancy/contact-roles/', { name: 'Operations', slug: 'ops' });
    const contact = await make('/tenancy/contacts/', { name: 'NOC', email: 'noc@example.org' });
    const object_id = world.network.netbox.device('edge2').id;
    await make('/tenancy/contact-assignments/', { object_type: 'dcim.device', object_id, contact, role });
    await check('edge1', 'edge2');
  });
  afterAll(async () => {
    await world.stop();
    await Promise.all([receiver.close(), database.drop()]);
  });

  async function edit(method: 'POST' | 'PATCH' | 'GET', path: string, body?: object): Promise<unknown> {
    const { anna } = world.network.tokens;
    const answer = await fetch(`${world.network.netbox.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${anna}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}`).toBe(true);
    return await answer.json();
  }
  const make = async (path: string, body: object) => ((await edit('POST', path, body)) as { id: number }).id;
  const listed = async <T>(path: string) => ((await edit('GET', path)) as { results: readonly T[] }).results;
  async function userId(name: string): Promise<number> {
    const [user] = await listed<{ id: number }>(`/users/users/?username=${name}`);
    if (user === undefined) throw new Error(`no user ${name}`);
    return user.id;
  }
  async function describePort(device: string, description: string): Promise<void> {
    const port = world.network.netbox.device(device).interfaces[3];
    await edit('PATCH', `/dcim/interfaces/${port?.id ?? 0}/`, { description });
  }

  async function api(path: string, body?: object): Promise<string> {
    const answer = await fetch(`${world.plumbline.apiUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${world.network.tokens.bob}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await answer.text();
  }
  async function check(...devices: readonly string[]): Promise<void> {
    const { id } = JSON.parse(await api('/api/v1/orders', { kind: 'check', devices })) as { id: string };
    await until('the check', async () => {
      const text = await api(`/api/v1/orders/${encodeURIComponent(id)}`);
      return text.includes('"running":true') ? null : text;
    });
  }

  const posted = () => receiver.taken.map(({ body }) => JSON.parse(body.toString()) as Posted);
  const bells = async () =>
    (await listed<Bell>('/extras/notifications/?limit=100')).map(
      ({ user, object, read }) => `${user.username}: ${object?.name ?? '?'}${read === null ? '' : ' (read)'}`,
    );
  async function post(event: string, device: string, count = 1): Promise<Posted> {
    return await until(`${count} × ${event} of ${device}`, () => {
      const found = posted().filter((one) => one.event === event && one.unit.name === device);
      return Promise.resolve(found.length >= count ? (found[count - 1] ?? null) : null);
    });
  }

  it('tells the author of an edit that it is applied, by bell and by a signed post, and nobody else', async () => {
    await describePort('edge1', 'desk one');
    const { recipients } = await post('applied', 'edge1');
    expect(recipients.map(({ name }) => name)).toEqual(['anna']);
    const [last] = receiver.taken.slice(-1);
    expect(last?.headers['x-hook-signature']).toBe(
      createHmac('sha512', SECRET)
        .update(last?.body ?? '')
        .digest('hex'),
    );
    await until('the bell', async () => ((await bells()).includes('anna: edge1') ? true : null));
    expect(await bells()).not.toContain('bob: edge1');
  });

  it('tells the owner of drift, and once, however often it is seen', async () => {
    world.network.devices[0]?.editByHand(['interface GigabitEthernet0/2', 'description by hand']);
    await check('edge1');
    await check('edge1');
    expect((await post('drift-appeared', 'edge1')).recipients.map(({ name }) => name)).toEqual(['bob']);
    await until('the bell', async () => ((await bells()).includes('bob: edge1') ? true : null));
    await check('edge1');
    expect(posted().filter(({ event }) => event === 'drift-appeared')).toHaveLength(1);
  });

  it('posts the contact where the device has no owner, since a contact has no bell', async () => {
    world.network.devices[1]?.editByHand(['interface GigabitEthernet0/2', 'description by hand']);
    await check('edge2');
    expect((await post('drift-appeared', 'edge2')).recipients).toMatchObject([
      { name: 'NOC', email: 'noc@example.org', role: 'ops' },
    ]);
    expect((await bells()).filter((one) => one.endsWith('edge2'))).toEqual([]);
  });

  it('ends a change and its journal while the receiver is down, says so where one looks, and delivers later', async () => {
    await receiver.down();
    await describePort('edge2', 'desk two');
    await until('the journal', () =>
      Promise.resolve(
        world.network.netbox
          .journal()
          .find(({ on, comments }) => on === 'edge2' && comments.includes('Applied, verified, saved')) ??
          null,
      ),
    );
    await until('the end of the change', async () => {
      const rows = await world.plumbline.store.queries.changes(10);
      return rows.every(({ closedAt }) => closedAt !== null) ? true : null;
    });
    const ready = await until('the warning', async () => {
      const text = await api('/readyz');
      return text.includes('have not arrived') ? text : null;
    });
    expect(JSON.parse(ready)).toMatchObject({ ok: true });
    expect(await api('/metrics')).toMatch(
      /plumbline_notices_total\{target="webhook",result="failed"\} [1-9]/,
    );
    await receiver.up();
    await post('applied', 'edge2');
    expect(posted().filter(({ event, unit }) => event === 'applied' && unit.name === 'edge2')).toHaveLength(
      1,
    );
    await until('no warning', async () =>
      (await api('/readyz')).includes('have not arrived') ? null : true,
    );
  });
});
