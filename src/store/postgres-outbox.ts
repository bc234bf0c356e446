import type { Notice, Recipient } from '../domain/notice.ts';
import {
  type Delivery,
  type DeliveryResult,
  type DueDelivery,
  type Outbox,
  RECIPIENTS,
  type TargetBacklog,
  type Unaddressed,
} from '../ports/outbox.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { openDocument, sealDocument } from './sealed-document.ts';
import type { Sealed } from './sealed-document.ts';

const IN = (parameter: string): string => `clock_timestamp() + ${parameter}::float8 * interval '1 ms'`;
const AGE = (column: string): string => `extract(epoch from clock_timestamp() - ${column})::float8 * 1000`;

const ADD = `
  insert into plumbline.notices (notice_id, kind, unit_id, sealed) values ($1, $2, $3, $4) on conflict do nothing`;

/** Held by moving its next try: a worker that is killed leaves it to others after that time. */
const TAKE_UNADDRESSED = `
  update plumbline.notices notice set next_try = ${IN('$1')}
  where notice_id = (
    select notice_id from plumbline.notices where addressed_at is null and next_try <= clock_timestamp()
    order by next_try limit 1 for update skip locked)
  returning notice_id, sealed, failures`;

const ADDRESSED = `
  update plumbline.notices set addressed_at = coalesce(addressed_at, clock_timestamp()) where notice_id = $1`;
const DELIVERY = `
  insert into plumbline.notice_deliveries (notice_id, target, recipient, sealed) values ($1, $2, $3, $4)
  on conflict do nothing`;
const ADDRESS_LATER = `
  update plumbline.notices set next_try = ${IN('$3')}, failures = failures + 1, last_code = $2
  where notice_id = $1 and addressed_at is null`;

/** What failed least comes first, so that one notice the target will not take does not stand before the others. */
const TAKE_DUE = `
  update plumbline.notice_deliveries delivery set next_try = ${IN('$2')}
  from plumbline.notices notice
  where notice.notice_id = delivery.notice_id
    and (delivery.notice_id, delivery.target, delivery.recipient) = (
      select waiting.notice_id, waiting.target, waiting.recipient
      from plumbline.notice_deliveries waiting
        join plumbline.notices told on told.notice_id = waiting.notice_id
      where waiting.target = $1 and waiting.ended_at is null and waiting.next_try <= clock_timestamp()
        and not exists (select from plumbline.notice_targets target
          where target.target = $1 and target.next_try > clock_timestamp())
      order by waiting.failures, told.noted_at, waiting.notice_id, waiting.recipient
      limit 1 for update of waiting skip locked)
  returning delivery.notice_id, delivery.target, delivery.recipient, delivery.sealed, delivery.failures,
    notice.sealed as notice_sealed, ${AGE('notice.noted_at')} as age_ms,
    coalesce((select target.failures from plumbline.notice_targets target where target.target = $1), 0) as target_failures`;

const END = `
  update plumbline.notice_deliveries set ended_at = clock_timestamp(), result = $4
  where notice_id = $1 and target = $2 and recipient = $3 and ended_at is null`;
const TARGET_WELL = `
  update plumbline.notice_targets set failures = 0, failing_since = null, last_code = null, next_try = clock_timestamp()
  where target = $1 and failures > 0`;

const DELIVER_LATER = `
  update plumbline.notice_deliveries set failures = failures + 1, last_code = $4, next_try = ${IN('$5')}
  where notice_id = $1 and target = $2 and recipient = $3 and ended_at is null`;
const TARGET_FAILS = `
  insert into plumbline.notice_targets as target (target, failures, failing_since, last_code, next_try)
  values ($1, 1, clock_timestamp(), $2, ${IN('$3')})
  on conflict (target) do update set failures = target.failures + 1, last_code = excluded.last_code,
    failing_since = coalesce(target.failing_since, excluded.failing_since), next_try = excluded.next_try`;

const OLD = `noted_at < clock_timestamp() - $1::float8 * interval '1 ms'`;
const GIVE_UP_NOTICES = `
  update plumbline.notices set addressed_at = clock_timestamp() where addressed_at is null and ${OLD}
  returning $2::text as target`;
const GIVE_UP_DELIVERIES = `
  update plumbline.notice_deliveries delivery set ended_at = clock_timestamp(), result = 'given up'
  from plumbline.notices notice
  where notice.notice_id = delivery.notice_id and delivery.ended_at is null and notice.${OLD}
  returning delivery.target`;
/** A target nothing waits for, of a URL that was taken out of the settings, must not warn for ever. */
const FORGET_TARGETS = `
  delete from plumbline.notice_targets target where next_try < clock_timestamp() - interval '1 day'
    and not exists (select from plumbline.notice_deliveries waiting
      where waiting.target = target.target and waiting.ended_at is null)`;

const BACKLOG = `
  select coalesce(waiting.target, target.target) as target, coalesce(waiting.count, 0) as count,
    coalesce(waiting.oldest, 0) as oldest, ${AGE('target.failing_since')} as failing_ms, target.last_code
  from (
    select delivery.target, count(*)::int as count, max(${AGE('notice.noted_at')}) as oldest
    from plumbline.notice_deliveries delivery join plumbline.notices notice using (notice_id)
    where delivery.ended_at is null group by delivery.target) waiting
    full join plumbline.notice_targets target on target.target = waiting.target
  union all
  select $1, count(*)::int, max(${AGE('noted_at')}), max(${AGE('noted_at')}) filter (where failures > 0), max(last_code)
  from plumbline.notices where addressed_at is null having count(*) > 0
  order by 1`;

interface NoticeDocument {
  readonly v: 1;
  readonly notice: Notice;
}

interface RecipientsDocument {
  readonly v: 1;
  readonly recipients: readonly Recipient[];
}

interface DueRow {
  readonly notice_id: string;
  readonly target: string;
  readonly recipient: string;
  readonly sealed: Sealed<RecipientsDocument>;
  readonly failures: number;
  readonly notice_sealed: Sealed<NoticeDocument>;
  readonly age_ms: number;
  readonly target_failures: number;
}

/** {@link Outbox}. */
export function createPostgresOutbox(database: Database, keyring: Keyring): Outbox {
  return {
    add: async (notice) => {
      const sealed = sealDocument<NoticeDocument>(keyring, { v: 1, notice }, contextOf(notice.id));
      await database.rows(ADD, [notice.id, notice.kind, notice.unitId, sealed]);
    },
    takeUnaddressed: async (holdMs) => {
      const [row] = await database.rows<UnaddressedRow>(TAKE_UNADDRESSED, [holdMs]);
      return row === undefined ? null : toUnaddressed(keyring, row);
    },
    address: (noticeId, deliveries) => address(database, keyring, noticeId, deliveries),
    addressLater: async (noticeId, code, inMs) => {
      await database.rows(ADDRESS_LATER, [noticeId, code, inMs]);
    },
    takeDue: async (target, holdMs) => {
      const [row] = await database.rows<DueRow>(TAKE_DUE, [target, holdMs]);
      return row === undefined ? null : toDue(keyring, row);
    },
    end: (due, result) => end(database, due, result),
    deliverLater: (due, code, { inMs, targetMs }) =>
      database.transaction(async (rows) => {
        await rows(DELIVER_LATER, [...keyOf(due), code, inMs]);
        await rows(TARGET_FAILS, [due.target, code, targetMs]);
      }),
    giveUp: async (afterMs) => {
      await database.rows(FORGET_TARGETS);
      const notices = await database.rows<{ target: string }>(GIVE_UP_NOTICES, [afterMs, RECIPIENTS]);
      const deliveries = await database.rows<{ target: string }>(GIVE_UP_DELIVERIES, [afterMs]);
      return [...notices, ...deliveries].map(({ target }) => target);
    },
    backlog: async () => (await database.rows<BacklogRow>(BACKLOG, [RECIPIENTS])).map(toBacklog),
  };
}

async function address(
  database: Database,
  keyring: Keyring,
  noticeId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  await database.transaction(async (rows) => {
    for (const { target, recipient, recipients } of deliveries) {
      const document: RecipientsDocument = { v: 1, recipients };
      const sealed = sealDocument(keyring, document, deliveryContextOf(noticeId, target, recipient));
      await rows(DELIVERY, [noticeId, target, recipient, sealed]);
    }
    await rows(ADDRESSED, [noticeId]);
  });
}

async function end(database: Database, due: DueDelivery, result: DeliveryResult): Promise<void> {
  await database.transaction(async (rows) => {
    await rows(END, [...keyOf(due), result]);
    await rows(TARGET_WELL, [due.target]);
  });
}

function keyOf({ notice, target, recipient }: DueDelivery): readonly [string, string, string] {
  return [notice.id, target, recipient];
}

interface UnaddressedRow {
  readonly notice_id: string;
  readonly sealed: Sealed<NoticeDocument>;
  readonly failures: number;
}

function toUnaddressed(keyring: Keyring, row: UnaddressedRow): Unaddressed {
  const { notice } = openDocument(keyring, row.sealed, contextOf(row.notice_id));
  return { notice, failures: row.failures };
}

function toDue(keyring: Keyring, row: DueRow): DueDelivery {
  const { recipients } = openDocument(
    keyring,
    row.sealed,
    deliveryContextOf(row.notice_id, row.target, row.recipient),
  );
  return {
    notice: openDocument(keyring, row.notice_sealed, contextOf(row.notice_id)).notice,
    target: row.target,
    recipient: row.recipient,
    recipients,
    failures: row.failures,
    targetFailures: row.target_failures,
    ageMs: row.age_ms,
  };
}

interface BacklogRow {
  readonly target: string;
  readonly count: number;
  readonly oldest: number | null;
  readonly failing_ms: number | null;
  readonly last_code: string | null;
}

function toBacklog(row: BacklogRow): TargetBacklog {
  const failing =
    row.failing_ms === null || row.last_code === null ? null : { forMs: row.failing_ms, code: row.last_code };
  return { target: row.target, waiting: row.count, oldestMs: row.oldest ?? 0, failing };
}

function contextOf(noticeId: string): string {
  return `notice ${noticeId}`;
}

function deliveryContextOf(noticeId: string, target: string, recipient: string): string {
  return `notice ${noticeId} to ${target} ${recipient}`;
}
