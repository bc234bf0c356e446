import type { OrderResult, SignedOrder } from '../domain/order.ts';
import type { Steps } from '../ports/steps.ts';
import { attempt } from './attempt.ts';
import { acceptServedNetBox } from './orders/accept-netbox.ts';
import { approvePlan } from './orders/approve-plan.ts';
import { checkDevices } from './orders/check-devices.ts';
import { holdDevice, releaseDevice } from './orders/hold-device.ts';
import { planDevices } from './orders/plan-devices.ts';
import { sweepNow } from './orders/sweep-now.ts';

/** Carries out one order of a person; every order exists once, whoever passes it on (CLI, API, later the journal). */
export async function runOrder(steps: Steps, signed: SignedOrder): Promise<OrderResult> {
  const done = await attempt(() => carryOut(steps, signed));
  const result = done.ok ? done.value : failed(`${done.fault.message} (${done.fault.code})`);
  await steps.run('order done', (ports) => {
    ports.meter.processed('order');
    const { order, person } = signed;
    ports.log.info('order done', { order: order.kind, user: person.username, outcome: result.outcome });
    return Promise.resolve(null);
  });
  return result;
}

function carryOut(steps: Steps, { order, person }: SignedOrder): Promise<OrderResult> {
  switch (order.kind) {
    case 'check':
      return checkDevices(steps, order.devices);
    case 'plan':
      return planDevices(steps, order.devices, person);
    case 'approve':
      return approvePlan(steps, order.hash, person);
    case 'hold':
      return holdDevice(steps, order.device, order.reason, person);
    case 'release':
      return releaseDevice(steps, order.device, order.reason, person);
    case 'sweep':
      return sweepNow(steps);
    case 'accept':
      return acceptServedNetBox(steps, person);
  }
}

function failed(message: string): OrderResult {
  return { outcome: 'error', lines: [{ unit: '', outcome: 'error', message }] };
}
