import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type CrashWorld, startCrashWorld } from '../support/crash-world.ts';
import { playKill } from '../support/kill-story.ts';

describe('the kill matrix', () => {
  let world: CrashWorld;
  beforeAll(async () => {
    world = await startCrashWorld(120);
  });
  afterAll(() => world.stop());

  it('ends every change in a named ending wherever its worker is killed, with one entry and no command twice', async () => {
    const whole = await playKill(world, { device: 'edge1', killAt: null, mark: 'whole' });
    expect(whole.ending).toBe('applied: saved');
    const places = world.passings();
    const endings = new Map<string, number>();
    for (const [index, place] of places.entries()) {
      const device = `edge${index + 2}`;
      const { ending } = await playKill(world, { device, killAt: index + 1, mark: `place ${index}` });
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      console.log(`${index + 1}/${places.length} ${place.step} ${place.moment}: ${ending}`);
    }
    console.log(Object.fromEntries(endings));
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBe(places.length);
  }, 1_800_000);
});
