import { Fault } from '../domain/fault.ts';
import { plusMs } from '../domain/ids.ts';
import type { Unit } from '../domain/unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';

/** How long a device that does not answer is left alone. */
export interface BackOff {
  /** After the first failure in a row, the second, …; the last counts for all further ones. Empty: devices are never left alone. */
  readonly gapsMs: readonly number[];
  /** From this many failures in a row on, one single look at a time may try. */
  readonly openAfter: number;
  /** By how much a gap may be longer or shorter, so that devices lost together are not all tried together. */
  readonly jitterPercent: number;
}

/** What one attempt showed about the way to a device; `nothing` when it was given up by us. */
export type Contact = 'reached' | 'missed' | 'nothing';

/**
 * One circuit breaker for each device. States: closed (it answered last, or was never asked) → backing off (k failures in a
 * row: left alone for the k-th gap, then whoever comes may try) → open (from the n-th failure on: left alone for the last gap,
 * then exactly one may try, and all others wait for what that finds) → closed with the first answer, whoever got it.
 */
export interface DeviceBreaker {
  /** Throws `device.backing-off` while the device is left alone. Takes nothing. */
  peek(unit: Unit): void;
  /** The same, and takes the one try of an open breaker; {@link note} must follow. */
  admit(unit: Unit): void;
  /** Tells what an attempt showed, also one that did not ask for admission. */
  note(unit: Unit, contact: Contact): void;
}

export interface BreakerOptions {
  readonly backOff: BackOff;
  readonly clock: Clock;
  /** Milliseconds since some moment, never set back: a corrected wall clock must not keep a device left alone for an hour. */
  readonly elapsedMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly meter: Meter;
}

interface Lost {
  readonly failures: number;
  readonly untilMs: number;
  isTried: boolean;
}

export function createDeviceBreaker(options: BreakerOptions): DeviceBreaker {
  const { backOff, clock, elapsedMs, log, meter } = options;
  const lost = new Map<string, Lost>();

  function peek(unit: Unit): void {
    const state = lost.get(unit.address);
    if (state === undefined) return;
    const leftMs = state.untilMs - elapsedMs();
    if (leftMs <= 0 && !(state.isTried && state.failures >= backOff.openAfter)) return;
    const when =
      leftMs <= 0
        ? 'it is being tried right now'
        : `it is left alone until ${plusMs(clock.now(), Math.ceil(leftMs))}`;
    throw leftAlone(unit, state.failures, when);
  }

  function miss(unit: Unit): void {
    const failures = (lost.get(unit.address)?.failures ?? 0) + 1;
    const gap = backOff.gapsMs[Math.min(failures, backOff.gapsMs.length) - 1];
    if (gap === undefined) return;
    lost.set(unit.address, { failures, untilMs: elapsedMs() + jittered(gap, options), isTried: false });
    meter.devicesBackingOff(lost.size);
    if (failures === backOff.openAfter)
      log.warn('device does not answer', { unit: unit.name, unitId: unit.id, failures });
  }

  return {
    peek,
    admit(unit) {
      peek(unit);
      const state = lost.get(unit.address);
      if (state !== undefined) state.isTried = true;
    },
    note(unit, contact) {
      const state = lost.get(unit.address);
      if (contact === 'missed') miss(unit);
      if (contact === 'missed' || state === undefined) return;
      if (contact === 'nothing') {
        state.isTried = false;
        return;
      }
      lost.delete(unit.address);
      meter.devicesBackingOff(lost.size);
      if (state.failures >= backOff.openAfter)
        log.info('device answers again', { unit: unit.name, unitId: unit.id, failures: state.failures });
    },
  };
}

function jittered(gapMs: number, { backOff, random }: BreakerOptions): number {
  return Math.round(gapMs * (1 + ((random() * 2 - 1) * backOff.jitterPercent) / 100));
}

function leftAlone(unit: Unit, failures: number, when: string): Fault {
  return new Fault(
    'device.backing-off',
    `${unit.name} (${unit.address}) did not answer ${failures} time(s) in a row; ${when}. An order to check it tries at once`,
  );
}
