import { faultFactsOf } from '../domain/fault.ts';
import type { Unit } from '../domain/unit.ts';
import type { ReadPurpose } from '../ports/devices.ts';
import { loginIdentity } from './credential.ts';
import type { Contact } from './device-breaker.ts';
import { createDeviceBreaker } from './device-breaker.ts';
import type { DeviceOptions } from './device-options.ts';
import { createIdleSessions } from './idle-sessions.ts';
import { createLeash } from './leash.ts';
import { createLoginGate } from './login-gate.ts';
import { findCredential, openSession } from './open-session.ts';
import type { PooledSession } from './pooled-session.ts';
import { createSessionSlots } from './session-slots.ts';

/** What a session is opened for; `signal` cuts it. */
export interface Wanted {
  readonly access: 'read' | 'write';
  readonly purpose: ReadPurpose;
  readonly signal: AbortSignal;
}

export interface SessionPool {
  /** A session nobody used before. Throws `device.*`. */
  open(unit: Unit, wanted: Wanted): Promise<PooledSession>;
  /** A read session that a look at this very unit left open, or null. */
  claim(unit: Unit, signal: AbortSignal): PooledSession | null;
  /** Leaves a read session open for the next look for a while, or ends it when somebody else wants its place. */
  giveBack(session: PooledSession): Promise<void>;
  /** Ends what a look left open at this unit's address: it knows nothing of what is about to be written. */
  endIdle(unit: Unit): Promise<void>;
  /** Tells what a session that is open showed about the way to its device. */
  note(unit: Unit, contact: Contact): void;
  /** Ends every session; opens none afterwards. */
  close(): Promise<void>;
}

/** Opens sessions behind the breaker, the limits and the gate for refused logins, in this order. */
export function createSessionPool(options: DeviceOptions): SessionPool {
  const { limits, timeouts, log } = options;
  const idle = createIdleSessions(options.reuseMs);
  const slots = createSessionSlots(limits, timeouts.slotMs, (limit) => void idle.endOne(limit));
  const breaker = createDeviceBreaker(options);
  const gate = createLoginGate(options);
  const open = new Set<PooledSession>();
  const closing = new AbortController();
  const warned = new Set<string>();

  function warnOfOldAlgorithms({ credentialProfile: profile }: Unit, sshProfile = 'modern'): void {
    if (sshProfile === 'modern' || warned.has(profile)) return;
    warned.add(profile);
    log.warn('old SSH algorithms are allowed', { profile, sshProfile });
  }

  /** A session of its own, which still holds no place. */
  async function login(unit: Unit, wanted: Wanted): Promise<PooledSession> {
    const { access, purpose } = wanted;
    const credential = findCredential(options, unit, access);
    warnOfOldAlgorithms(unit, credential.sshProfile);
    const identity = loginIdentity(credential, unit.address);
    const leash = createLeash(AbortSignal.any([wanted.signal, closing.signal]));
    const attempt = { unit, access, username: credential.username, identity, isOrdered: purpose === 'order' };
    const { platform, connection } = await gate.enter(attempt, () =>
      openSession(options, { unit, credential, signal: leash.signal }),
    );
    return {
      unit,
      identity,
      platform,
      lend: (next) => leash.hold(AbortSignal.any([next, closing.signal])),
      isLost: () => connection.lost() !== null,
      async end() {
        await platform.leave();
        await connection.close();
        leash.drop();
      },
    };
  }

  async function openHolding(unit: Unit, wanted: Wanted, release: () => void): Promise<PooledSession> {
    const session = await login(unit, wanted);
    const opened: PooledSession = {
      ...session,
      async end() {
        if (!open.delete(opened)) return;
        await session.end();
        release();
      },
    };
    open.add(opened);
    log.debug('device session opened', { unit: unit.name, platform: unit.platform, access: wanted.access });
    return opened;
  }

  return {
    async open(unit, wanted) {
      const { access, purpose, signal } = wanted;
      findCredential(options, unit, access); // what can never work waits for no place
      const isLook = access === 'read' && purpose === 'look';
      if (isLook) breaker.peek(unit);
      const release = await slots.take(unit, AbortSignal.any([signal, closing.signal]));
      try {
        if (isLook) breaker.admit(unit);
        return await openHolding(unit, wanted, release);
      } catch (thrown) {
        release();
        breaker.note(unit, contactOf(thrown, signal.aborted || closing.signal.aborted));
        throw thrown;
      }
    },
    claim(unit, signal) {
      const credential = options.credentials.find(unit.credentialProfile, 'read');
      if (credential === null) return null;
      return idle.claim(unit, loginIdentity(credential, unit.address), signal);
    },
    async giveBack(session) {
      if (closing.signal.aborted || slots.isWanted(session.unit)) await session.end();
      else await idle.keep(session);
    },
    endIdle: (unit) => idle.endAll({ address: unit.address }),
    note: (unit, contact) => breaker.note(unit, contact),
    async close() {
      closing.abort();
      await Promise.all([...open].map((session) => session.end()));
    },
  };
}

/** Faults after which nobody knows whether the device is there. */
const MISSED = new Set(['device.unreachable', 'device.timeout', 'device.cut']);
/** Faults that are ours and say nothing about the device. */
const OURS = new Set(['device.backing-off', 'device.refused-before', 'device.no-credentials']);

/** What a failed attempt shows about the way to the device. Whatever the device said, it was there to say it. */
export function contactOf(thrown: unknown, isStopped: boolean): Contact {
  const { code } = faultFactsOf(thrown);
  if (isStopped || !code.startsWith('device.') || OURS.has(code)) return 'nothing';
  return MISSED.has(code) ? 'missed' : 'reached';
}
