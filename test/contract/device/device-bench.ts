import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../../src/domain/plan.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import type { Credential } from '../../../src/devices/credential.ts';
import { createDevices } from '../../../src/devices/device-gateway.ts';
import type { Devices } from '../../../src/devices/device-gateway.ts';
import type { SessionLimits, SessionTimeouts } from '../../../src/devices/device-options.ts';
import type { WritePermit } from '../../../src/ports/devices.ts';
import type { Dialect } from './dialect.ts';
import { PLAN } from '../../support/make-unit.ts';
import { instantOf } from '../../../src/domain/ids.ts';
import type { DeviceOptions } from '../../../src/devices/device-options.ts';
import { createMemoryRefusedLogins } from '../../support/memory-refused-logins.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';

/** What a test changes about the way to a device. */
export interface GatewayChanges {
  readonly credential?: Partial<Credential>;
  /** Text of known_hosts instead of the right one. */
  readonly knownHosts?: string;
  readonly timeouts?: Partial<SessionTimeouts>;
  readonly limits?: Partial<SessionLimits>;
  /** What else differs from {@link createOpenOptions}. */
  readonly options?: Partial<DeviceOptions>;
}

/** A device to test the driver on, real or simulated. The interface `link` carries its BGP session; on `spare` nothing depends. */
export interface DeviceBench {
  readonly unit: Unit;
  readonly hostname: string;
  readonly link: string;
  readonly spare: string;
  readonly peer: string;
  /** How the platform says things; without one as platforms do whose lines stand in sections. */
  readonly dialect?: Dialect;
  /** A line that means nothing to this platform. */
  readonly nonsense: string;
  /** True where a change takes effect as a whole at its end, so that a part of one never stands. */
  readonly isAtomic?: true;
  /** Its own host key as a known_hosts line. */
  readonly knownHosts: string;
  gateway(changes?: GatewayChanges): Devices;
  /** Enters lines from the top of configuration mode, past the driver. */
  editByHand(lines: readonly string[]): Promise<void>;
  /** Configuration lines that reached the device, out of its own log. */
  received(): Promise<readonly string[]>;
  startup(): Promise<string>;
  /** Logins that succeeded or failed, out of the device's own log. */
  logins(): Promise<{ readonly accepted: number; readonly refused: number }>;
  /**
   * Runs `work` with a unit whose connection is cut, or falls silent, once the device has received `command`.
   */
  interrupt<T>(
    how: 'cut' | 'silence',
    command: string,
    work: (unit: Unit, changes: GatewayChanges) => Promise<T>,
  ): Promise<T>;
  /** Brings the device back to where it began, saved and with its BGP session up. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

export const FAST_TIMEOUTS: SessionTimeouts = {
  slotMs: 5_000,
  connectMs: 2_000,
  handshakeMs: 5_000,
  commandMs: 5_000,
  readMs: 10_000,
  saveMs: 10_000,
  commitMs: 10_000,
  minuteMs: 300,
  idleMs: 5_000,
  quietMs: 3,
  closeMs: 1_000,
  keepaliveMs: 10_000,
  keepaliveCount: 3,
};

const TEN_MINUTES_MS = 600_000;

/** Waits that outlast any test. Whoever waits for one of them, instead of the one a test shortens beside them, fails by that. */
export const ENDLESS: Partial<SessionTimeouts> = {
  slotMs: TEN_MINUTES_MS,
  connectMs: TEN_MINUTES_MS,
  handshakeMs: TEN_MINUTES_MS,
  commandMs: TEN_MINUTES_MS,
  readMs: TEN_MINUTES_MS,
  saveMs: TEN_MINUTES_MS,
  commitMs: TEN_MINUTES_MS,
  idleMs: TEN_MINUTES_MS,
};

export const OPEN_LIMITS: SessionLimits = {
  perDevice: 2,
  perSite: 10,
  perPlatform: 50,
  total: 50,
  minGapMs: 0,
  outputBytes: 8_000_000,
};

/** Options with which a gateway keeps nothing: no session for later, no device left alone, no refused login of another gateway. */
export function createOpenOptions(): Omit<
  DeviceOptions,
  'credentials' | 'knownHostsPath' | 'limits' | 'timeouts'
> {
  return {
    reuseMs: 0,
    backOff: { gapsMs: [], openAfter: 5, jitterPercent: 0 },
    refusedLogins: createMemoryRefusedLogins(),
    clock: { now: () => instantOf(Date.now()) },
    elapsedMs: () => performance.now(),
    random: () => 0.5,
    meter: silentMeter,
    log: silentLog,
  };
}

/** A gateway with short settings, one credential and one known_hosts text. */
export function createGateway(
  credential: Credential,
  knownHosts: string,
  changes: GatewayChanges = {},
): Devices {
  const usable = { ...credential, ...changes.credential };
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-hosts-'));
  const knownHostsPath = join(folder, 'known_hosts');
  writeFileSync(knownHostsPath, changes.knownHosts ?? knownHosts);
  const devices = createDevices({
    credentials: { find: () => usable },
    knownHostsPath,
    limits: { ...OPEN_LIMITS, ...changes.limits },
    timeouts: { ...FAST_TIMEOUTS, ...changes.timeouts },
    ...createOpenOptions(),
    ...changes.options,
  });
  return {
    ...devices,
    async close() {
      await devices.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A permit as guard/ would make it, for the commands a test sends by itself. */
export function permitFor(unit: Unit): WritePermit {
  return { kind: 'write-permit', plan: { ...PLAN, unit } };
}

/** A signal that never aborts. */
export const NEVER: AbortSignal = new AbortController().signal;

export function inInterface(name: string, command: string): Command {
  return { path: [`interface ${name}`], command };
}
