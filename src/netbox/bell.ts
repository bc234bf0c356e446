import { z } from 'zod';
import { deviceIdOf } from '../domain/ids.ts';
import type { NoticeTarget } from '../ports/notice-target.ts';
import type { DeliveryResult } from '../ports/outbox.ts';
import { deviceExists } from './device-exists.ts';
import { fieldsOf } from './device-answer.ts';
import type { NetBoxAnswer, NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';
import { toFault } from './to-fault.ts';

const DEVICE = 'dcim.device';
/** Of NetBox's event types the one that is true: the verdict on the device is another. There is no type of ours. */
const EVENT = 'object_updated';

const Notification = z.object({
  id: z.int(),
  object_type: z.string(),
  object_id: z.int(),
  user: z.object({ id: z.int() }),
  created: z.string(),
});
type Notification = z.infer<typeof Notification>;

const Page = z.object({ next: z.string().nullable(), results: z.array(Notification) });

/** One user's bell, on one device. */
interface Ring {
  readonly deviceId: number;
  readonly userId: number;
  /** How long ago the event was. */
  readonly ageMs: number;
}

/** Pages of notifications looked through at most, newest first; NetBox has no filter there. */
const MOST_PAGES = 40;
/** NetBox's `Date` header has whole seconds. */
const DATE_STEP_MS = 1_000;

/**
 * The bell of NetBox's pages: a notification on the device for one user. NetBox keeps one for each user and device, whoever
 * made it, and shows only unread ones; so one that is older than the event is taken away and made anew, and one that is
 * younger (a subscription, the event rule, we ourselves before a crash) tells of it already.
 */
export function createBell(client: NetBoxClient, options: { readonly timeoutMs: number }): NoticeTarget {
  return {
    id: 'bell',
    kind: 'bell',
    name: "NetBox's notifications",
    // Two looks at the device, two posts, a delete and the pages in between.
    deadlineMs: options.timeoutMs * 6,
    async deliver({ notice, recipients, ageMs }) {
      const [user] = recipients;
      if (user?.kind !== 'user') return 'gone';
      return await ring(client, { deviceId: deviceIdOf(notice.unitId), userId: user.id, ageMs });
    },
  };
}

async function ring(client: NetBoxClient, one: Ring): Promise<DeliveryResult> {
  // NetBox would take a notification on a device it does not have.
  if (!(await deviceExists(client, one.deviceId))) return 'gone';
  const first = await post(client, one);
  if (first.ok) return 'sent';
  if (first.status !== 400) throw client.faultOf(whatOf(one), first);
  if (isAbout('user', first.body)) return 'gone';
  const standing = await find(client, one);
  if (standing === null) throw client.faultOf(whatOf(one), first);
  if (Date.parse(standing.created) >= eventTime(first, one)) return 'known';
  await remove(client, standing.id);
  const second = await post(client, one);
  if (second.ok) return 'sent';
  // Somebody else's notification came between the two.
  if (second.status === 400) return 'known';
  throw client.faultOf(whatOf(one), second);
}

function post(client: NetBoxClient, one: Ring): Promise<NetBoxAnswer> {
  const body = { object_type: DEVICE, object_id: one.deviceId, user: one.userId, event_type: EVENT } as const;
  return client.ask(whatOf(one), client.api.POST('/api/extras/notifications/', { body }));
}

/** The user's notification on the device; null when it is not among the newest ones. */
async function find(client: NetBoxClient, one: Ring): Promise<Notification | null> {
  const what = 'look through notifications';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.demand(
      what,
      client.api.GET('/api/extras/notifications/', {
        params: {
          query: {
            limit: client.pageSize,
            offset: page * client.pageSize,
            ordering: '-id',
            fields: fieldsOf(Notification),
          },
        },
      }),
    );
    const { results, next } = parseAnswer(what, Page, answer.body);
    const found = results.find((row) => isOn(row, one));
    if (found !== undefined) return found;
    if (next === null) return null;
  }
  return null;
}

function isOn(row: Notification, { deviceId, userId }: Ring): boolean {
  return row.object_type === DEVICE && row.object_id === deviceId && row.user.id === userId;
}

async function remove(client: NetBoxClient, id: number): Promise<void> {
  const what = `renew the notification ${id}`;
  const answer = await client.ask(
    what,
    client.api.DELETE('/api/extras/notifications/{id}/', { params: { path: { id } } }),
  );
  // Gone: the user dismissed it for good meanwhile.
  if (!answer.ok && answer.status !== 404) throw client.faultOf(what, answer);
}

/** When the event was, by NetBox's own clock, which also dates the notifications. */
function eventTime({ date }: NetBoxAnswer, one: Ring): number {
  const now = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(now)) throw toFault(whatOf(one), { kind: 'bad-answer', words: 'no Date header' });
  return now - one.ageMs - DATE_STEP_MS;
}

function whatOf({ deviceId, userId }: Ring): string {
  return `notify user ${userId} of device ${deviceId}`;
}

function isAbout(field: string, body: unknown): boolean {
  return typeof body === 'object' && body !== null && field in body;
}
