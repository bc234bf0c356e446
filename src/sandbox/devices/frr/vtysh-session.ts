import type { FrrBox } from './box.ts';
import type { Place } from './enter.ts';

/** What vtysh says, and its exit status. */
export interface VtyshAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One run of vtysh: where it stands, and what it has said. */
export interface VtyshSession {
  readonly id: number;
  readonly user: string;
  /** Null outside configuration mode. */
  place: Place | null;
  /** What the login shell said before all this. */
  noise: string;
  /** While a fault makes lines ignored, they are entered in a copy that nobody else sees. */
  copy: FrrBox | null;
}

/** What became of one line: an answer, or a fault that leaves the other end without one. */
export type LineOutcome = VtyshAnswer | 'hang' | 'cut';

export function createVtyshSession(id: number, user: string): VtyshSession {
  return { id, user, place: null, noise: '', copy: null };
}
