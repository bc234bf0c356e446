import { Fault, faultFactsOf } from '../domain/fault.ts';
import type { Unit } from '../domain/unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LoginName, RefusedLogin, RefusedLogins } from '../ports/refused-logins.ts';

/** One login that somebody wants to try. */
export interface LoginTry {
  readonly unit: Unit;
  readonly access: 'read' | 'write';
  readonly username: string;
  /** See {@link LoginName.identity}. */
  readonly identity: string;
  /** A person asked for this very try. */
  readonly isOrdered: boolean;
}

/**
 * Lets each login be refused once. A refusal is kept, across restarts and processes, until the credential or the address
 * changes, a person orders a check (which tries once) or releases the unit. Logins with one credential to one device pass one
 * after the other, or those that came together would each be refused.
 */
export interface LoginGate {
  /**
   * Runs `login` unless it was refused before: then throws `device.refused-before` with that refusal. A `device.authentication`
   * it throws is kept, and travels on.
   */
  enter<T>(attempt: LoginTry, login: () => Promise<T>): Promise<T>;
}

export interface LoginGateOptions {
  readonly refusedLogins: RefusedLogins;
  readonly clock: Clock;
  readonly log: Log;
}

export function createLoginGate(options: LoginGateOptions): LoginGate {
  const queues = new Map<string, Promise<unknown>>();
  return {
    enter(attempt, login) {
      const { unit, access } = attempt;
      const key = `${unit.id} ${unit.address} ${access}`;
      const before = queues.get(key) ?? Promise.resolve();
      const mine = before.then(() => tryOnce(options, attempt, login));
      const done = mine.then(
        () => undefined,
        () => undefined,
      );
      queues.set(key, done);
      void done.then(() => {
        if (queues.get(key) === done) queues.delete(key);
      });
      return mine;
    },
  };
}

async function tryOnce<T>(
  { refusedLogins, clock, log }: LoginGateOptions,
  attempt: LoginTry,
  login: () => Promise<T>,
): Promise<T> {
  const { unit, access, identity, isOrdered } = attempt;
  const name: LoginName = { unitId: unit.id, access, identity };
  const former = await refusedLogins.find(name);
  if (former !== null && !isOrdered) throw refusedBefore(attempt, former);
  try {
    const session = await login();
    if (former !== null) await refusedLogins.forget(unit.id, access);
    return session;
  } catch (thrown) {
    const { code, message } = faultFactsOf(thrown);
    if (code !== 'device.authentication') throw thrown;
    await refusedLogins.keep(name, { at: clock.now(), reason: message });
    log.warn('device refused the login', {
      unit: unit.name,
      unitId: unit.id,
      access,
      user: attempt.username,
      code,
    });
    throw thrown;
  }
}

function refusedBefore({ unit, access, username }: LoginTry, { at, reason }: RefusedLogin): Fault {
  return new Fault(
    'device.refused-before',
    `${unit.name} is not logged in to, to ${access}: at ${at} it refused the account "${username}" (${reason}), and another try could lock it. ` +
      `Correct the credential, or order a try: plumbline check ${unit.name}`,
  );
}
