import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { prepareSandbox } from '../../../src/cli/sandbox-world.ts';
import type { Order } from '../../../src/domain/order.ts';
import { type Plumbline, startPlumbline } from '../../../src/main.ts';
import { type SandboxNetwork, startSandboxNetwork } from '../../../src/sandbox/sandbox-network.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { until } from '../../support/crash-world.ts';
import { copyDatabase, createTestDatabase, runSql, type TestDatabase } from '../../support/database.ts';
import { FAST_RUNTIME_SETTINGS } from '../../support/fast-runtime-settings.ts';
import { silentLog } from '../../support/silent-log.ts';

const BOB = { username: 'bob', groups: ['network'] };

/** What a backup put back leaves: the database of yesterday, and a NetBox and devices of today. */
describe('a worker whose own database was restored from a backup', { timeout: 120_000 }, () => {
  let folder: string;
  let network: SandboxNetwork;
  let live: TestDatabase;
  let backups: readonly TestDatabase[] = [];
  let settings: Settings;
  let plumbline: Plumbline | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-restored-'));
    await chmod(folder, 0o711);
    network = await startSandboxNetwork({ devices: 2, accessPorts: 3, netbox: { webhookRate: 500 } });
    live = await createTestDatabase();
    settings = await prepareSandbox(network, folder, {
      log: silentLog,
      env: {
        DATABASE_URL: live.url,
        PLUMBLINE_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        PLUMBLINE_SETTLE_MS: '20',
        PLUMBLINE_DEVICE_PROMPT_MS: '5',
        PLUMBLINE_CHANGELOG_EVERY_MS: '100',
      },
    });
    await serve(live);
    expect((await order({ kind: 'check', devices: ['edge1', 'edge2'] })).outcome).toBe('done');
    await expectApplied(await describePort(2, 'in the backup'));
    await stop();
    backups = [await copyDatabase(live), await copyDatabase(live)];
    await serve(live);
    await expectApplied(await describePort(2, 'in the lost time'));
    await stop();
  }, 120_000);
  afterAll(async () => {
    network.devices[1]?.setFault(null);
    await stop();
    await network.stop();
    for (const database of [live, ...backups]) await database.drop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function serve({ url }: TestDatabase): Promise<void> {
    const started = { ...settings, database: { ...settings.database, url } };
    plumbline = await startPlumbline(started, { log: silentLog, runtime: FAST_RUNTIME_SETTINGS });
  }

  async function stop(): Promise<void> {
    await plumbline?.stop();
    plumbline = null;
  }

  function worker(): Plumbline {
    if (plumbline === null) throw new Error('no worker runs');
    return plumbline;
  }

  async function order(what: Order) {
    const { orders } = worker().runtime;
    const id = await orders.submit({ order: what, person: BOB });
    return await until(`the order to ${what.kind}`, () => orders.result(id));
  }

  async function describePort(port: number, description: string): Promise<string> {
    const { netbox, tokens } = network;
    const id = netbox.device('edge1').interfaces[port]?.id ?? 0;
    const path = `/dcim/interfaces/${id}/`;
    const answer = await netbox.edit({ method: 'PATCH', path, body: { description }, token: tokens.anna });
    expect(answer.status).toBe(200);
    return answer.requestId;
  }

  async function changeOf(requestId: string) {
    const rows = await worker().store.queries.changes(100);
    return rows.find(({ changeId }) => changeId.includes(requestId)) ?? null;
  }

  async function expectApplied(requestId: string): Promise<void> {
    const ending = await endingOf(requestId);
    expect(ending, ending?.detail).toMatchObject({ kind: 'applied' });
  }

  async function endingOf(requestId: string) {
    const row = await until(`the change of ${requestId}`, async () => {
      const change = await changeOf(requestId);
      return change?.closedAt == null ? null : change;
    });
    return row.endings[0]?.ending;
  }

  async function warnings(): Promise<readonly string[]> {
    const answer = await fetch(`${worker().apiUrl}/readyz`);
    return ((await answer.json()) as { readonly warnings: readonly string[] }).warnings;
  }

  /** Until every device was looked at, the worker only reads; then what it found waits for an approval. */
  async function expectReadOnlyAtFirst(port: number, description: string, evidence: RegExp): Promise<void> {
    // A device that answers a byte at a time keeps the sweep from ending.
    network.devices[1]?.setFault({ kind: 'slow', msPerByte: 100 });
    const requestId = await describePort(port, description);
    const told = await until('the doubt', async () => {
      const all = await warnings();
      return all.find((line) => line.includes('own database may be older')) ?? null;
    });
    expect(told).toMatch(evidence);
    await until('the edit', async () => ((await worker().store.edits.size()) > 0 ? true : null));
    const planned = await order({ kind: 'plan', devices: ['edge1'] });
    expect(planned.outcome).toBe('refused');
    expect(JSON.stringify(planned)).toContain('own database may be older');
    expect(await changeOf(requestId)).toBeNull();
    expect(sentTo(0)).not.toContain(`description ${description}`);

    network.devices[1]?.setFault(null);
    await until('a calm worker', async () => ((await warnings()).length === 0 ? true : null));
    // Edits of the lost time are planned at the same moment. Their plan is one, and it is approved once: what is answered "done"
    // is carried out, and a plan that another one just replaced says so.
    await until('the approval', async () => {
      const [waiting] = await worker().store.plans.waiting(null);
      if (waiting === undefined) return null;
      expect(waiting.reason).toContain('own database was older');
      expect(sentTo(0)).not.toContain(`description ${description}`);
      const { outcome, lines } = await order({ kind: 'approve', hash: waiting.plan.hash });
      if (outcome === 'done') return true;
      expect(lines[0]?.message).toMatch(/was answered or replaced just now|no longer waits/);
      return null;
    });
    await until('the write', () =>
      Promise.resolve(sentTo(0).includes(`description ${description}`) ? true : null),
    );
  }

  function sentTo(index: number): readonly string[] {
    return (network.devices[index]?.log() ?? []).map(({ command }) => command);
  }

  it('reads only until every device was looked at, and then asks before it writes', async () => {
    const [backup] = backups;
    if (backup === undefined) throw new Error('no backup');
    await serve(backup);
    await expectReadOnlyAtFirst(3, 'after the restore', /server\/database\/timeline/);
    await stop();
  });

  it('knows it from what it wrote into NetBox, where the copy of the files looks like the original', async () => {
    const [, backup] = backups;
    if (backup === undefined) throw new Error('no backup');
    await runSql(
      backup.url,
      `update plumbline.netbox_watch set place = plumbline.place(), current_until = current_until - interval '1 hour'`,
    );
    await serve(backup);
    await expectReadOnlyAtFirst(4, 'after another restore', /changelog has entry \d+ of plumbline/);
  });
});
