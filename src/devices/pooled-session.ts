import type { Unit } from '../domain/unit.ts';
import type { PlatformSession } from './platform-session.ts';

/** A session that holds its places at all limits until it ends. */
export interface PooledSession {
  readonly unit: Unit;
  /** See `LoginName.identity`: tells sessions of different credentials apart. */
  readonly identity: string;
  readonly platform: PlatformSession;
  /** Binds the session to the work of another caller; when that is stopped, it is cut. */
  lend(signal: AbortSignal): void;
  isLost(): boolean;
  /** Ends the session and gives its places back; a second call does nothing. */
  end(): Promise<void>;
}
