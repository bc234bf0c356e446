import { describe, expect, it } from 'vitest';
import { createDeviceBreaker } from '../../../src/devices/device-breaker.ts';
import type { BreakerOptions } from '../../../src/devices/device-breaker.ts';
import { instantOf, plusMs } from '../../../src/domain/ids.ts';
import { UNIT } from '../../support/make-unit.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';

const OTHER = { ...UNIT, name: 'r2', address: '10.0.0.2' };
const START = instantOf('2026-11-21T10:00:00Z');

/** A breaker with the defaults, and a clock that a test moves. */
function scene(changes: Partial<BreakerOptions> = {}) {
  let at = 0;
  const told: string[] = [];
  const counts: number[] = [];
  const breaker = createDeviceBreaker({
    backOff: { gapsMs: [5_000, 15_000, 60_000, 300_000], openAfter: 5, jitterPercent: 20 },
    clock: { now: () => plusMs(START, at) },
    elapsedMs: () => at,
    random: () => 0.5,
    log: { ...silentLog, warn: (text) => told.push(text), info: (text) => told.push(text) },
    meter: { ...silentMeter, devicesBackingOff: (count) => counts.push(count) },
    ...changes,
  });
  return {
    breaker,
    told,
    counts,
    pass: (ms: number) => (at += ms),
    /** Whether a look may try now; it then does, and misses the device. */
    tryAndMiss: () => {
      try {
        breaker.admit(UNIT);
      } catch {
        return false;
      }
      breaker.note(UNIT, 'missed');
      return true;
    },
  };
}

describe('a device that does not answer', () => {
  it('is left alone for 5 s, 15 s, 60 s and from then on 5 min after each failure in a row', () => {
    const { tryAndMiss, pass } = scene();
    for (const gap of [5_000, 15_000, 60_000, 300_000, 300_000, 300_000]) {
      expect(tryAndMiss()).toBe(true);
      pass(gap - 1);
      expect(tryAndMiss(), `${gap} ms`).toBe(false);
      pass(1);
    }
  });

  it('is answered for at once, with how often it failed, until when, and what to do', () => {
    const { breaker, pass } = scene();
    breaker.note(UNIT, 'missed');
    pass(1_000);
    expect(() => breaker.peek(UNIT)).toThrow(
      expect.objectContaining({
        code: 'device.backing-off',
        retry: 'later',
        message:
          'r1 (10.0.0.1) did not answer 1 time(s) in a row; it is left alone until 2026-11-21T10:00:05.000Z. An order to check it tries at once',
      }),
    );
  });

  it('is tried by exactly one look at a time from the fifth failure on, and by all again once it answered', () => {
    const { breaker, told, pass } = scene();
    for (let failures = 0; failures < 5; failures += 1) breaker.note(UNIT, 'missed');
    expect(told).toEqual(['device does not answer']);
    pass(300_000);
    breaker.admit(UNIT);
    expect(() => breaker.admit(UNIT)).toThrow('it is being tried right now');
    breaker.note(UNIT, 'reached');
    breaker.admit(UNIT);
    breaker.admit(UNIT);
    expect(told).toEqual(['device does not answer', 'device answers again']);
  });

  it('keeps its one try for the next when the one who had it was stopped', () => {
    const { breaker, pass } = scene();
    for (let failures = 0; failures < 5; failures += 1) breaker.note(UNIT, 'missed');
    pass(300_000);
    breaker.admit(UNIT);
    breaker.note(UNIT, 'nothing');
    breaker.admit(UNIT);
  });

  it('delays no other device', () => {
    const { breaker } = scene();
    for (let failures = 0; failures < 5; failures += 1) breaker.note(UNIT, 'missed');
    breaker.admit(OTHER);
  });

  it('is one of those counted, until it answers', () => {
    const { breaker, counts } = scene();
    breaker.note(UNIT, 'missed');
    breaker.note(OTHER, 'missed');
    breaker.note(UNIT, 'reached');
    expect(counts).toEqual([1, 2, 1]);
  });

  it.each([
    [0, 4_000],
    [1, 6_000],
  ])('is left alone a fifth shorter or longer by chance (%s)', (chance, gap) => {
    const { tryAndMiss, pass } = scene({ random: () => chance });
    tryAndMiss();
    pass(gap - 1);
    expect(tryAndMiss()).toBe(false);
    pass(1);
    expect(tryAndMiss()).toBe(true);
  });

  it('is never left alone when no gaps are set', () => {
    const { tryAndMiss } = scene({ backOff: { gapsMs: [], openAfter: 1, jitterPercent: 20 } });
    for (let tries = 0; tries < 10; tries += 1) expect(tryAndMiss()).toBe(true);
  });
});
