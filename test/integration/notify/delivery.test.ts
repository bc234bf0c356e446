import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { unitIdOf } from '../../../src/domain/ids.ts';
import { AUDIENCES } from '../../../src/domain/notice.ts';
import { createWebhookTarget } from '../../../src/notify/create-webhook-target.ts';
import {
  addressNotices,
  deliverTo,
  type DeliveryParts,
} from '../../../src/pipeline/notices/deliver-notices.ts';
import { noticeWarnings } from '../../../src/pipeline/notices/notice-warnings.ts';
import type { NoticeTarget } from '../../../src/ports/notice-target.ts';
import type { DueDelivery } from '../../../src/ports/outbox.ts';
import { runSql } from '../../support/database.ts';
import { makeNotice } from '../../support/make-notice.ts';
import { createMemoryPeople, type MemoryPeople } from '../../support/memory-people.ts';
import { type NoticeReceiver, startNoticeReceiver } from '../../support/notice-receiver.ts';
import { openTestStore, type TestStore } from '../../support/open-test-store.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';

const SECRET = 'a secret of notices';
const never = new AbortController().signal;

let test: TestStore;
let receiver: NoticeReceiver;
let people: MemoryPeople;
let counted: string[];
let rung: string[];
let webhook: NoticeTarget;
let parts: DeliveryParts;

beforeEach(async () => {
  test = await openTestStore();
  receiver = await startNoticeReceiver();
  people = createMemoryPeople('anna', 'bob');
  people.owners.set(3, ['bob']);
  people.ownership.set(unitIdOf(1), {
    ownerId: 3,
    tenantId: null,
    siteId: 1,
    deviceId: 1,
    policy: undefined,
  });
  counted = [];
  rung = [];
  webhook = webhookTo(receiver.url);
  parts = {
    outbox: test.store.outbox,
    people,
    targets: [bell(), webhook],
    rules: { audiences: AUDIENCES, ownUser: 'plumbline' },
    giveUpAfterMs: 3_600_000,
    log: silentLog,
    meter: { ...silentMeter, notice: (target, result) => void counted.push(`${target}: ${result}`) },
  };
});
afterEach(async () => {
  await receiver.close();
  await test.close();
});

function webhookTo(url: string, timeoutMs = 2_000): NoticeTarget {
  const netboxUrl = 'https://netbox.example.org';
  return createWebhookTarget({ url, secret: SECRET, timeoutMs, netboxUrl, meter: silentMeter });
}

/** A bell that notes who was told of what. */
function bell(): NoticeTarget {
  return {
    id: 'bell',
    kind: 'bell',
    name: 'the bell',
    deadlineMs: 1_000,
    deliver: ({ recipient, notice }: DueDelivery) => {
      rung.push(`${recipient}: ${notice.unitName} ${notice.kind}`);
      return Promise.resolve('sent');
    },
  };
}

/** One turn of everything. */
async function turn(): Promise<void> {
  await addressNotices(parts, never);
  for (const target of parts.targets) await deliverTo(target, parts, never);
}

/** Lets every pause and every hold end, as time does. */
async function letTimePass(): Promise<void> {
  const past = `clock_timestamp() - interval '1 s'`;
  for (const table of ['notices', 'notice_deliveries', 'notice_targets'])
    await runSql(test.url, `update plumbline.${table} set next_try = ${past}`);
}

const idsTaken = () => receiver.taken.map(({ headers }) => headers['x-plumbline-event-id']);

describe('a notice', () => {
  it('rings for author and owner and is posted once, signed over its very bytes', async () => {
    await parts.outbox.add(makeNotice());
    await turn();
    expect(rung).toEqual(['anna: r1 quarantined', 'bob: r1 quarantined']);
    const [post] = receiver.taken;
    expect(receiver.taken).toHaveLength(1);
    const body = post?.body ?? Buffer.alloc(0);
    expect(post?.headers['x-hook-signature']).toBe(createHmac('sha512', SECRET).update(body).digest('hex'));
    expect(JSON.parse(body.toString())).toMatchObject({
      event: 'quarantined',
      needsPerson: true,
      unit: { name: 'r1', deviceId: 1 },
      recipients: [
        { kind: 'user', name: 'anna', email: 'anna@example.org', as: ['author'] },
        { kind: 'user', name: 'bob', as: ['owner'] },
      ],
      links: { journal: 'https://netbox.example.org/dcim/devices/1/journal/' },
    });
    expect(counted.sort()).toEqual(['bell: sent', 'bell: sent', 'webhook: sent']);
  });

  it('is told once, however often its step runs and whoever works it off', async () => {
    const other = { ...parts, outbox: (await test.another()).outbox };
    await Promise.all([parts.outbox.add(makeNotice()), other.outbox.add(makeNotice())]);
    await turn();
    await parts.outbox.add(makeNotice({ kind: 'applied', verdict: 'told differently by a replay' }));
    await letTimePass();
    await Promise.all([turn(), addressNotices(other, never).then(() => deliverTo(webhook, other, never))]);
    expect(receiver.posts).toHaveLength(1);
    expect(rung).toHaveLength(2);
  });

  it('goes to no target twice when two workers look for work at the same time', async () => {
    for (let unit = 1; unit <= 20; unit += 1)
      await parts.outbox.add(makeNotice({ id: `change/device-${unit}/ending` }));
    const other = { ...parts, outbox: (await test.another()).outbox };
    await Promise.all([addressNotices(parts, never), addressNotices(other, never)]);
    await Promise.all([deliverTo(webhook, parts, never), deliverTo(webhook, other, never)]);
    expect(new Set(idsTaken()).size).toBe(20);
    expect(receiver.posts).toHaveLength(20);
  });

  it('of nobody’s concern is told to nobody, and one without recipients still reaches the webhook', async () => {
    const quiet = { ...parts, rules: { ...parts.rules, audiences: { ...AUDIENCES, applied: [] } } };
    await parts.outbox.add(makeNotice({ id: 'a', kind: 'applied' }));
    await addressNotices(quiet, never);
    people.ownership.clear();
    await parts.outbox.add(makeNotice({ id: 'b', kind: 'drift-appeared', authors: [] }));
    await turn();
    expect(receiver.taken.map(({ body }) => JSON.parse(body.toString()) as object)).toMatchObject([
      { event: 'drift-appeared', recipients: [] },
    ]);
    expect(rung).toEqual([]);
  });
});

describe('a receiver', () => {
  it('that was down gets everything once it is up, with pauses in between and the rest unhindered', async () => {
    await receiver.down();
    await parts.outbox.add(makeNotice({ id: 'first' }));
    await turn();
    // The bell is not held up by it.
    expect(rung).toEqual(['anna: r1 quarantined', 'bob: r1 quarantined']);
    await parts.outbox.add(makeNotice({ id: 'second' }));
    await turn();
    // The target has a pause: the second notice is not even tried.
    expect(counted.filter((one) => one === 'webhook: failed')).toHaveLength(1);
    expect(await noticeWarnings(parts.outbox, parts.targets)).toEqual([
      expect.stringMatching(
        /^notices to 127\.0\.0\.1:\d+ have not arrived for 1 min \(outbound\.unreachable\): 2 wait/,
      ),
    ]);
    await receiver.up();
    await letTimePass();
    await turn();
    expect(receiver.taken).toHaveLength(2);
    expect(await noticeWarnings(parts.outbox, parts.targets)).toEqual([]);
  });

  it.each([500, 503, 404, 401, 429])(
    'that answers %i is tried again with the same event id and bytes',
    async (status) => {
      receiver.answers.push(status, status);
      await parts.outbox.add(makeNotice());
      for (let tries = 0; tries < 3; tries += 1) {
        await turn();
        await letTimePass();
      }
      expect(receiver.posts).toHaveLength(3);
      expect(receiver.taken).toHaveLength(1);
      expect(new Set(receiver.posts.map(({ body }) => body.toString())).size).toBe(1);
    },
  );

  it('that took the post and whose worker was killed then gets the same event id again', async () => {
    await parts.outbox.add(makeNotice());
    const killed = {
      ...parts.outbox,
      end: () => Promise.reject(new Fault('store.unavailable', 'killed here')),
    };
    await addressNotices(parts, never);
    await expect(deliverTo(webhook, { ...parts, outbox: killed }, never)).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    // Nobody else takes it while the killed one might still be at it.
    await deliverTo(webhook, parts, never);
    expect(receiver.posts).toHaveLength(1);
    await letTimePass();
    await deliverTo(webhook, parts, never);
    expect(receiver.posts).toHaveLength(2);
    expect(new Set(idsTaken()).size).toBe(1);
  });

  it('that never answers costs one deadline, not the turn', async () => {
    const slow = webhookTo(receiver.url, 150);
    receiver.answers.push('silence');
    await parts.outbox.add(makeNotice({ id: 'first' }));
    await parts.outbox.add(makeNotice({ id: 'second' }));
    await addressNotices(parts, never);
    await deliverTo(slow, parts, never);
    expect(receiver.posts).toHaveLength(1);
    await letTimePass();
    await deliverTo(slow, parts, never);
    expect(receiver.taken).toHaveLength(2);
  });

  it('that sends an endless answer is not listened to', async () => {
    receiver.answers.push('endless');
    await parts.outbox.add(makeNotice());
    await turn();
    expect(receiver.taken).toHaveLength(1);
    // We hung up: the receiver noticed and stopped sending.
    await expect.poll(() => receiver.cutOff()).toBe(1);
    expect(counted).toContain('webhook: sent');
  });

  it('that redirects is not followed, and the notice goes nowhere else', async () => {
    const elsewhere = await startNoticeReceiver();
    receiver.answers.push({ redirect: elsewhere.url });
    await parts.outbox.add(makeNotice());
    await turn();
    expect(elsewhere.posts).toEqual([]);
    expect(counted).toContain('webhook: failed');
    await elsewhere.close();
  });

  it('that refuses one notice gets the others, and that one again later', async () => {
    await parts.outbox.add(makeNotice({ id: 'poison' }));
    receiver.answers.push(500);
    await turn();
    await parts.outbox.add(makeNotice({ id: 'second' }));
    await parts.outbox.add(makeNotice({ id: 'third' }));
    await letTimePass();
    receiver.answers.push(204, 204, 500);
    await turn();
    expect(receiver.taken).toHaveLength(2);
    await letTimePass();
    await turn();
    expect(new Set(idsTaken()).size).toBe(3);
  });
});

describe('what cannot be told', () => {
  it('waits while NetBox does not say who is told, and that is a warning', async () => {
    people.fault = new Fault('netbox.forbidden', 'no permission');
    await parts.outbox.add(makeNotice());
    await turn();
    expect(receiver.posts).toEqual([]);
    expect(await noticeWarnings(parts.outbox, parts.targets)).toEqual([
      expect.stringMatching(/^who is told could not be read from NetBox \(netbox\.forbidden\): 1 notice/),
    ]);
    people.fault = null;
    await letTimePass();
    await turn();
    expect(receiver.taken).toHaveLength(1);
  });

  it('is given up after the time set, counted, and not tried again', async () => {
    await receiver.down();
    await parts.outbox.add(makeNotice());
    await turn();
    await runSql(test.url, `update plumbline.notices set noted_at = noted_at - interval '2 h'`);
    await receiver.up();
    await turn();
    expect(counted).toContain('webhook: given up');
    await letTimePass();
    await turn();
    expect(receiver.posts).toEqual([]);
    expect((await parts.outbox.backlog()).filter(({ waiting }) => waiting > 0)).toEqual([]);
  });

  it('stands in the database encrypted: neither names of contacts nor addresses in clear', async () => {
    people.owners.clear();
    people.contacts.set('dcim.device 1', [
      { name: 'Canary Contact', email: 'canary@example.org', role: 'ops' },
    ]);
    await parts.outbox.add(makeNotice());
    await turn();
    expect(receiver.taken[0]?.body.toString()).toContain('canary@example.org');
    const rows = await allRows(test.url);
    expect(rows).toContain('edit:11111111');
    expect(rows).not.toMatch(/canary/i);
  });
});

async function allRows(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const texts: string[] = [];
  for (const table of ['notices', 'notice_deliveries', 'notice_targets']) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from plumbline.${table} t`);
    texts.push(...rows.map(({ row }) => row));
  }
  await client.end();
  return texts.join('\n');
}
