import type { ConfigurationNode } from '../configuration-node.ts';

/** Sessions that may be open at once, and completed ones that are kept (facts/devices.md 3.2). */
export const MAX_OPEN = 5;
export const MAX_SAVED = 1;

/** Who stands in a session, by login number. */
export interface Instance {
  readonly user: string;
  /** `vty5` */
  readonly terminal: string;
}

/** A named copy of the configuration that somebody changes until it is committed or aborted. */
export interface ConfigSession {
  readonly name: string;
  /** The whole configuration, as it was when the session was opened and with what was entered since. */
  root: ConfigurationNode;
  state: 'pending' | 'waiting' | 'completed';
  readonly instances: Map<number, Instance>;
  completedAt: Date | null;
  commitUser: string | null;
}

/** The commit that waits for a second one; `before` is what the device goes back to. */
interface Waiting {
  readonly session: ConfigSession;
  readonly before: ConfigurationNode;
  readonly expiresAt: number;
  readonly timer: NodeJS.Timeout;
}

/** A commit timer that runs, as others see it. */
export interface RunningTimer {
  readonly name: string;
  readonly user: string;
  /** By the clock of the machine. */
  readonly expiresAt: number;
}

/** What the store needs of its device. */
export interface SessionGround {
  root(): ConfigurationNode;
  /** Puts a whole configuration in place of the running one: what others changed meanwhile is gone. */
  replace(root: ConfigurationNode, by: string): void;
  /** How long a second of the device's timers lasts. */
  readonly secondMs: number;
  /** A commit timer that a fault pretends, or null. */
  pretended(): RunningTimer | null;
}

/**
 * EOS's configuration sessions (facts/devices.md 3.3). States of one: pending → completed by `commit`; or waiting by
 * `commit timer`, then completed by a second commit, or gone, and with it its change, by `abort` or when the time is over.
 * One timer at a time, and while it runs no other session can be committed. All are gone after a reboot. Refusals are the text
 * the device prints; null is success.
 */
export interface ConfigSessions {
  list(): readonly ConfigSession[];
  find(name: string): ConfigSession | null;
  /** Opens or enters a session; a text is a refusal. */
  enter(name: string, login: number, instance: Instance): ConfigSession | string;
  /** The login leaves whatever session it is in, which stays pending. */
  leave(login: number): void;
  commit(session: ConfigSession, by: string, timerSeconds: number | null): string | null;
  abort(name: string, by: string): string | null;
  /** `no configure session NAME`: forgets a session that is not waiting. */
  remove(name: string): string | null;
  timer(): RunningTimer | null;
  forget(): void;
}

export function createConfigSessions(ground: SessionGround): ConfigSessions {
  const sessions = new Map<string, ConfigSession>();
  let waiting: Waiting | null = null;

  function timer(): RunningTimer | null {
    if (waiting === null) return ground.pretended();
    const { session, expiresAt } = waiting;
    return { name: session.name, user: session.commitUser ?? '', expiresAt };
  }

  function complete(session: ConfigSession): void {
    session.state = 'completed';
    session.instances.clear();
    const completed = [...sessions.values()].filter((other) => other.state === 'completed');
    for (const old of completed.filter((other) => other !== session).slice(MAX_SAVED - 1))
      sessions.delete(old.name);
  }

  function stopTimer(): void {
    if (waiting !== null) clearTimeout(waiting.timer);
    waiting = null;
  }

  function rollBack(by: string): void {
    if (waiting === null) return;
    const { session, before } = waiting;
    stopTimer();
    sessions.delete(session.name);
    ground.replace(before, by);
  }

  function start(session: ConfigSession, seconds: number): Waiting {
    const ms = seconds * ground.secondMs;
    return {
      session,
      before: structuredClone(ground.root()),
      expiresAt: Date.now() + ms,
      timer: setTimeout(() => rollBack(session.commitUser ?? ''), ms),
    };
  }

  function commitFirst(session: ConfigSession, by: string, timerSeconds: number | null): void {
    session.completedAt = new Date();
    session.commitUser = by;
    if (timerSeconds !== null) waiting = start(session, timerSeconds);
    ground.replace(structuredClone(session.root), by);
    if (timerSeconds === null) complete(session);
    else {
      session.state = 'waiting';
      session.instances.clear();
    }
  }

  /** Confirms what waits; or with a timer the time begins anew, and the way back stays the same. */
  function commitAgain(session: ConfigSession, timerSeconds: number | null): void {
    const before = waiting?.before;
    stopTimer();
    if (timerSeconds === null || before === undefined) complete(session);
    else waiting = { ...start(session, timerSeconds), before };
  }

  return {
    list: () => [...sessions.values()],
    find: (name) => sessions.get(name) ?? null,
    enter(name, login, instance) {
      const known = sessions.get(name);
      // These words are ours, no transcript of them was found.
      if (known !== undefined && known.state !== 'pending')
        return `% Cannot enter session ${name} (session already completed)`;
      const open = [...sessions.values()].filter((session) => session.state === 'pending');
      if (known === undefined && open.length >= MAX_OPEN)
        return '% Maximum number of pending sessions has been reached. Please commit or abort previous sessions before creating a new one.';
      const session = known ?? {
        name,
        root: structuredClone(ground.root()),
        state: 'pending' as const,
        instances: new Map<number, Instance>(),
        completedAt: null,
        commitUser: null,
      };
      sessions.set(name, session);
      session.instances.set(login, instance);
      return session;
    },
    leave(login) {
      for (const session of sessions.values()) session.instances.delete(login);
    },
    commit(session, by, timerSeconds) {
      const running = timer();
      // Ours as well: the manual tells the rule and not the words.
      if (running !== null && running.name !== session.name)
        return `% Cannot commit session ${session.name}: the commit timer of session ${running.name} (user ${running.user}) is pending`;
      if (running === null && session.state !== 'pending')
        return `% Cannot commit session ${session.name} (session already completed)`;
      if (running === null) commitFirst(session, by, timerSeconds);
      else commitAgain(session, timerSeconds);
      return null;
    },
    abort(name, by) {
      const session = sessions.get(name);
      if (session === undefined || session.state === 'completed')
        return `% Cannot abort session ${name} (session does not exist)`;
      if (session.state === 'waiting') rollBack(by);
      session.instances.clear(); // whoever stands in it falls back to exec mode
      sessions.delete(name);
      return null;
    },
    remove(name) {
      if (sessions.get(name)?.state === 'waiting')
        return `% Cannot remove session ${name} (commit timer is pending)`;
      return sessions.delete(name) ? null : `% Cannot remove session ${name} (session does not exist)`;
    },
    timer,
    forget() {
      stopTimer();
      sessions.clear();
    },
  };
}
