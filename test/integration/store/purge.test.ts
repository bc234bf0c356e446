import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIdOf, instantOf, plusMs, unitIdOf } from '../../../src/domain/ids.ts';
import type { ChangeId, PlanHash } from '../../../src/domain/ids.ts';
import { DEFAULT_RETENTION } from '../../../src/store/purge.ts';
import { PLAN, READING, UNIT } from '../../support/make-unit.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import type { TestStore } from '../../support/open-test-store.ts';
import { editedInterface, makeDelivery } from './make-delivery.ts';

const DAY_MS = 86_400_000;
const NOW = instantOf(new Date());
const never = new AbortController().signal;
const start = { quietMs: 0, maxQuietMs: 0, limit: 100 };
let test: TestStore;
let client: Client;

beforeAll(async () => {
  test = await openTestStore();
  client = new Client({ connectionString: test.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

const daysAgo = (days: number) => plusMs(NOW, -days * DAY_MS);

async function idsIn(sql: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(sql);
  return rows.map((row) => row.id).sort();
}

async function openChange(name: string, days: number, closed: boolean): Promise<ChangeId> {
  const changeId = changeIdOf(name, 1);
  const at = daysAgo(days);
  const unit = { unitId: UNIT.id, unitName: 'r1' };
  const origin = { kind: 'edit', user: 'anna', message: '', time: at } as const;
  await test.store.changes.open({ changeId, origin, units: [unit], at });
  await test.store.changes.saveSnapshot(changeId, UNIT.id, READING, at);
  const hash = (days.toString(16).padStart(2, '0') + 'e').repeat(22).slice(0, 64) as PlanHash;
  await test.store.plans.save({ ...PLAN, changeId, hash, createdAt: at });
  if (!closed) return changeId;
  const ending = { kind: 'untouched', reason: 'skipped', detail: '' } as const;
  await test.store.changes.end(changeId, { ...unit, ending }, at);
  await test.store.changes.close(changeId, at);
  return changeId;
}

describe('purge', () => {
  it('removes old deliveries with their edits, but not those that wait or belong to an open change', async () => {
    for (const name of ['old', 'old-open', 'old-waiting', 'young']) {
      await test.store.inbox.store(makeDelivery(name, editedInterface(1)), never);
      if (name !== 'old-waiting') await test.store.edits.complete(name, 1, null);
    }
    await test.store.edits.startDue(start, () => Promise.resolve());
    await openChange('old-open', 1, false);
    await client.query(
      `update plumbline.inbox set received_at = received_at - interval '15 days' where request_id like 'old%'`,
    );
    await client.query(
      `update plumbline.edits set started_at = started_at - interval '15 days' where request_id like 'old%'`,
    );
    expect(await test.store.purge(DEFAULT_RETENTION)).toMatchObject({ deliveries: 2, edits: 1 });
    expect(await idsIn('select request_id as id from plumbline.inbox')).toEqual(['old-waiting', 'young']);
    const kept = ['old-open', 'old-waiting', 'young'];
    expect(await idsIn('select request_id as id from plumbline.edits')).toEqual(kept);
    expect(await idsIn('select request_id as id from plumbline.edit_objects')).toEqual(kept);
    await client.query(
      'truncate plumbline.changes, plumbline.change_units, plumbline.writings, plumbline.snapshots, plumbline.plans',
    );
  });

  it('keeps the last three snapshots of a unit with their plans, young ones, and those of open changes', async () => {
    await openChange('open', 300, false);
    for (const days of [200, 150, 120, 110, 100, 10]) await openChange(`closed-${days}`, days, true);
    const waiting = await openChange('waiting', 250, true);
    const [plan] = (
      await Promise.all(
        (await idsIn('select hash as id from plumbline.plans')).map((hash) =>
          test.store.plans.read(hash as PlanHash),
        ),
      )
    ).filter((each) => each?.changeId === waiting);
    if (plan === null || plan === undefined) throw new Error('no plan to wait for');
    await test.store.plans.wait(plan.hash, { workflowId: waiting, until: NOW, reason: '' });
    expect(await test.store.purge(DEFAULT_RETENTION)).toMatchObject({ snapshots: 4, plans: 3 });
    const kept = ['edit:closed-100:1', 'edit:closed-10:1', 'edit:closed-110:1', 'edit:open:1'];
    expect(await idsIn('select change_id as id from plumbline.snapshots')).toEqual(kept);
    expect(await idsIn('select change_id as id from plumbline.plans')).toEqual([...kept, 'edit:waiting:1']);
    expect(await test.store.purge(DEFAULT_RETENTION)).toMatchObject({ snapshots: 0, plans: 0 });
  });

  it('removes findings long after they ended, never open ones, and never the audit', async () => {
    const [finding] = PLAN.applies;
    if (finding === undefined) throw new Error('no finding');
    const unitId = unitIdOf(5);
    await test.store.findings.record(unitId, [finding], daysAgo(900));
    await test.store.findings.record(unitId, [{ ...finding, live: 'b' }], daysAgo(401));
    await test.store.findings.record(unitId, [{ ...finding, live: 'c' }], daysAgo(399));
    const row = { who: 'anna', what: 'x', unitId: null, changeId: null, detail: '', key: 'old' };
    await test.store.audit.append({ ...row, at: daysAgo(4000) });
    expect(await test.store.purge(DEFAULT_RETENTION)).toMatchObject({ findings: 1 });
    expect((await test.store.findings.read(unitId)).map((each) => each.live)).toEqual(['c']);
    expect(await idsIn('select key as id from plumbline.audit')).toEqual(['old']);
  });
});
