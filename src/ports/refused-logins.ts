import type { Instant, UnitId } from '../domain/ids.ts';

/** A login that a device refused: not tried again, because devices and their AAA servers lock accounts. */
export interface RefusedLogin {
  readonly at: Instant;
  /** A sentence without secrets. */
  readonly reason: string;
}

/** Which login: of which unit, for what, and with what. */
export interface LoginName {
  readonly unitId: UnitId;
  readonly access: 'read' | 'write';
  /**
   * Text that is another one whenever the credential, or the address it is sent to, is another one. Holds secrets: only a
   * keyed digest of it may be kept.
   */
  readonly identity: string;
}

/** Remembers refused logins across restarts and processes. Throws `store.unavailable`. */
export interface RefusedLogins {
  /** The refusal of exactly this login; null when it may be tried, also after its credential or address changed. */
  find(login: LoginName): Promise<RefusedLogin | null>;
  /** Keeps the refusal, instead of any former one of this unit and access. */
  keep(login: LoginName, refusal: RefusedLogin): Promise<void>;
  /** Forgets what is known of a unit, or of one kind of access to it. Returns how many refusals that were. */
  forget(unitId: UnitId, access?: 'read' | 'write'): Promise<number>;
  /** How many there are, for the alarm. */
  count(): Promise<number>;
}
