import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxWorld, startSandboxWorld } from '../../../src/cli/sandbox-world.ts';
import type { Order, OrderResult } from '../../../src/domain/order.ts';
import { unitIdOf } from '../../../src/domain/ids.ts';
import { SANDBOX_ACCOUNTS } from '../../../src/sandbox/sandbox-network.ts';
import type { SimulatedDevice } from '../../../src/sandbox/devices/simulated-device.ts';
import { createLog } from '../../../src/telemetry/create-log.ts';
import { until } from '../../support/crash-world.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { dumpDatabase } from '../../support/dump-database.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';

/** Logins on the whole path: orders, sweeps, the store, NetBox's state field, metrics and the log. */
describe('a device that refuses our login', () => {
  let world: SandboxWorld;
  let database: TestDatabase;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    world = await startSandboxWorld({
      devices: 2,
      log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
      netbox: { webhookRate: 500 },
      start: { runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true } },
      env: {
        DATABASE_URL: database.url,
        PLUMBLINE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
      },
    });
  });
  afterAll(async () => {
    await world.stop();
    await database.drop();
  });

  function device(number: number): SimulatedDevice {
    const found = world.network.devices[number - 1];
    if (found === undefined) throw new Error(`no device ${number}`);
    return found;
  }
  const refusals = () =>
    device(1)
      .events()
      .filter(({ kind }) => kind === 'login-refused').length;
  const metrics = async () => await (await fetch(`${world.plumbline.apiUrl}/metrics`)).text();

  async function give(order: Order): Promise<OrderResult> {
    const { orders } = world.plumbline.runtime;
    const id = await orders.submit({ order, person: { username: 'bob', groups: ['network'] } });
    return await until(`the order ${order.kind}`, () => orders.result(id));
  }

  it('is tried once by sweeps, told with the reason, counted as an alarm, and delays no other device', async () => {
    device(1).setFault({ kind: 'wrong-password' });
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await give({ kind: 'sweep' });
    expect(refusals()).toBe(1);
    expect(world.network.netbox.stateField('edge1')).toBe('error');
    expect(world.network.netbox.stateField('edge2')).toBe('in line');
    const [unit] = await world.plumbline.store.queries.devices();
    expect(unit?.note).toMatch(
      /edge1 is not logged in to, to read: at .* it refused the account "plumbline-read"/,
    );
    expect(lines.filter((line) => line.includes('"device refused the login"'))).toEqual([
      expect.stringMatching(/"level":"warn".*"unit":"edge1"/),
    ]);
    await until('the alarm', async () =>
      (await metrics()).includes('plumbline_refused_logins 1') ? true : null,
    );
  });

  it('is tried once for each check a person orders', async () => {
    const before = refusals();
    const { outcome, lines: told } = await give({ kind: 'check', devices: ['edge1'] });
    expect(outcome).toBe('error');
    expect(told[0]?.message).toContain('refused the login');
    expect(refusals()).toBe(before + 1);
    await give({ kind: 'sweep' });
    expect(refusals()).toBe(before + 1);
  });

  it('is in line again after the account was corrected and a check ordered', async () => {
    device(1).setFault(null);
    await give({ kind: 'sweep' });
    expect(world.network.netbox.stateField('edge1')).toBe('error');
    expect((await give({ kind: 'check', devices: ['edge1'] })).outcome).toBe('done');
    expect(world.network.netbox.stateField('edge1')).toBe('in line');
    expect(await world.plumbline.store.refusedLogins.count()).toBe(0);
  });

  it('is tried by the next sweep after a person released it', async () => {
    device(1).setFault({ kind: 'wrong-password' });
    await give({ kind: 'sweep' });
    device(1).setFault(null);
    const released = await give({ kind: 'release', device: 'edge1', reason: 'account unlocked' });
    expect(released.lines[0]?.message).toContain('1 refused login(s) may be tried again');
    await give({ kind: 'sweep' });
    expect(world.network.netbox.stateField('edge1')).toBe('in line');
  });

  it('is not written: nothing is sent, and the story of the edit says why', async () => {
    const unitId = unitIdOf(world.network.netbox.device('edge2').id);
    await give({ kind: 'check', devices: ['edge2'] });
    const sent = device(2).log().length;
    device(2).setFault({ kind: 'wrong-password' });
    const port = world.network.netbox.device('edge2').interfaces[2]?.id ?? 0;
    const { requestId } = await world.network.netbox.edit({
      method: 'PATCH',
      path: `/dcim/interfaces/${port}/`,
      body: { description: 'never' },
    });
    const row = await until('the change', async () => {
      const rows = await world.plumbline.store.queries.changes(20);
      return rows.find((change) => change.changeId.includes(requestId) && change.closedAt !== null) ?? null;
    });
    expect(row.endings[0]?.ending).toMatchObject({ kind: 'untouched' });
    expect(JSON.stringify(row.endings)).toContain('refused the login');
    expect(device(2).log()).toHaveLength(sent);
    await world.plumbline.store.refusedLogins.forget(unitId);
  });

  it('leaves no password in the log, the database, the metrics or NetBox', async () => {
    const seen = [
      ...lines,
      await dumpDatabase(database.url),
      await metrics(),
      ...world.network.netbox.journal().map(({ comments }) => comments),
    ].join('\n');
    expect(seen).toContain('refused the login');
    for (const { password } of Object.values(SANDBOX_ACCOUNTS)) expect(seen).not.toContain(password);
  });
});
