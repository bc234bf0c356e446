import { expect } from 'vitest';

import { endingLabel } from '../../src/domain/ending.ts';
import { type CrashWorld, until } from './crash-world.ts';

/** What one killed worker left behind, after its successor brought the change to an end. */
export interface KillStory {
  readonly ending: string;
  readonly took: readonly string[];
}

/**
 * One change of two ports of `device` whose worker kills itself at `killAt` (never, when null), finished by a successor.
 * Checks what must hold wherever the worker died: one named ending, one journal entry, one event told, no command accepted twice, the
 * device in one of its two whole states, and nothing claimed any more.
 */
export async function playKill(
  world: CrashWorld,
  {
    device,
    killAt,
    mark,
  }: { readonly device: string; readonly killAt: number | null; readonly mark: string },
): Promise<KillStory> {
  const router = world.network.devices[Number(device.replace('edge', '')) - 1];
  if (router === undefined) throw new Error(`no ${device}`);
  const first = await world.startWorker(killAt === null ? {} : { killAt });
  await world.check(device);
  const before = router.running();
  const logged = router.log().length;
  const requestId = await world.edit(device, [
    { port: 'GigabitEthernet0/2', description: `first ${mark}` },
    { port: 'GigabitEthernet0/3', description: `second ${mark}` },
  ]);
  if (killAt !== null) {
    expect(await first.ended).toBe('SIGKILL');
    await world.startWorker();
  }
  const row = await world.closed(requestId);
  const [unit] = row.endings;
  const took = router
    .log()
    .slice(logged)
    .filter(({ accepted, command }) => accepted && command.startsWith('description'))
    .map(({ command }) => command);
  expect(row.endings).toHaveLength(1);
  expect(new Set(took).size, `a command was accepted twice: ${took.join(', ')}`).toBe(took.length);
  const ending = unit === undefined ? 'none' : endingLabel(unit.ending);
  expect(['applied: saved', 'rolled back: by us', 'untouched: skipped', 'untouched: refused']).toContain(
    ending,
  );
  if (ending === 'applied: saved') expect(router.running()).toContain(`first ${mark}`);
  else expect(router.running()).toBe(before);
  const told = world.network.netbox.journal().filter((entry) => entry.comments.includes(requestId));
  expect(
    told.map((entry) => entry.comments.split('\n').at(-1)),
    'one journal entry',
  ).toHaveLength(1);
  // A worker killed in the middle of a post is allowed a second one, with the same event id.
  const events = await until('the notice', () => {
    const ids = eventsOf(world, requestId);
    return Promise.resolve(ids.length > 0 ? ids : null);
  });
  expect(new Set(events).size, 'one event').toBe(1);
  return { ending, took };
}

/** The ids of the events posted about the change of that request. */
function eventsOf({ receiver }: CrashWorld, requestId: string): readonly string[] {
  return receiver.taken
    .map(({ body }) => JSON.parse(body.toString()) as { id: string; change: { id: string } })
    .filter(({ change }) => change.id.includes(requestId))
    .map(({ id }) => id);
}
