import type { SandboxWorld } from '../../src/cli/sandbox-world.ts';
import { DEFINITIONS } from '../../src/main.ts';
import type { WebhookDelivery } from '../../src/sandbox/netbox/webhooks/webhook-worker.ts';
import { observeDefinitions } from '../../src/workflows/observe-definitions.ts';
import type { WorkflowDefinitions } from '../../src/workflows/workflow-definitions.ts';
import { until } from '../support/crash-world.ts';

/** Saves one description a request, over all devices and their two access ports in turn, some requests side by side. */
export async function saveEach({ network }: SandboxWorld, count: number) {
  const requestIds: string[] = [];
  const last = new Map<string, string>();
  const ports = network.devices.map((_, index) => {
    const name = `edge${index + 1}`;
    const access = network.netbox.device(name).interfaces.slice(2);
    return access.map((port) => ({ place: `${name} ${port.name}`, id: port.id }));
  });
  for (let done = 0; done < count; done += SIDE_BY_SIDE) {
    const some = Array.from({ length: Math.min(SIDE_BY_SIDE, count - done) }, (_, more) => done + more);
    // Two saves of one port must not overtake each other: there are always more devices than saves side by side.
    const saved = await Promise.all(some.map((number) => saveOne(number)));
    requestIds.push(...saved);
  }
  return { requestIds, last };

  async function saveOne(number: number): Promise<string> {
    const own = ports[number % ports.length] ?? [];
    const port = own[Math.floor(number / ports.length) % own.length];
    if (port === undefined) throw new Error('a device without access ports');
    const description = `edit ${number}`;
    last.set(port.place, description);
    const { status, requestId } = await network.netbox.edit({
      method: 'PATCH',
      path: `/dcim/interfaces/${port.id}/`,
      body: { description },
      token: network.tokens.anna,
    });
    if (status !== 200) throw new Error(`save ${number} answered ${status}`);
    return requestId;
  }
}

const SIDE_BY_SIDE = 4;

/** Waits until the change of every request was closed; the message of a timeout counts those that were not. */
export async function finishedRequests(
  { plumbline }: SandboxWorld,
  requestIds: readonly string[],
  limitMs: number,
): Promise<void> {
  const open = new Set(requestIds);
  await until(
    `the changes of ${requestIds.length} requests`,
    async () => {
      for (const row of await plumbline.store.queries.changes(requestIds.length + 1_000)) {
        const requestId = row.changeId.split(':')[1] ?? '';
        if (row.closedAt !== null) open.delete(requestId);
      }
      if (open.size > 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
      return open.size === 0 ? true : null;
    },
    limitMs,
  );
}

/** Counts how often each unit was planned for. */
export function countingDefinitions(): {
  readonly definitions: WorkflowDefinitions;
  readonly plans: Map<string, number>;
} {
  const plans = new Map<string, number>();
  const definitions = observeDefinitions(DEFINITIONS, ({ workflowId, step, moment }) => {
    if (step !== 'plan' || moment !== 'recorded') return;
    const unit = workflowId.split(':').at(-1) ?? '';
    plans.set(unit, (plans.get(unit) ?? 0) + 1);
  });
  return { definitions, plans };
}

/** The first attempt of each webhook NetBox made although nobody was there to take it, oldest first. */
export function missedWebhooks({ network }: SandboxWorld): readonly WebhookDelivery[] {
  return network.netbox.deliveries().filter(({ attempt, status }) => attempt === 1 && status === 0);
}

/** Points NetBox's webhook to a port where nobody listens. */
export async function misdirectWebhooks({ network }: SandboxWorld): Promise<void> {
  const token = network.tokens.admin;
  const found = await network.netbox.edit({ method: 'GET', path: '/extras/webhooks/', token });
  const { results } = found.body as { readonly results: readonly { readonly id: number }[] };
  for (const { id } of results) {
    const path = `/extras/webhooks/${id}/`;
    const body = { payload_url: 'http://127.0.0.1:9/nobody' };
    await network.netbox.edit({ method: 'PATCH', path, body, token });
  }
}
