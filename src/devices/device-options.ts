import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { RefusedLogins } from '../ports/refused-logins.ts';
import type { CredentialSource } from './credential.ts';
import type { BackOff } from './device-breaker.ts';

/** How many sessions may be open at once, and how much a device may say. */
export interface SessionLimits {
  /** Sessions to one device. A router has few lines for logins (5 by default on IOS), and people need some. */
  readonly perDevice: number;
  readonly perSite: number;
  /** Sessions to all devices of one platform, so that a slow one leaves places to the others. */
  readonly perPlatform: number;
  readonly total: number;
  /** Shortest time between two connections to one device; some platforms refuse faster ones. */
  readonly minGapMs: number;
  /** Bytes one answer may have; a device that says more is cut off. */
  readonly outputBytes: number;
}

/** Every wait in a device session has an end; these are the ends, in milliseconds. */
export interface SessionTimeouts {
  /** Waiting for a free session, at each of the three limits. */
  readonly slotMs: number;
  /** TCP connection. */
  readonly connectMs: number;
  /** SSH handshake and authentication; also the first prompt. */
  readonly handshakeMs: number;
  /** One command, from sending to the end of its answer. */
  readonly commandMs: number;
  /** A command that prints a whole configuration. */
  readonly readMs: number;
  readonly saveMs: number;
  /** Committing a change, and a device putting its former configuration back when it is told to. */
  readonly commitMs: number;
  /** How long a minute of the device's own revert timer lasts, where the timer is ours to make (FRR). */
  readonly minuteMs: number;
  /** Silence in the middle of an answer. */
  readonly idleMs: number;
  /** Silence that proves that what looks like a prompt is one, in answers that may contain anything. */
  readonly quietMs: number;
  /** Time for a polite goodbye before the socket is destroyed. */
  readonly closeMs: number;
  /** Between two SSH keepalives, and how many may stay unanswered. */
  readonly keepaliveMs: number;
  readonly keepaliveCount: number;
}

export interface DeviceOptions {
  readonly credentials: CredentialSource;
  /** OpenSSH known_hosts file with the keys of all devices; read at every connection. */
  readonly knownHostsPath: string;
  readonly limits: SessionLimits;
  readonly timeouts: SessionTimeouts;
  /** How long a session a look leaves open waits for the next look at the same device; 0 closes it at once. */
  readonly reuseMs: number;
  readonly backOff: BackOff;
  readonly refusedLogins: RefusedLogins;
  readonly clock: Clock;
  /** Milliseconds since some moment, never set back. */
  readonly elapsedMs: () => number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly meter: Meter;
  readonly log: Log;
}
