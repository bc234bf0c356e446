import type { SandboxWorld } from '../../src/cli/sandbox-world.ts';
import type { Ending } from '../../src/domain/ending.ts';
import type { OrderResult } from '../../src/domain/order.ts';
import { until } from './crash-world.ts';

/** Orders a check of devices as bob, and waits for its result. */
export async function orderCheck(
  { plumbline }: SandboxWorld,
  devices: readonly string[],
): Promise<OrderResult> {
  const person = { username: 'bob', groups: ['network'] };
  const id = await plumbline.runtime.orders.submit({ order: { kind: 'check', devices }, person });
  return await until('the check', () => plumbline.runtime.orders.result(id));
}

/** Edits the description of a desk port in NetBox as anna, and waits until the device's change has ended. */
export async function describeDesk(
  { network, plumbline }: SandboxWorld,
  device: string,
  description: string,
): Promise<Ending> {
  const port = network.netbox.device(device).interfaces[2];
  const { requestId } = await network.netbox.edit({
    method: 'PATCH',
    path: `/dcim/interfaces/${port?.id ?? 0}/`,
    body: { description },
    token: network.tokens.anna,
  });
  return await until('the change', async () => {
    const rows = await plumbline.store.queries.changes(20);
    const row = rows.find(({ changeId, closedAt }) => changeId.includes(requestId) && closedAt !== null);
    return row?.endings[0]?.ending ?? null;
  });
}
