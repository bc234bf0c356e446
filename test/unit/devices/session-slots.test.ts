import { describe, expect, it } from 'vitest';
import type { SessionLimits } from '../../../src/devices/device-options.ts';
import { createSessionSlots } from '../../../src/devices/session-slots.ts';
import type { Limit, SessionSlots } from '../../../src/devices/session-slots.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import { UNIT } from '../../support/make-unit.ts';
import { eventually } from '../../support/eventually.ts';

const OPEN: SessionLimits = {
  perDevice: 1,
  perSite: 100,
  perPlatform: 100,
  total: 100,
  minGapMs: 0,
  outputBytes: 1,
};
const NEVER = new AbortController().signal;

function unit(name: string, more: Partial<Unit> = {}): Unit {
  return { ...UNIT, name, address: `192.0.2.${name}`, ...more };
}

/** Waits until as many got a place, and then as long again as an uncontested place takes, so that one too many would show. */
async function exactly(count: number, given: readonly string[]): Promise<void> {
  await eventually(() => expect(given).toHaveLength(count));
  const others = createSessionSlots(OPEN, 1_000);
  for (let turns = 0; turns < 3; turns += 1) (await others.take(unit('9'), NEVER))();
  expect(given).toHaveLength(count);
}

/** Asks for a place and notes when it is given. */
function ask(slots: SessionSlots, of: Unit, given: string[], signal = NEVER) {
  const taken = slots.take(of, signal).then((release) => {
    given.push(of.name);
    return release;
  });
  taken.catch(() => undefined);
  return taken;
}

describe('places for sessions', () => {
  it.each([
    ['device', { perDevice: 2 }, (n: number) => unit('1', { name: `d${n}` })],
    ['site', { perSite: 2 }, (n: number) => unit(String(n))],
    ['platform', { perPlatform: 2 }, (n: number) => unit(String(n), { site: `s${n}` })],
    ['worker', { total: 2 }, (n: number) => unit(String(n), { site: `s${n}` })],
  ])('are limited for each %s', async (_what, limits, nth) => {
    const slots = createSessionSlots({ ...OPEN, ...limits }, 1_000);
    const given: string[] = [];
    const [first] = [1, 2, 3].map((number) => ask(slots, nth(number), given));
    await exactly(2, given);
    (await first)?.();
    await exactly(3, given);
  });

  it('lets a platform at its limit delay no other platform', async () => {
    const slots = createSessionSlots({ ...OPEN, perPlatform: 1, total: 2 }, 1_000);
    const given: string[] = [];
    for (const name of ['1', '2', '3']) void ask(slots, unit(name, { platform: 'cisco_ios' }), given);
    void ask(slots, unit('4', { platform: 'frr' }), given);
    await exactly(2, given);
    expect(given).toEqual(['1', '4']);
  });

  it('lets a device with many waiting have one turn, and then every other device one', async () => {
    const slots = createSessionSlots({ ...OPEN, total: 1 }, 10_000);
    const given: string[] = [];
    const releases: (() => void)[] = [];
    const asked = [...Array.from({ length: 50 }, () => '1'), '2', '3', '4'];
    for (const name of asked)
      void ask(slots, unit(name), given).then(
        (release) => releases.push(release),
        () => undefined,
      );
    for (let count = 1; count <= 6; count += 1) {
      await eventually(() => expect(given).toHaveLength(count));
      releases.pop()?.();
    }
    // 50 of one device wait, and the three others are served after its first.
    expect(given.slice(0, 5)).toEqual(['1', '2', '3', '4', '1']);
  });

  it('are not lost by somebody who gives up waiting, whether too late or stopped', async () => {
    const slots = createSessionSlots({ ...OPEN, total: 1 }, 30);
    const given: string[] = [];
    const release = await slots.take(unit('1'), NEVER);
    const stopped = new AbortController();
    const impatient = ask(slots, unit('2'), given);
    const ended = ask(slots, unit('3'), given, stopped.signal);
    stopped.abort();
    await expect(ended).rejects.toMatchObject({ code: 'device.cut' });
    await expect(impatient).rejects.toMatchObject({ code: 'device.timeout' });
    await expect(impatient).rejects.toThrow('no session of the worker became free within 30 ms');
    release();
    (await slots.take(unit('4'), NEVER))();
    (await slots.take(unit('2'), NEVER))();
    expect(slots.isWanted(unit('2'))).toBe(false);
  });

  it('tell at which limit somebody has to wait, and only then', async () => {
    const waits: Limit[] = [];
    const slots = createSessionSlots({ ...OPEN, perSite: 1 }, 1_000, (limit) => waits.push(limit));
    const release = await slots.take(unit('1'), NEVER);
    expect(waits).toEqual([]);
    expect(slots.isWanted(unit('1'))).toBe(false);
    const second = ask(slots, unit('2'), []);
    await eventually(() => expect(waits).toEqual([{ site: 'lab' }]));
    expect(slots.isWanted(unit('1'))).toBe(true);
    expect(slots.isWanted(unit('3', { site: 'elsewhere' }))).toBe(false);
    release();
    (await second)();
  });

  it('keep their distance in time for each device', async () => {
    const slots = createSessionSlots({ ...OPEN, minGapMs: 120 }, 5_000);
    const begun = performance.now();
    for (let count = 0; count < 3; count += 1) (await slots.take(unit('1'), NEVER))();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(230);
  });
});
