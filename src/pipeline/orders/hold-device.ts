import type { OrderResult } from '../../domain/order.ts';
import type { Person } from '../../domain/person.ts';
import type { Steps } from '../../ports/steps.ts';
import { factsOf } from '../story/state-facts.ts';
import { findDevices, resultOf, unknownLines } from './find-devices.ts';

/** `hold DEVICE`: nothing is written to the unit until somebody releases it. Works at once, also for a change under way before its first command. */
export async function holdDevice(
  steps: Steps,
  device: string,
  reason: string,
  person: Person,
): Promise<OrderResult> {
  const found = await findDevices(steps, [device]);
  const [unitId] = found.found;
  if (unitId === undefined) return resultOf(unknownLines(found));
  const since = await steps.now();
  await steps.run('hold', async (ports) => {
    await ports.store.units.hold(unitId, device, { by: person.username, reason, since });
    await ports.store.audit.append({
      at: since,
      who: person.username,
      what: 'hold',
      unitId,
      changeId: null,
      detail: reason,
      key: `hold:${steps.workflowId}`,
    });
    await ports.store.units.setState(unitId, device, 'held', `${person.username}: ${reason}`, since);
    const open = await ports.store.findings.read(unitId);
    await ports.journal.showState(unitId, 'held', factsOf('held', open, `${person.username}: ${reason}`));
    return null;
  });
  return resultOf([{ unit: device, outcome: 'done', message: `held: ${reason}` }]);
}

/**
 * `release DEVICE`: ends the hold, frees items that a rollback or a quarantine stopped, and lets logins that the device
 * refused be tried again. The next check says where the unit stands.
 */
export async function releaseDevice(
  steps: Steps,
  device: string,
  reason: string,
  person: Person,
): Promise<OrderResult> {
  const found = await findDevices(steps, [device]);
  const [unitId] = found.found;
  if (unitId === undefined) return resultOf(unknownLines(found));
  const at = await steps.now();
  const released = await steps.run('release', async (ports) => {
    const held = await ports.store.units.releaseHold(unitId);
    const items = await ports.store.marks.clear(unitId, 'all');
    const logins = await ports.store.refusedLogins.forget(unitId);
    await ports.store.audit.append({
      at,
      who: person.username,
      what: 'release',
      unitId,
      changeId: null,
      detail: reason,
      key: `release:${steps.workflowId}`,
    });
    return { held, items, logins };
  });
  const what = [
    released.held ? 'hold ended' : 'there was no hold',
    `${released.items} stopped item(s) freed`,
    ...(released.logins === 0 ? [] : [`${released.logins} refused login(s) may be tried again`]),
  ];
  return resultOf([
    { unit: device, outcome: 'done', message: `${what.join(', ')}; run: plumbline check ${device}` },
  ]);
}
