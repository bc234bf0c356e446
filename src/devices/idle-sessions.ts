import type { Unit } from '../domain/unit.ts';
import type { PooledSession } from './pooled-session.ts';
import type { Limit } from './session-slots.ts';

/** Read sessions that nobody uses at the moment. They keep their places, and give them up to whoever has to wait for one. */
export interface IdleSessions {
  /** The session left by a look at this very unit with this very credential, for `signal`'s work; null when there is none. */
  claim(unit: Unit, identity: string, signal: AbortSignal): PooledSession | null;
  /** Keeps the session for the time set, then ends it. */
  keep(session: PooledSession): Promise<void>;
  /** Ends the one that waits longest at this limit. */
  endOne(limit: Limit): Promise<void>;
  endAll(limit: Limit): Promise<void>;
}

/** A session of its own that no signal aborts while it is idle. */
const NOBODY = new AbortController().signal;

export function createIdleSessions(reuseMs: number): IdleSessions {
  // In the order they were left.
  const timers = new Map<PooledSession, NodeJS.Timeout>();

  function remove(session: PooledSession): void {
    clearTimeout(timers.get(session));
    timers.delete(session);
  }
  async function end(session: PooledSession): Promise<void> {
    remove(session);
    await session.end();
  }
  const at = (limit: Limit) => [...timers.keys()].filter(({ unit }) => isAt(unit, limit));

  return {
    claim(unit, identity, signal) {
      const found = at({ address: unit.address }).find(
        (session) => session.identity === identity && isSameUnit(session.unit, unit),
      );
      if (found === undefined) return null;
      if (found.isLost()) {
        void end(found);
        return null;
      }
      remove(found);
      found.lend(signal);
      return found;
    },
    async keep(session) {
      if (reuseMs === 0 || session.isLost()) {
        await session.end();
        return;
      }
      session.lend(NOBODY);
      timers.set(session, setTimeout(() => void end(session), reuseMs).unref());
    },
    async endOne(limit) {
      const [oldest] = at(limit);
      if (oldest !== undefined) await end(oldest);
    },
    async endAll(limit) {
      await Promise.all(at(limit).map(end));
    },
  };
}

function isAt(unit: Unit, limit: Limit): boolean {
  return (
    (limit.address ?? unit.address) === unit.address &&
    (limit.site ?? unit.site) === unit.site &&
    (limit.platform ?? unit.platform) === unit.platform
  );
}

function isSameUnit(one: Unit, other: Unit): boolean {
  return one.id === other.id && one.platform === other.platform;
}
