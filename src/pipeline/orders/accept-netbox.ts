import type { OrderResult } from '../../domain/order.ts';
import type { Person } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../../ports/steps.ts';
import { resultOf } from './find-devices.ts';

/** `doctor --accept`: the NetBox that answers now is the one to serve. It loosens, so it takes an approver. */
export async function acceptServedNetBox(steps: Steps, person: Person): Promise<OrderResult> {
  const { outcome, message } = await steps.run('accept netbox', (ports) =>
    acceptNow(ports, person, steps.workflowId),
  );
  return resultOf([{ unit: '', outcome, message }]);
}

type Accepted = { readonly outcome: 'done' | 'refused'; readonly message: string };

async function acceptNow(ports: Ports, { username, groups }: Person, workflowId: string): Promise<Accepted> {
  const approvers = ports.limits.approverGroups;
  if (!groups.some((group) => approvers.includes(group))) {
    const message = `${username} is in none of the approver groups (${approvers.join(', ') || 'none is set'}), which alone may accept a NetBox`;
    return { outcome: 'refused', message };
  }
  const served = await ports.pin.accept(username);
  await ports.store.audit.append({
    at: ports.clock.now(),
    who: username,
    what: 'netbox accepted',
    unitId: null,
    changeId: null,
    detail: served,
    key: `accept:${workflowId}`,
  });
  const message = `serving ${served}; everything is compared once, and what was collected meanwhile needs an approval`;
  return { outcome: 'done', message };
}
