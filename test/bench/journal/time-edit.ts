import { resultsOf } from '../../contract/netbox/netbox-rest.ts';
import type { DocumentedDevice } from './document-devices.ts';
import type { RealWorld } from './real-world.ts';

/** What one edit took; all but `savedInMs` counted from NetBox's answer to it. */
export interface TimedEdit {
  readonly savedInMs: number;
  readonly firstWebhookMs: number;
  readonly lastWebhookMs: number;
  readonly firstPlanMs: number;
  readonly lastPlanMs: number;
  /** Devices whose journal has the plan, and entries there in all. */
  readonly devices: number;
  readonly plans: number;
  readonly entries: number;
}

const WITHIN_MS = 120_000;
/** Seldom, so that looking costs NetBox little: the times are NetBox's own. */
const LOOK_EVERY_MS = 1_000;

/** Saves all access ports of these devices in one request, and waits for its webhooks and for the plan of each device. */
export async function timeEdit(
  world: RealWorld,
  devices: readonly DocumentedDevice[],
  description: string,
): Promise<TimedEdit> {
  const ports = devices.flatMap((device) => device.ports);
  const began = Date.now();
  const { status, requestId, body } = await world.rest.patch(
    '/dcim/interfaces/',
    ports.map((id) => ({ id, description })),
  );
  const saved = Date.now();
  if (status !== 200) throw new Error(`PATCH: ${status} ${JSON.stringify(body).slice(0, 300)}`);
  const plans = await until(`the plans of ${requestId}`, async () => {
    const seen = await plansOf(world, requestId);
    return new Set(seen.map(({ device }) => device)).size >= devices.length ? seen : null;
  });
  const webhooks = await until(`the webhooks of ${requestId}`, () => {
    const seen = world.proxy.deliveriesOf(requestId);
    return Promise.resolve(seen.length >= ports.length ? seen : null);
  });
  await until('the state', () => isShown(world, devices));
  const [planned, told] = [plans.map(({ at }) => at - saved), webhooks.map(({ at }) => at - saved)];
  return {
    savedInMs: saved - began,
    firstWebhookMs: Math.min(...told),
    lastWebhookMs: Math.max(...told),
    firstPlanMs: Math.min(...planned),
    lastPlanMs: Math.max(...planned),
    devices: devices.length,
    plans: new Set(plans.map(({ device }) => device)).size,
    entries: plans.length,
  };
}

/** One plan for each device, and not two for any. */
export function planSeen({ devices, plans, entries }: TimedEdit): boolean {
  return plans === devices && entries === devices;
}

async function plansOf({ rest }: RealWorld, requestId: string) {
  const found = await rest.get(`/extras/journal-entries/?limit=100&q=${requestId}`);
  return resultsOf(found).map((entry) => ({
    device: Number(entry['assigned_object_id']),
    at: Date.parse(String(entry['created'])),
  }));
}

/** The next edit must not meet this one's work still under way. */
async function isShown({ rest }: RealWorld, devices: readonly DocumentedDevice[]): Promise<true | null> {
  const ids = devices.map(({ id }) => `id=${id}`).join('&');
  const { body } = await rest.get(`/dcim/devices/?limit=1&cf_plumbline_state=awaiting%20approval&${ids}`);
  return (body as { readonly count: number }).count === devices.length ? true : null;
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${WITHIN_MS / 1_000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
